// Answers for connections whose request never became one: they are written to the bare socket.
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ChatError, type ErrorCode } from '../contract/errors.ts';

/** How long a refused client may take to read why, before the connection is cut. */
const LINGER_MS = 1_000;

const ANSWERS: Readonly<Record<400 | 408 | 413 | 431, { code: ErrorCode; text: string }>> = {
  400: { code: 'invalid', text: 'This is not HTTP as it is expected here' },
  408: { code: 'invalid', text: 'The request took too long to arrive' },
  413: { code: 'too_large', text: 'The chunk extensions are too large' },
  431: { code: 'too_large', text: 'The headers are too large' },
};

/** The status for what Node's parser reports. */
export function statusOf(error: Error & { code?: string }): keyof typeof ANSWERS {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT': return 408;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW': return 413;
    case 'HPE_HEADER_OVERFLOW': return 431;
    default: return 400;
  }
}

/** Writes an answer and closes. Only for a socket on which no other answer has begun. */
export function refuseSocket(socket: Duplex, status: keyof typeof ANSWERS): void {
  const { code, text } = ANSWERS[status];
  const body = JSON.stringify({ error: new ChatError(code, text).message, code });
  socket.end([
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    '', body,
  ].join('\r\n'));
  // closing at once while unread bytes wait makes a reset, and the client never sees the answer
  setTimeout(() => { socket.destroy(); }, LINGER_MS).unref();
}
