// The one way in for client events: is it known? rate, schema, handler, answer. No handler can be registered
// around it, nothing a client sends or a handler throws ends the process, and what one socket sends is
// handled in the order in which it came.
import { ChatError, toChatError, type WireError } from '../../protocol/errors.ts';
import { clientEvents, type Answers, type ClientEvent, type Payload } from '../../protocol/events.ts';
import { explain } from '../../protocol/explain.ts';
import { SelfSent } from './encoding.ts';

/** A call of one event by one socket. */
export interface Call {
  /** The client passed an acknowledgement callback, which gets the answer or the error */
  wantsAck: boolean;
  /**
   * To be called by a handler that lets the next event begin before it is done (a message is on its way to
   * the disk)
   */
  accepted: () => void;
}

export type Handler<E extends ClientEvent> = (
  payload: Payload<E>,
  call: Call,
) => Answer<E> | Promise<Answer<E>>;
/** What a handler gives, whichever it is. */
type Result = object | undefined | Promise<object | undefined>;
/** A legacy client's call may be answered by an event of its own, or later. */
type Answer<E extends ClientEvent> = Answers[E] | SelfSent | undefined;
export type Handlers = { [E in ClientEvent]: Handler<E> };

export interface GuardOptions {
  handlers: Handlers;
  /** 0, or how many milliseconds this socket must wait before it may send another event */
  admit: () => number;
  /** Refused events within a second after which the connection is cut */
  mostRefused: () => number;
  /** More was refused than anybody sends by mistake; called once */
  cut: () => void;
  /** A legacy client's error */
  sendError: (error: WireError) => void;
  log: (error: unknown, event: string) => void;
  monotonic: () => number;
}

/** Events of one socket that may wait for the one before them. */
const MAX_WAITING = 1_000;

/** What a legacy client's page sends on every event that it gets. */
const LOOP: ReadonlySet<string> = new Set<ClientEvent>(['leave_channel', 'join_channel']);

/** The listener for everything a socket sends: `socket.onAny(createGuard(…))`. */
export function createGuard({
  handlers,
  admit,
  mostRefused,
  cut,
  sendError,
  log,
  monotonic,
}: GuardOptions): (event: unknown, ...args: unknown[]) => void {
  const queue: (() => void | Promise<void>)[] = [];
  let isBusy = false;
  let refused = { since: 0, count: 0 };
  let isCut = false;

  const refuse = (): void => {
    const now = monotonic();
    if (now - refused.since > 1_000) refused = { since: now, count: 0 };
    refused.count += 1;
    if (isCut || refused.count <= mostRefused()) return;
    isCut = true;
    cut();
  };

  const runNext = (): void => {
    while (!isBusy) {
      const next = queue.shift();
      if (!next) return;
      const running = next();
      if (!running) continue;
      isBusy = true;
      void running.finally(() => {
        isBusy = false;
        runNext();
      });
    }
  };

  return (name, ...args) => {
    // Socket.IO also lets numbers through
    const event = String(name);
    const last = args.at(-1);
    const ack = isFunction(last) ? last : undefined;
    const fail = (error: unknown): void => {
      const told = toChatError(error);
      if (told !== error) log(error, event);
      if (ack) ack({ ok: false, error: told.toWire() });
      else sendError(told.toWire());
    };
    const succeed = (given: object | undefined): void => {
      ack?.(given instanceof SelfSent ? given : { ok: true, ...given });
    };
    const answer = async (result: Result): Promise<void> => {
      try {
        succeed(await result);
      } catch (error) {
        fail(error);
      }
    };
    const wait = admit();
    const isFull = queue.length >= MAX_WAITING;
    if (wait > 0 || isFull) {
      refuse();
      if (ack) fail(new ChatError('rate_limited', undefined, { retry_after_ms: wait }));
      // legacy clients get no error: they would only answer with more events. Of their loop nothing is dropped:
      // without joining, the page would miss new messages
      if (ack || isFull || !LOOP.has(event)) return;
    }
    const call = prepare(handlers, event, args[0]);
    if ('error' in call) {
      fail(call.error);
      return;
    }
    queue.push(() => {
      let result: Result;
      const accepted = Promise.withResolvers<void>();
      try {
        result = call.run({ wantsAck: ack !== undefined, accepted: accepted.resolve });
      } catch (error) {
        fail(error);
        return undefined;
      }
      if (!(result instanceof Promise)) {
        succeed(result);
        return undefined;
      }
      return Promise.race([answer(result), accepted.promise]);
    });
    runNext();
  };
}

/** The handler with its checked payload, or why there is none. */
function prepare(
  handlers: Handlers,
  event: string,
  payload: unknown,
): { run: (call: Call) => Result } | { error: unknown } {
  if (!isClientEvent(event))
    return {
      error: new ChatError(
        'invalid',
        `There is no event ${JSON.stringify(event.slice(0, 64))}; expected one of ${Object.keys(clientEvents).join(', ')}`,
      ),
    };
  const parsed = parse(event, payload);
  if ('error' in parsed) return parsed;
  // the event's schema gives its handler's payload; TypeScript cannot follow that through the table
  const handler: (payload: never, call: Call) => Result = handlers[event];
  return { run: (call) => handler(parsed.payload as never, call) };
}

function parse(event: ClientEvent, payload: unknown): { payload: unknown } | { error: unknown } {
  try {
    const parsed = clientEvents[event].safeParse(payload);
    return parsed.success
      ? { payload: parsed.data }
      : { error: new ChatError('invalid', explain(parsed.error, payload, event)) };
  } catch (error) {
    // a schema's own code may fail, on what is nested too deeply for instance
    return { error };
  }
}

function isClientEvent(event: string): event is ClientEvent {
  return Object.hasOwn(clientEvents, event);
}

function isFunction(value: unknown): value is (answer: object) => void {
  return typeof value === 'function';
}
