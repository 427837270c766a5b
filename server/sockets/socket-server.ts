// Socket.IO on the HTTP server: who may connect, one guard per socket, and closing.
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import type { Beginning } from '../chat/access/budgets.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { Clock } from '../chat/ports/clock.ts';
import { createJoinThrottle } from '../chat/legacy/join-throttle.ts';
import type { Session } from '../chat/people/session.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { readUserAgent } from './connections/client-kind.ts';
import { watchConnections } from './connections/engine-connection.ts';
import { chatParser } from './encoding.ts';
import { createEventBudget, MEMBER, STRANGER } from './connections/event-budget.ts';
import { createGuard } from './guard.ts';
import { createHandlers } from './handlers.ts';
import { countHandshakes, hasSession } from './connections/handshakes.ts';
import { measureLatency } from './connections/latency.ts';
import { dropUnresponsive } from './connections/heartbeat-check.ts';
import { cut, type SlowConsumers } from './connections/slow-consumers.ts';
import type { SharedMessages } from './shared-messages.ts';
import type { ChatServerSocket, ChatSocketServer } from './types.ts';

export interface SocketServerOptions {
  /** Refuses a handshake or a request of a transport: the reason, or undefined */
  check: (request: IncomingMessage) => Error | undefined;
  /** CORS headers for pages that passed the check */
  cors: NonNullable<ServerOptions['cors']>;
  /** Canonical address of a request's peer */
  addressOf: (request: IncomingMessage) => string;
  isTrusted: (address: string) => boolean;
  /** Whether a request comes from this machine */
  isFromHost: (request: IncomingMessage) => boolean;
  /** What is known of a session's connection has changed */
  onFacts: (session: string) => void;
  /** Connections of one address at once; loopback has no limit */
  maxPerAddress: number;
  slowConsumers: SlowConsumers;
  sharedMessages: Pick<SharedMessages, 'sendSnapshot'>;
  isLimited: boolean;
  /** How fast those of one address may begin */
  beginnings: Beginning;
  /** A connection is being cut because more came than anybody sends; `session` where one had begun on it */
  onFlood: (address: string, session?: string) => void;
  clock: Clock;
  log: (error: unknown, event: string) => void;
}

/** Socket.IO with nothing to listen on: it can be sent to, and nobody can connect before `attachSockets`. */
export function createSocketServer(): ChatSocketServer {
  return new Server({
    serveClient: false,
    parser: chatParser,
    // no connectionStateRecovery: it would skip what is checked on joining; clients catch up by `seq`
    connectTimeout: 10_000,
  });
}

/**
 * Attaches the transports. To be called after the HTTP server has its request handler: Socket.IO goes before
 * the handlers it finds.
 */
export function attachSockets(io: ChatSocketServer, http: HttpServer, options: SocketServerOptions): void {
  const { check, cors } = options;
  const handshakes = countHandshakes(options);
  io.attach(http, {
    cors,
    allowRequest: (request, decide) => {
      const refused = check(request) ?? handshakes.check(request);
      decide(refused?.message ?? null, refused === undefined);
    },
    maxHttpBufferSize: LIMITS.packetBytes,
    // memory and processor time for each connection, for a network that is fast
    perMessageDeflate: false,
    httpCompression: false,
  });
  handshakes.watch(io.engine);
  io.engine.use(createLaterCheck(check));
  watchConnections(io.engine, {
    ...options,
    onFlood: (connection) => {
      const socket = [...io.sockets.sockets.values()].find(({ conn }) => conn === connection);
      options.onFlood(options.addressOf(connection.request), socket?.id);
    },
  });
}

/**
 * The check of `allowRequest` for the requests it does not see: those of connections there are, which carry a
 * `sid`.
 */
function createLaterCheck(check: SocketServerOptions['check']) {
  return (request: IncomingMessage, _response: unknown, next: (error?: Error) => void): void => {
    next(hasSession(request) ? check(request) : undefined);
  };
}

export interface ServedSockets {
  /** The machine woke up: drops the connections that did not survive. */
  awake(): void;
  /** Forgets the timers. */
  close(): void;
}

/** Lets people in: from now on each socket is served. */
export function serveSockets(
  io: ChatSocketServer,
  chat: ChatService,
  serverId: string,
  options: SocketServerOptions,
): ServedSockets {
  const served = new WeakSet<object>();
  io.on('connection', (socket) => {
    // Socket.IO lets a connection begin many times; each time would be another session with another budget of
    // events
    if (served.has(socket.conn)) {
      cut(socket);
      return;
    }
    served.add(socket.conn);
    serveSocket(socket, chat, serverId, options);
  });
  options.slowConsumers.watch();
  let cancelCheck: (() => void) | undefined;
  return {
    awake() {
      cancelCheck?.();
      cancelCheck = dropUnresponsive(io, options.clock);
    },
    close() {
      options.slowConsumers.close();
      cancelCheck?.();
    },
  };
}

function serveSocket(
  socket: ChatServerSocket,
  chat: ChatService,
  serverId: string,
  { addressOf, isFromHost, onFacts, onFlood, sharedMessages, clock, log, isLimited }: SocketServerOptions,
): void {
  const session: Session = {
    id: socket.id,
    address: addressOf(socket.request),
    joinThrottle: createJoinThrottle(clock),
    wanted: new Set(),
    isGone: false,
  };
  socket.data.facts = {
    address: session.address,
    isHost: isFromHost(socket.request),
    ...readUserAgent(socket.request.headers['user-agent']),
  };
  measureLatency(socket.conn, clock, (latencyMs) => {
    socket.data.facts = { ...socket.data.facts, latencyMs };
    onFacts(session.id);
  });
  const rate = () => (chat.presence.of(session.id) ? MEMBER : STRANGER);
  const guard = createGuard({
    handlers: createHandlers(chat, session, {
      sendSnapshot: (id, snapshot) => {
        sharedMessages.sendSnapshot(socket, id, snapshot);
      },
    }),
    admit: isLimited ? createEventBudget(() => clock.monotonic(), rate) : () => 0,
    mostRefused: () => rate().refused,
    cut: () => {
      onFlood(session.address, session.id);
      cut(socket);
    },
    sendError: (error) => {
      socket.emit('error', error);
    },
    log,
    monotonic: () => clock.monotonic(),
  });
  socket.onAny(guard);
  socket.once('disconnect', () => {
    chat.sessions.disconnected(session);
  });
  socket.emit('connected', { sid: socket.id, server_id: serverId });
}
