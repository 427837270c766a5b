// The requests of one connection are handled one after another. Node hands over all that came in one piece: a
// hundred of them fit into one write, and would have a hundred answers made for somebody who reads none.
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may wait. Browsers send the next one when the last is answered. */
const MAX_WAITING = 32;

/** Calls `app` for a request when the one before it on the same connection is answered and sent. */
export function oneAtATime(app: RequestListener): RequestListener {
  const queues = new WeakMap<Socket, (() => void)[]>();

  return (request, response) => {
    const { socket } = request;
    // the rest of what came in one piece with the request for which it was closed
    if (socket.destroyed) return;
    const run = (): void => {
      response.once('close', () => {
        const next = socket.destroyed ? undefined : queues.get(socket)?.shift();
        if (next) next();
        else queues.delete(socket);
      });
      app(request, response);
    };
    const queue = queues.get(socket);
    if (!queue) {
      queues.set(socket, []);
      run();
    } else if (queue.length < MAX_WAITING) queue.push(run);
    else socket.destroy();
  };
}
