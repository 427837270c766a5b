// Answering an upload while its sender is still sending. A connection closed with unread bytes is reset, and
// then the sender never sees why.
import type { Request, Response } from 'express';
import { ChatError } from '../../../protocol/errors.ts';

const LONGEST_MS = 10_000;
/** For small limits: what is on its way anyway. */
const LEAST_BYTES = 1024 * 1024;

/**
 * Answers the error, then reads the rest and throws it away (up to twice the limit, 10 s), then closes the
 * connection. Throws the error on to the app where the request has ended, or where it is none for clients.
 */
export async function refuse(
  request: Request,
  response: Response,
  error: unknown,
  limit: number,
): Promise<void> {
  // nobody is there to be told
  if (request.destroyed && !request.complete) {
    response.destroy();
    return;
  }
  if (request.complete) throw error;
  if (!(error instanceof ChatError)) {
    await drain(request, limit);
    throw error;
  }
  const { message, ...rest } = error.toWire();
  const body = Buffer.from(JSON.stringify({ error: message, ...rest }));
  if (rest.retry_after_ms !== undefined)
    response.set('Retry-After', String(Math.ceil(rest.retry_after_ms / 1000)));
  response
    .status(error.status)
    .set({
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
  // the answer is whole with this; `end` would close the connection at once
  response.write(body);
  await drain(request, limit);
  response.end();
}

function drain(request: Request, limit: number): Promise<void> {
  return new Promise((resolve) => {
    let left = Math.max(2 * limit, LEAST_BYTES);
    const timer = setTimeout(resolve, LONGEST_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.once('end', done).once('close', done).once('error', done);
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) done();
    });
    request.resume();
    if (request.readableEnded || request.destroyed) done();
  });
}
