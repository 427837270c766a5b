// Errors of Express and its parsers, told in our own codes.
import { ChatError, type ErrorCode } from '../../protocol/errors.ts';

/** What is answered to a request that failed. */
export interface Fault {
  status: number;
  error: ChatError;
  headers: Readonly<Record<string, string>>;
}

// by the `type` that body-parser gives
const BODY: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not valid JSON',
  'charset.unsupported': 'The body must be UTF-8',
  'encoding.unsupported': 'The body must not be compressed',
  'request.aborted': 'The request ended before its body was complete',
  'request.size.invalid': 'The body is not as long as its Content-Length says',
};
const CODES: Readonly<Record<number, ErrorCode>> = {
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  429: 'rate_limited',
};
const TEXTS: Readonly<Record<number, string>> = {
  412: 'The file is not the one that was expected',
  415: 'The body must be JSON, with Content-Type: application/json',
  416: 'The file has no such part',
};

/**
 * The answer to an error: its own where it is a ChatError or a client's mistake, undefined where the fault is
 * ours.
 */
export function clientFault(error: unknown): Fault | undefined {
  if (error instanceof ChatError) return { status: error.status, error, headers: waiting(error) };
  if (!(error instanceof Error)) return undefined;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status < 400 || status > 499) return undefined;
  const type = 'type' in error && typeof error.type === 'string' ? error.type : '';
  const code = CODES[status] ?? 'invalid';
  const text =
    BODY[type] ??
    TEXTS[status] ??
    (error instanceof URIError ? 'The address has a "%" without two hexadecimal digits after it' : undefined);
  return { status, error: new ChatError(code, text), headers: rangeHeader(error) };
}

function waiting({ details }: ChatError): Record<string, string> {
  const wait = details.retry_after_ms;
  return wait === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(wait / 1000))) };
}

/** With 416 the file's size belongs into the answer: players ask for the right part then. */
function rangeHeader(error: Error): Record<string, string> {
  const headers: unknown = 'headers' in error ? error.headers : undefined;
  const range: unknown =
    typeof headers === 'object' && headers !== null && 'Content-Range' in headers
      ? headers['Content-Range']
      : undefined;
  return typeof range === 'string' ? { 'Content-Range': range } : {};
}
