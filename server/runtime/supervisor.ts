// The one state machine around a server, for the desktop, the command and every test: stopped, starting,
// running, stopping, failed. Transitions come one after another, and a fault is a state.
import { EventEmitter } from 'node:events';
import type { Farewell } from '../../protocol/farewell.ts';
import type { Clock } from '../chat/ports/clock.ts';
import type { ImportReport } from '../store/import/report.ts';
import { systemClock } from './clock.ts';
import { withDeadline } from './deadline.ts';
import type { ChatServerEvents, Fault, ServerState, Tell } from './server-events.ts';
import type { ChatServerOptions } from './server-options.ts';
import { describeFault, internalFault, startFault } from './start-fault.ts';
import { startServer, type RunningServer, type ServerCalls } from './start-server.ts';

export interface SupervisorOptions {
  /** What to start, asked at each start; what it rejects with is the reason of the state `failed`. */
  prepare: () => ChatServerOptions | Promise<ChatServerOptions>;
  /** Milliseconds that a start and a stop may take; without them there is no limit */
  deadlines?: { start: number; stop: number };
  /** For the deadlines */
  clock?: Pick<Clock, 'after'>;
  /** Gets the error behind each state `failed` that a start or a stop has led to */
  onProblem?: (event: 'start-failed' | 'stop-failed', error: unknown) => void;
}

/** Any event by its name, or all of them: `event` comes with each. */
type Emitted = { [E in keyof ChatServerEvents]: [ChatServerEvents[E]] } & { event: [ServerEvent] };
/** An event as a value. */
export type ServerEvent = {
  [E in keyof ChatServerEvents]: { event: E; payload: ChatServerEvents[E] };
}[keyof ChatServerEvents];

/**
 * The server as a value. While nothing runs nobody is here, there is no network, and calls about channels
 * reject.
 */
export interface ChatServer extends ServerCalls {
  readonly state: ServerState;
  /**
   * Opens the data folder and listens. Rejects with FolderLockedError, NewerFolderError, TooLateError or the
   * system's error (`EADDRINUSE`, …); the state is then failed with the reason, and it may be started again.
   */
  start(): Promise<{ host: string; port: number }>;
  /**
   * Tells the clients, finishes what was accepted, and frees everything; harmless when nothing runs.
   * `restarting`: it comes back immediately. Rejects when it fails or takes too long: the state is failed
   * then, since it may still hold its port and folder.
   */
  close(reason?: string, code?: 'stopping' | 'restarting'): Promise<void>;
  /** Stops and starts what runs; returns the state that this led to. */
  restart(reason: string): Promise<ServerState>;
  /**
   * Runs what needs that no server runs; one that ran before is started again afterwards, also when that
   * failed, unless a stop waits.
   */
  whileStopped<T>(reason: string, action: () => Promise<T>): Promise<T>;
  /** What the last start took over from an old server's folder. */
  readonly imported: ImportReport | undefined;
  /** Every event with what it carries is in server-events.ts. */
  readonly events: Pick<EventEmitter<Emitted>, 'on' | 'once' | 'off'>;
}

/** A server whose options stay the same. Nothing happens before `start()`. */
export const createChatServer = (options: ChatServerOptions): ChatServer =>
  createSupervisor({ prepare: () => options });

export function createSupervisor({
  prepare,
  deadlines,
  clock = systemClock,
  onProblem,
}: SupervisorOptions): ChatServer {
  const events = new EventEmitter<Emitted>();
  let state: ServerState = { state: 'stopped' };
  /** What holds the folder and the port; nothing once it is being closed */
  let current: RunningServer | undefined;
  let imported: ImportReport | undefined;
  /** Whose events are told: those of the newest start, until it is left behind */
  let told: object | undefined;
  /** Starts, stops and what needs a stopped server come one after another */
  let last: Promise<unknown> = Promise.resolve();
  /** Those of them that are stops and have not had their turn */
  let stopsAhead = 0;

  const tell: Tell = (event, payload) => {
    // the types of EventEmitter do not see that both are the same for each event
    events.emit(event, ...([payload] as never));
    events.emit('event', { event, payload } as ServerEvent);
  };
  const enter = (next: ServerState): void => {
    state = next;
    tell('state', next);
  };
  const inTurn = async <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step, step);
    last = done;
    return done;
  };
  const inTime = async <T>(promise: Promise<T>, ms: number | undefined, late: string): Promise<T> =>
    ms === undefined ? promise : withDeadline(promise, { ms, clock, late: `${late} within ${spoken(ms)}` });

  /** Starts one; a late one has nothing to tell, and is closed as soon as it can be. */
  const open = async (
    options: ChatServerOptions,
    onFatal: (error: Error) => void,
  ): Promise<RunningServer> => {
    const its = (told = {});
    const opening = startServer(options, {
      tell: (event, payload) => {
        if (told === its) tell(event, payload);
      },
      onFatal: (error) => {
        if (told === its) onFatal(error);
      },
    });
    try {
      return await inTime(opening, deadlines?.start, 'The server did not start');
    } catch (error) {
      told = undefined;
      opening
        .then((server) => server.close({ reason: 'The server started too late', code: 'stopping' }))
        .catch(() => undefined);
      throw error;
    }
  };

  /** Closes what runs, whatever the state; one that takes too long is left behind. */
  const end = async (farewell: Farewell): Promise<void> => {
    const ended = current;
    current = undefined;
    if (ended) await inTime(ended.close(farewell), deadlines?.stop, 'The server did not stop');
  };
  const endFailed = async (): Promise<void> => {
    try {
      await end({ reason: 'The server failed', code: 'stopping' });
    } catch {
      // the fault has been told; what cannot be ended in good order because of it is no news
    }
  };

  const fail = (error: Error): void => {
    if (state.state !== 'running') return;
    enter(failed(internalFault(error)));
    void inTurn(endFailed);
  };

  const startNow = async (): Promise<{ host: string; port: number }> => {
    if (state.state === 'running') return { host: state.host, port: state.port };
    await endFailed(); // one that failed holds its folder until it is closed
    enter({ state: 'starting' });
    /** A fault before it runs is told as soon as it does */
    let early: Error | undefined;
    let options: ChatServerOptions | undefined;
    try {
      options = await prepare();
      current = await open(options, (error) => {
        if (state.state === 'starting') early = error;
        else fail(error);
      });
    } catch (error) {
      enter(failed(options ? await startFault(error, options.settings) : internalFault(error)));
      onProblem?.('start-failed', error);
      throw error;
    }
    ({ imported } = current);
    const { host, port } = current.state;
    enter(current.state);
    if (early) fail(early);
    return { host, port };
  };

  const stopNow = async (farewell: Farewell): Promise<void> => {
    if (state.state === 'running') enter({ state: 'stopping' });
    try {
      await end(farewell);
    } catch (error) {
      told = undefined;
      enter(failed(internalFault(error)));
      onProblem?.('stop-failed', error);
      throw error;
    }
    if (state.state !== 'stopped') enter({ state: 'stopped' });
  };

  const whileStopped = async <T>(reason: string, action: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const wasRunning = state.state === 'running';
      const code = wasRunning && stopsAhead === 0 ? 'restarting' : 'stopping';
      // both have told what went wrong
      await stopNow({ reason, code }).catch(() => undefined);
      try {
        return await action();
      } finally {
        // nobody is called back only to be sent away again
        if (wasRunning && stopsAhead === 0) await startNow().catch(() => undefined);
      }
    });

  const running = (): RunningServer | undefined => (state.state === 'running' ? current : undefined);
  const need = (): RunningServer => {
    const server = running();
    if (!server) throw new Error('The server is not running');
    return server;
  };

  return {
    get state() {
      return state;
    },
    get imported() {
      return imported;
    },
    events,
    start: async () => inTurn(startNow),
    async close(reason = 'The host stopped the server', code = 'stopping') {
      stopsAhead += 1;
      await inTurn(async () => {
        stopsAhead -= 1;
        await stopNow({ reason, code });
      });
    },
    async restart(reason) {
      await whileStopped(reason, async () => undefined);
      return state;
    },
    whileStopped,
    channels: {
      list: async () => need().channels.list(),
      create: async (channel) => need().channels.create(channel),
      change: async (id, change) => need().channels.change(id, change),
      reorder: async (ids) => need().channels.reorder(ids),
      delete: async (id) => need().channels.delete(id),
      info: async () => need().channels.info(),
    },
    people: {
      list: async () => running()?.people.list() ?? [],
      kick: async (id) => running()?.people.kick(id) ?? false,
    },
    network: async () => running()?.network() ?? { addresses: [] },
    suspend: async () => running()?.suspend(),
    resume: async () => running()?.resume(),
  };
}

function failed(fault: Fault): ServerState {
  return { state: 'failed', reason: describeFault(fault), fault };
}

const spoken = (ms: number): string => (ms === 60_000 ? 'a minute' : `${String(ms / 1_000)} seconds`);
