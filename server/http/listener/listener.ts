// The HTTP server itself: where it listens, how long it waits for whom, and how it ends.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { capConnections } from './connection-caps.ts';
import type { HttpNote } from '../error-handler.ts';
import { connectionsWithin, fileLimit } from './file-handles.ts';
import { listenOnFirst } from './listen.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { refuseBrokenRequests } from './refuse-socket.ts';
import { BODY_PACE, watchBody, type BodyPace } from './slow-bodies.ts';

export interface ListenerOptions {
  app: RequestListener;
  /** An address, or `::` for both families (`0.0.0.0` where IPv6 is off) */
  host: string;
  /** 0 for any that is free */
  port: number;
  /** Of everybody together */
  maxConnections: number;
  /** Of one address */
  maxConnectionsPerAddress: number;
  /**
   * Whether a request to change the protocol is for who listens to `upgrade`; any other is answered as if it
   * had not asked for it (RFC 9110, 7.8). By default none is
   */
  isUpgrade?: (request: IncomingMessage) => boolean;
  /** Such addresses may have any number */
  isTrusted: (address: string) => boolean;
  /** Counts one more connection of an address; whether it begins them too fast. By default none does */
  isTooFast?: (address: string) => boolean;
  log: (note: HttpNote) => void;
  /** Files and connections that the process may have open; by default what the system says */
  files?: number;
  /** Milliseconds, for tests that cannot wait so long */
  times?: Partial<ListenerTimes>;
}

export interface ListenerTimes {
  /**
   * Until a request's headers are complete, counted from the connection's beginning or the request's first
   * byte
   */
  headers: number;
  /** How often that is looked at */
  check: number;
  /** An answered connection without another request */
  keepAlive: number;
  /**
   * A connection on which nothing moves in either direction: a reader that does not read. Longer than
   * Engine.IO's long poll
   */
  idle: number;
  body: BodyPace;
}

const TIMES: ListenerTimes = {
  headers: 10_000,
  check: 2_000,
  keepAlive: 10_000,
  idle: 60_000,
  body: BODY_PACE,
};

export interface Listener {
  /** For Socket.IO, which must be attached before `listen()`. */
  server: Server;
  /** Rejects with Node's error (`EADDRINUSE`, …). */
  listen(): Promise<{ host: string; port: number }>;
  /**
   * Refuses new connections, ends the open ones, and resolves when all are gone. May be called at any time,
   * also twice.
   */
  close(): Promise<void>;
}

/** A server on plain http that slow and broken clients cannot hold up. Nothing happens before `listen()`. */
export function createListener({
  app,
  host,
  port,
  maxConnections,
  maxConnectionsPerAddress,
  isUpgrade = () => false,
  isTrusted,
  isTooFast = () => false,
  log,
  files = fileLimit(),
  times,
}: ListenerOptions): Listener {
  const { headers, check, keepAlive, idle, body } = { ...TIMES, ...times };
  const server = createServer(
    {
      headersTimeout: headers,
      // a whole request may take any time: `watchBody` looks after bodies
      requestTimeout: 0,
      connectionsCheckingInterval: check,
      keepAliveTimeout: keepAlive,
      shouldUpgradeCallback: isUpgrade,
    },
    oneAtATime(app),
  );
  server.timeout = idle;
  server.maxHeadersCount = 100;

  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
    });
  });
  const inAll = Math.min(maxConnections, connectionsWithin(files));
  if (inAll < maxConnections) log({ level: 'warn', event: 'few_file_handles', files, connections: inAll });
  capConnections(server, { inAll, perAddress: maxConnectionsPerAddress, isTrusted, isTooFast, log });
  const answering = refuseBrokenRequests(server);

  const end = () =>
    new Promise<void>((resolve) => {
      // also where it was never open or Socket.IO has closed it already: Node then tells so by an error,
      // which is no fault here
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
      // websockets are no longer HTTP's
      for (const socket of sockets) socket.destroy();
    });

  let opening: Promise<{ host: string; port: number }> | undefined;
  let closing: Promise<void> | undefined;
  return {
    server,
    listen() {
      // Socket.IO takes over the listeners that are there when it is attached; these see its requests too
      server.prependListener('request', (request, response) => {
        answering(request.socket, response);
        watchBody(request, response, body);
      });
      opening = listenOnFirst(server, host === '::' ? ['::', '0.0.0.0'] : [host], port);
      return opening;
    },
    close() {
      // while the address is looked up there is nothing that could be closed, and Node forgets to tell that
      // it gave up
      closing ??= Promise.allSettled([opening]).then(end);
      return closing;
    },
  };
}
