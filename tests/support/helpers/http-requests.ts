// Counting what a server of this process is really asked over HTTP, polls of the transport included.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const CHANNEL = 'http.server.request.start';

/** Counts the requests that reach a port from now on. */
export function countRequests(port: number): { readonly count: number; stop(): void } {
  let count = 0;
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort === port) count += 1;
  };
  subscribe(CHANNEL, onRequest);
  return {
    get count() {
      return count;
    },
    stop() {
      unsubscribe(CHANNEL, onRequest);
    },
  };
}
