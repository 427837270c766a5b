import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ChatError, toChatError } from '../../protocol/errors.ts';
import { errorPage } from './web-app/error-page.ts';
import { clientFault, type Fault } from './http-fault.ts';
import { languageOf } from './web-app/page.ts';

/** Something that happened, for the log. Never message texts. */
export interface HttpNote {
  level: 'info' | 'warn' | 'error';
  event: string;
  [detail: string]: unknown;
}

/** What no route answered is a 404, whatever its method. */
export function notFound(): RequestHandler {
  return (_request, _response, next) => {
    next(new ChatError('not_found'));
  };
}

/**
 * Answers every failed request: `{error: text, code}` with the status of its code, or a page where a browser
 * asks for one. What is no client's mistake becomes `internal` and is logged.
 */
export function errorHandler({ log }: { log: (note: HttpNote) => void }): ErrorRequestHandler {
  // Express knows an error handler by its four parameters
  return (error: unknown, request: Request, response: Response, _next) => {
    const fault = clientFault(error) ?? { status: 500, error: toChatError(error), headers: {} };
    if (fault.status === 500 && !(error instanceof ChatError)) log(failure(error, request));
    // half an answer cannot be taken back; a cut one at least does not look whole
    if (response.headersSent) response.destroy();
    else answer(request, response, fault);
  };
}

function answer(request: Request, response: Response, { status, error, headers }: Fault): void {
  response.status(status).set({ ...headers, 'Cache-Control': 'no-store' });
  // what a route had set for its success
  for (const name of ['Content-Disposition', 'ETag']) response.removeHeader(name);
  const isApi = request.path === '/api' || request.path.startsWith('/api/');
  if (!isApi && request.accepts(['json', 'html']) === 'html') {
    response
      .vary('Accept-Language')
      .type('html')
      .send(errorPage(languageOf(request), error, request.socket));
    return;
  }
  response.json({ error: error.message, code: error.code, ...error.details });
}

function failure(error: unknown, { method, path }: Request): HttpNote {
  return {
    level: 'error',
    event: 'http_failed',
    method,
    path,
    error: error instanceof Error ? error.stack : String(error),
  };
}
