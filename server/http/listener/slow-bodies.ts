// Bodies may take any time, since a video over weak Wi-Fi does; but they must keep coming.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuseSocket } from './refuse-socket.ts';

export interface BodyPace {
  /** In each such stretch of milliseconds … */
  windowMs: number;
  /** … at least so many bytes must arrive */
  bytes: number;
  /**
   * A body that already brought `provenBytes` is no idle threat: Wi-Fi that drops out gets this window
   * instead
   */
  provenWindowMs: number;
  provenBytes: number;
}

export const BODY_PACE: BodyPace = {
  windowMs: 10_000,
  bytes: 1_024,
  provenWindowMs: 30_000,
  provenBytes: 1024 * 1024,
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
  let before = start;
  let answered = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    const windowMs = socket.bytesRead - start < pace.provenBytes ? pace.windowMs : pace.provenWindowMs;
    // where we were the slow ones, what came meanwhile is read before anybody is blamed
    timer = setTimeout(() => {
      setImmediate(check);
    }, windowMs).unref();
  };
  const stop = () => {
    clearTimeout(timer);
  };
  const check = () => {
    if (request.complete || socket.destroyed) return;
    const isOurTurn = request.readableLength > 0;
    const came = socket.bytesRead - before;
    if ((answered && response.writableFinished) || (!isOurTurn && came < pace.bytes))
      return cut(socket, response);
    answered = response.writableFinished;
    before = socket.bytesRead;
    next();
  };
  request.once('close', stop);
  next();
}

function cut(socket: Socket, response: ServerResponse): void {
  if (response.headersSent) socket.destroy();
  else refuseSocket(socket, 408);
}
