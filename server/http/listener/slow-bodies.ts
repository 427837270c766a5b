// Bodies may take any time, since a video over weak Wi-Fi does; but they must keep coming.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuseSocket } from './refuse-socket.ts';

export interface BodyPace {
  /** How often a body is looked at, in milliseconds */
  windowMs: number;
  /** What must come in one such window … */
  bytes: number;
  /** … until so much has come: Wi-Fi that drops out is no threat then */
  provenBytes: number;
  /** So many windows, one after the other … */
  windows: number;
  /** … bring this much together, proven or not, or the body would take its place for hours */
  bytesTogether: number;
}

export const BODY_PACE: BodyPace = {
  windowMs: 10_000,
  bytes: 1_024,
  provenBytes: 1024 * 1024,
  windows: 3,
  // 512 bytes a second: a tenth of what the slowest mobile network brings
  bytesTogether: 15 * 1024,
};

/**
 * Cuts off a request whose body comes too slowly (408 where nothing was answered yet), and one that was
 * answered long ago and whose body still does not end. Bytes that wait for us are no fault of the client.
 * Returns at once; stops by itself when the request ends.
 */
export function watchBody(request: IncomingMessage, response: ServerResponse, pace: BodyPace): void {
  const { socket, headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const start = socket.bytesRead;
  /** What had come by each look, since it was the client's turn */
  let came = [start];
  let answered = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    // where we were the slow ones, what came meanwhile is read before anybody is blamed
    timer = setTimeout(() => {
      setImmediate(check);
    }, pace.windowMs).unref();
  };
  const stop = () => {
    clearTimeout(timer);
  };
  const check = () => {
    if (request.complete || socket.destroyed) return;
    // what waits for us keeps the socket from being read: it could have brought more
    came = request.readableLength > 0 ? [socket.bytesRead] : [...came, socket.bytesRead];
    const isProven = socket.bytesRead - start >= pace.provenBytes;
    if ((answered && response.writableFinished) || isTooSlow(came, isProven, pace))
      return cut(socket, response);
    came = came.slice(-pace.windows);
    answered = response.writableFinished;
    next();
  };
  request.once('close', stop);
  next();
}

function isTooSlow(came: readonly number[], isProven: boolean, pace: BodyPace): boolean {
  /** Infinity: it has not been looked at so often */
  const cameIn = (windows: number): number => (came.at(-1) ?? 0) - (came.at(-1 - windows) ?? -Infinity);
  return (!isProven && cameIn(1) < pace.bytes) || cameIn(pace.windows) < pace.bytesTogether;
}

function cut(socket: Socket, response: ServerResponse): void {
  if (response.headersSent) socket.destroy();
  else refuseSocket(socket, 408);
}
