// Answers for connections whose request never became one: they are written to the bare socket.
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ChatError, type ErrorCode } from '../../../protocol/errors.ts';

/** How long a refused client may take to read why, before the connection is cut. */
const LINGER_MS = 1_000;

const ANSWERS: Readonly<Record<400 | 408 | 413 | 431, { code: ErrorCode; text: string }>> = {
  400: { code: 'invalid', text: 'This is not HTTP as it is expected here' },
  408: { code: 'invalid', text: 'The request took too long to arrive' },
  413: { code: 'too_large', text: 'The chunk extensions are too large' },
  431: { code: 'too_large', text: 'The headers are too large' },
};

const STATUSES: Readonly<Record<string, keyof typeof ANSWERS>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** The status for what Node's parser reports. */
function statusOf(error: Error & { code?: string }): keyof typeof ANSWERS {
  return STATUSES[error.code ?? ''] ?? 400;
}

/** Writes an answer and closes. Only for a socket on which no other answer has begun. */
export function refuseSocket(socket: Duplex, status: keyof typeof ANSWERS): void {
  const { code, text } = ANSWERS[status];
  const body = JSON.stringify({ error: new ChatError(code, text).message, code });
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
  // closing at once while unread bytes wait makes a reset, and the client never sees the answer
  setTimeout(() => {
    socket.destroy();
  }, LINGER_MS).unref();
}

/**
 * Answers what is no request (400, 408, 413, 431), and never into the middle of another answer: the function
 * it returns must be told of every request.
 */
export function refuseBrokenRequests(server: Server): (socket: Duplex, response: ServerResponse) => void {
  // several where a client does not wait for one answer before it sends the next request
  const unfinished = new WeakMap<Duplex, Set<ServerResponse>>();
  const refused = new WeakSet<Duplex>();
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    // the rest of what it sends makes further errors
    if (refused.has(socket)) return;
    refused.add(socket);
    const isAnswering = [...(unfinished.get(socket) ?? [])].some(({ headersSent }) => headersSent);
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering) socket.destroy();
    else refuseSocket(socket, statusOf(error));
  });
  return (socket, response) => {
    const responses = unfinished.get(socket) ?? new Set();
    unfinished.set(socket, responses.add(response));
    response.once('close', () => {
      responses.delete(response);
    });
  };
}
