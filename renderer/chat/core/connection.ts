// The one connection: made, lost, made again, and looked after.
import { io, NodeXHR as Polling, type Socket } from 'socket.io-client';
import { ChatError, type WireError } from '../../../protocol/errors.ts';
import type { Ack, Answers, ClientEvent, ServerEvent, ServerEvents } from '../../../protocol/events.ts';
import { closingCodeOf, type ClosingCode, type Farewell } from '../../../protocol/farewell.ts';
import { createBackoff } from './backoff.ts';
import { createWebSocketTransport } from './websocket.ts';

/** Nothing was answered, so it is unknown whether it was done. */
export class NoAnswerError extends Error {}

export interface ConnectionEvents {
  /** A server answers; nothing was told it yet. */
  connected(serverId: string): void;
  event<E extends ServerEvent>(event: E, payload: ServerEvents[E]): void;
  /** It is gone and is made again by itself; `said` by the server before, where it could. */
  lost(said: ClosingCode | null): void;
  /** An attempt begins; after `failed` the next one at that wall time. */
  trying(attempt: number): void;
  failed(nextAttemptAt: number): void;
  /** The host has sent us out; nothing is tried before `open` is called. */
  sentOut(retryAfterMs: number): void;
}

export interface ServerConnection {
  open(): void;
  close(): void;
  /** Tries at once; where a connection seems to be there, asks whether it lives. */
  wake(): void;
  /**
   * Names the connection; undefined while there is none. What was begun on one must not go on on the next.
   */
  readonly id: string | undefined;
  /** The answer. Rejects with ChatError where the server refuses, with NoAnswerError. */
  call<E extends ClientEvent>(event: E, payload: object, timeoutMs?: number): Promise<Answers[E]>;
}

const ANSWER_MS = 10_000;
/** A connection that lives answers within this after the device woke up */
const PROBE_MS = 3_000;
const CONNECT_MS = 8_000;
/** An attempt that hangs for so long belongs to a network that is gone */
const STALE_MS = 1_500;
const EVENTS = [
  'online_users',
  'presence_changed',
  'user_updated',
  'user_typing',
  'new_message',
  'new_messages',
  'channels_changed',
  'server_closing',
  'error',
] as const satisfies ServerEvent[];

type Incoming = Record<string, (payload: never) => void>;
type Outgoing = Record<string, (payload: object, ack: (answer: unknown) => void) => void>;

export function createConnection(
  url: string,
  events: ConnectionEvents,
  now: () => number = Date.now,
): ServerConnection {
  // from then on polling goes first, and a websocket takes over where one works
  const websocket = createWebSocketTransport(() => {
    socket.io.opts.transports = [Polling, websocket];
  });
  const socket: Socket<Incoming, Outgoing> = io(url, {
    autoConnect: false,
    forceNew: true,
    transports: [websocket, Polling],
    tryAllTransports: true,
    timeout: CONNECT_MS,
    // ours, so that it can be hurried, and told when it is
    reconnection: false,
  });
  const backoff = createBackoff();
  let wanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tryingSince = 0;
  let said: ClosingCode | null = null;
  let sentOut: number | undefined;

  const connect = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!wanted) return;
    tryingSince = now();
    events.trying(backoff.attempt);
    socket.connect();
  };
  const later = (): void => {
    if (!wanted) return;
    const wait = backoff.next();
    clearTimeout(timer);
    timer = setTimeout(connect, wait);
    events.failed(now() + wait);
  };

  socket.on('connect', () => {
    said = null;
    sentOut = undefined;
    clearTimeout(timer);
    timer = undefined;
  });
  socket.on('connected', ({ server_id: serverId }: { server_id?: unknown }) => {
    backoff.reset();
    if (typeof serverId === 'string') events.connected(serverId);
  });
  socket.on('connect_error', later);
  socket.on('disconnect', () => {
    if (!wanted) return;
    if (sentOut !== undefined) {
      wanted = false;
      events.sentOut(sentOut);
      return;
    }
    events.lost(said);
    later();
  });
  for (const event of EVENTS)
    socket.on(event, (payload: never) => {
      events.event(event, payload);
    });
  socket.on('server_closing', (farewell: Farewell) => {
    said = closingCodeOf(farewell);
  });
  // it did not fall asleep, or is awake again
  socket.io.on('ping', () => {
    if (said === 'sleeping') said = null;
  });
  socket.on('error', ({ code, retry_after_ms: wait = 60_000 }: WireError) => {
    if (code === 'kicked') sentOut = wait;
  });

  const call = async <E extends ClientEvent>(
    event: E,
    payload: object,
    timeoutMs = ANSWER_MS,
  ): Promise<Answers[E]> => {
    // Socket.IO would keep it and send it before we have joined again
    if (!socket.connected) throw new NoAnswerError('There is no connection');
    const answer: unknown = await socket
      .timeout(timeoutMs)
      .emitWithAck(event, payload)
      .catch(() => {
        throw new NoAnswerError('The server did not answer');
      });
    if (!isAnswer<E>(answer))
      throw new ChatError('internal', 'The server answered something that cannot be understood');
    if (answer.ok) return answer;
    const { code, message, retry_after_ms: wait, suggestion } = answer.error;
    throw new ChatError(code, message, {
      ...(wait !== undefined && { retry_after_ms: wait }),
      ...(suggestion !== undefined && { suggestion }),
    });
  };

  /** Any question will do; this one changes nothing. */
  const probe = async (): Promise<void> => {
    const { id } = socket;
    const isAlive = await call('typing_stop', { channel_id: '-' }, PROBE_MS).then(
      () => true,
      (error: unknown) => error instanceof ChatError,
    );
    if (isAlive || socket.id !== id || !socket.connected) return;
    backoff.reset();
    socket.io.engine.close();
  };

  return {
    get id() {
      return socket.connected ? socket.id : undefined;
    },
    open() {
      wanted = true;
      backoff.reset();
      connect();
    },
    close() {
      wanted = false;
      clearTimeout(timer);
      socket.disconnect();
    },
    wake() {
      if (!wanted) return;
      if (socket.connected) {
        void probe();
        return;
      }
      backoff.reset();
      const isWaiting = timer !== undefined;
      if (!isWaiting && now() - tryingSince < STALE_MS) return;
      if (!isWaiting) socket.disconnect();
      connect();
    },
    call,
  };
}

/** Looks no deeper than what decides how to go on. */
function isAnswer<E extends ClientEvent>(answer: unknown): answer is Ack<E> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return (
    answer.ok === true ||
    ('error' in answer &&
      typeof answer.error === 'object' &&
      answer.error !== null &&
      'code' in answer.error &&
      'message' in answer.error)
  );
}
