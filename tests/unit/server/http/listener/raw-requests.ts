// What the listener's tests send byte by byte, how long it waits for them, and when they are cut off.
import type { Socket } from 'node:net';

/** The head of a posted message, up to what says its length. */
export const POST =
  'POST /api/channels/general/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

/** Short enough to be waited for */
export const BODY = { windowMs: 200, bytes: 64, provenBytes: 2_000, windows: 3, bytesTogether: 250 };
export const TIMES = { headers: 300, check: 50, keepAlive: 300, idle: 2_000, body: BODY };

/** Resolves when the connection is gone, also by a reset, which `once` takes for a failure. */
export const closed = (socket: Socket) =>
  socket.closed
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        // what is not read never ends
        socket.resume().once('close', () => {
          resolve();
        });
      });
