// The one chat server of this app, as window, tray and menus know it: the supervisor with the desktop's
// deadlines, and the newest of what it tells.
import { EventEmitter } from 'node:events';
import {
  addFinding,
  createSupervisor,
  type ChannelChange,
  type ChatServer,
  type NewChannel,
  type SupervisorOptions,
} from '../../server/index.ts';
import { CallError } from '../ipc/call-error.ts';
import type {
  HostEvents,
  LogLine,
  NetworkState,
  PersonHere,
  ServerFacts,
  ServerState,
} from '../ipc/contract.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Note } from '../lifecycle/notes.ts';
import { endOfFacts, foldFacts, noFacts, type HostEvent } from './server-facts.ts';

const DEADLINES = { start: 60_000, stop: 10_000 };

export interface ServerHostOptions {
  /** The options with the settings as they are now; asked at each start */
  prepare: SupervisorOptions['prepare'];
  clock: Pick<Clock, 'after'>;
  note: Note;
  onLog: (line: LogLine) => void;
}

export interface ServerHost extends Pick<ChatServer, 'restart' | 'whileStopped' | 'suspend' | 'resume'> {
  /** The newest of everything that was told */
  readonly facts: ServerFacts;
  readonly state: ServerState;
  readonly people: PersonHere[];
  readonly network: NetworkState;
  /** The running server's channels; without one these reject with the fault `not_running`. */
  readonly channels: ChatServer['channels'];
  /** Whether they were here; rejects as the channels do. */
  kick(id: string): Promise<boolean>;
  /** Never rejects: a fault is the state `failed`. */
  start(): Promise<void>;
  stop(reason?: string): Promise<void>;
  /** The host has seen it: only further ones are told. */
  dismiss(what: 'findings' | 'oversize'): void;
  /** Calls the listener for each event; the answer ends that. */
  on<E extends keyof HostEvents>(event: E, listener: (payload: HostEvents[E]) => void): () => void;
  /** Calls the listener for every event; the answer ends that. */
  onAny(listener: (told: HostEvent) => void): () => void;
}

export function createServerHost({ prepare, clock, note, onLog }: ServerHostOptions): ServerHost {
  const server = createSupervisor({
    prepare,
    clock,
    deadlines: DEADLINES,
    onProblem: (event, error) => {
      note('error', event, { error });
    },
  });
  // the tray, the menus and the window each have a few listeners
  const events = new EventEmitter<{ told: [HostEvent] }>().setMaxListeners(0);
  let facts = noFacts;

  const take = (told: HostEvent): void => {
    facts = foldFacts(facts, told);
    events.emit('told', told);
  };
  const dismiss: ServerHost['dismiss'] = (what) => {
    if (what === 'findings' && facts.findings.length > 0) take({ event: 'findings', payload: [] });
    if (what === 'oversize' && facts.oversize) take({ event: 'oversize', payload: null });
  };
  const refreshChannels = createRefresh(async () => {
    const { state } = facts;
    // asked while it ran, it may answer, or fail to, when that is over
    const isCurrent = (): boolean => state.state === 'running' && facts.state === state;
    try {
      const payload = await server.channels.info();
      if (isCurrent()) take({ event: 'channels', payload });
    } catch (error) {
      if (isCurrent()) note('warn', 'channels-failed', { error });
    }
  });
  server.events.on('event', (told) => {
    switch (told.event) {
      case 'log':
        onLog(told.payload);
        return;
      case 'person': // `people` says the same and more
        return;
      case 'channels':
        refreshChannels();
        return;
      case 'finding':
        take({ event: 'findings', payload: addFinding(facts.findings, told.payload) });
        return;
      case 'oversize':
        // who allows the largest allows them all
        if (told.payload.bytes >= (facts.oversize?.bytes ?? 0))
          take({ event: 'oversize', payload: told.payload });
        return;
      case 'state':
        // what the start before found is told again if it is still so
        if (told.payload.state === 'starting') {
          dismiss('findings');
          dismiss('oversize');
        }
        take(told);
        if (facts.state.state === 'running') refreshChannels();
        if (facts.state.state === 'stopped' || facts.state.state === 'failed')
          endOfFacts(facts).forEach(take);
        return;
      case 'messages':
        take(told);
        // they lie in channels, each of which tells how many
        refreshChannels();
        return;
      case 'people':
      case 'network':
      case 'storage':
        take(told);
    }
  });

  const needRunning = (): void => {
    if (server.state.state !== 'running')
      throw new CallError({ code: 'not_running', detail: 'The server is not running' });
  };
  const whenRunning =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      needRunning();
      return call(...args);
    };
  const onAny: ServerHost['onAny'] = (listener) => {
    events.on('told', listener);
    return () => {
      events.off('told', listener);
    };
  };

  return {
    get facts() {
      return facts;
    },
    get state() {
      return facts.state;
    },
    get people() {
      return facts.people;
    },
    get network() {
      return facts.network;
    },
    channels: {
      list: whenRunning(async () => server.channels.list()),
      create: whenRunning(async (channel: NewChannel) => server.channels.create(channel)),
      change: whenRunning(async (id: string, change: ChannelChange) => server.channels.change(id, change)),
      reorder: whenRunning(async (ids: readonly string[]) => server.channels.reorder(ids)),
      delete: whenRunning(async (id: string) => server.channels.delete(id)),
      info: whenRunning(async () => server.channels.info()),
    },
    kick: whenRunning(async (id: string) => server.people.kick(id)),
    // what went wrong is a state, and noted
    start: async () => {
      await server.start().catch(() => undefined);
    },
    stop: async (reason) => server.close(reason).catch(() => undefined),
    restart: async (reason) => server.restart(reason),
    whileStopped: async (reason, action) => server.whileStopped(reason, action),
    dismiss,
    suspend: async () => server.suspend(),
    resume: async () => server.resume(),
    on: (event, listener) =>
      onAny((told) => {
        // TypeScript cannot see that the payload is the event's own
        if (told.event === event) listener(told.payload as HostEvents[typeof event]);
      }),
    onAny,
  };
}

/** Runs one at a time, and once more for all who asked meanwhile. `run` must not reject. */
function createRefresh(run: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  return () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    void (async () => {
      while (isAsked) {
        isAsked = false;
        await run();
      }
      isRunning = false;
    })();
  };
}
