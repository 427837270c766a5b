// One connection that is made again when it is lost, and calls that are answered.
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { ChatError, type WireError } from '../protocol/errors.ts';
import type { Ack, Answers, ClientEvent, ServerEvent, ServerEvents } from '../protocol/events.ts';
import { closingCodeOf, type ClosingCode } from '../protocol/farewell.ts';

/** Nothing was answered, so it is unknown whether it was done: try again. */
export class NoAnswerError extends Error {}

export interface Connection {
  open(): void;
  close(): void;
  /** Begins anew although the connection seems to be well. */
  renew(): void;
  readonly isOpen: boolean;
  on<E extends ServerEvent>(event: E, listener: (payload: ServerEvents[E]) => void): void;
  /** `said`: by the server before, where it could */
  onLost(listener: (reason: string, said: ClosingCode | null) => void): void;
  /** It could not be made; another attempt follows. */
  onFailed(listener: (error: Error) => void): void;
  /**
   * The answer. Waits as long as the server asks for (`rate_limited`). Rejects with ChatError where the
   * server refuses, with NoAnswerError.
   */
  call<E extends ClientEvent>(event: E, payload: object): Promise<Answers[E]>;
  /** For what need not arrive. */
  tell(event: ClientEvent, payload: object): void;
}

const ANSWER_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;
/** After the server closed the connection itself: it is stopping, or somebody was shown the door */
const RETURN_MS = 500;

type Incoming = Record<string, (payload: unknown) => void>;
type Outgoing = Record<string, (payload: object, ack: (answer: unknown) => void) => void>;

/** `onFault` is told what the server sent that cannot be understood. */
export function createConnection(url: string, onFault: (error: unknown) => void): Connection {
  const socket: Socket<Incoming, Outgoing> = io(url, {
    autoConnect: false,
    transports: ['websocket'],
    reconnectionDelay: 250,
    reconnectionDelayMax: 5_000,
    forceNew: true,
  });
  let isClosed = false;
  let said: ClosingCode | null = null;

  const emit = async (event: ClientEvent, payload: object): Promise<unknown> => {
    try {
      return await socket.timeout(ANSWER_MS).emitWithAck(event, payload);
    } catch {
      throw new NoAnswerError('The server did not answer');
    }
  };

  socket.on('connect', () => {
    said = null;
  });
  socket.on('server_closing', (farewell) => {
    said = closingCodeOf(farewell);
  });
  // it did not fall asleep, or is awake again
  socket.io.on('ping', () => {
    if (said === 'sleeping') said = null;
  });

  // Socket.IO takes a connection that the server ended for one that is over
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect')
      setTimeout(() => {
        if (!isClosed) socket.connect();
      }, RETURN_MS);
  });

  return {
    get isOpen() {
      return socket.connected;
    },
    open() {
      socket.connect();
    },
    close() {
      isClosed = true;
      socket.disconnect();
    },
    renew() {
      socket.io.engine.close();
    },
    on<E extends ServerEvent>(event: E, listener: (payload: ServerEvents[E]) => void) {
      const name: string = event;
      socket.on(name, (payload) => {
        try {
          listener(payload as ServerEvents[E]);
        } catch (error) {
          onFault(error);
        }
      });
    },
    onLost(listener) {
      socket.on('disconnect', (reason) => {
        if (!isClosed) listener(reason, said);
      });
    },
    onFailed(listener) {
      socket.on('connect_error', listener);
    },
    async call<E extends ClientEvent>(event: E, payload: object) {
      const { id } = socket;
      // Socket.IO would keep it and send it before we have joined again
      while (socket.connected && socket.id === id) {
        const answer = await emit(event, payload);
        if (!isAnswer<E>(answer))
          throw new ChatError('internal', 'The server answered something that cannot be understood');
        if (answer.ok) return answer;
        const { code, message, retry_after_ms: wait = 1_000, suggestion } = answer.error;
        if (code !== 'rate_limited')
          throw new ChatError(code, message, suggestion === undefined ? {} : { suggestion });
        await delay(Math.min(Math.max(wait, 50), LONGEST_WAIT_MS), undefined, { ref: false });
      }
      throw new NoAnswerError('There is no connection');
    },
    tell(event, payload) {
      // an acknowledgement is asked for so that the server takes us for a new-style client; nobody waits for
      // it
      if (socket.connected) socket.emit(event, payload, () => undefined);
    },
  };
}

/** Looks no deeper than what decides how to go on. */
function isAnswer<E extends ClientEvent>(answer: unknown): answer is Ack<E> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true || ('error' in answer && isWireError(answer.error));
}

function isWireError(error: unknown): error is WireError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
