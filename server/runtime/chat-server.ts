// The server as a value: the state machine around one running server.
import { EventEmitter } from 'node:events';
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import { systemClock } from './clock.ts';
import type { Clock } from '../chat/ports/clock.ts';
import type { NetworkInterfaces } from '../network/addresses.ts';
import { runServer, type RunningServer } from './start-server.ts';
import type {
  ChannelInfo,
  ChatServerEvents,
  Fault,
  NetworkState,
  PersonHere,
  PortTaken,
  ServerState,
} from './server-events.ts';
import type { Settings } from '../settings/read-settings.ts';
import { describeFault, internalFault, startFault } from './start-fault.ts';
import type { FileSystem } from '../store/files/file-system.ts';
import type { ImportReport } from '../store/import/report.ts';

export interface ChatServerOptions {
  settings: Settings;
  /** What clients compare to see whether their page is older */
  build?: string;
  /** The guests' page as `vite build` made it; without it `/` only says what this is */
  pageFolder?: string;
  /** For tests of faults */
  fs?: FileSystem;
  clock?: Clock;
  /** The usual port is somebody else's, and `settings.port` stands in for it: told with the state */
  insteadOf?: PortTaken;
  /** As `os.networkInterfaces` */
  networkInterfaces?: () => NetworkInterfaces;
}

export interface ChatServer {
  readonly state: ServerState;
  /**
   * Opens the data folder and listens. Rejects with FolderLockedError, NewerFolderError or the system's error
   * (`EADDRINUSE`, …); the state is then failed with the reason, and it may be started again.
   */
  start(): Promise<{ host: string; port: number }>;
  /**
   * Tells the clients, finishes what was accepted, and frees everything; harmless where nothing runs.
   * `restarting`: it comes back at once.
   */
  close(reason?: string, code?: 'stopping' | 'restarting'): Promise<void>;
  /** What the last start took over from an old server's folder. */
  readonly imported: ImportReport | undefined;
  readonly channels: {
    list(): readonly Channel[];
    /**
     * Errors of these are ChatErrors: `channel_exists`, `channel_limit`, `not_found`, `last_channel`,
     * `invalid`.
     */
    create(channel: NewChannel): Promise<Channel>;
    change(id: string, change: ChannelChange): Promise<Channel>;
    reorder(ids: readonly string[]): Promise<void>;
    delete(id: string): Promise<void>;
    /** The list with how much is in each; waits while the index is behind. */
    info(): Promise<ChannelInfo[]>;
  };
  readonly people: {
    /** Everybody who is here; empty where nothing runs. The event `people` keeps it up to date. */
    list(): PersonHere[];
    /**
     * Ends all connections of a person, so that they do not come back by themselves, and refuses the id for a
     * minute. Whether they were here.
     */
    kick(id: string): boolean;
  };
  /** Where guests reach it; empty where nothing runs. The event `network` keeps it up to date. */
  network(): NetworkState;
  /** Before the machine sleeps: tells the clients, and resolves when everything accepted is on the disk. */
  suspend(): Promise<void>;
  /** After it woke: looks at the network again, and cuts connections that did not survive. */
  resume(): void;
  /** Every event with what it carries is in server-events.ts. */
  readonly events: Pick<EventEmitter<ChatServerEvents>, 'on' | 'once' | 'off'>;
}

/** Nothing happens before `start()`: no listening, no timers, no handlers of the process. */
export function createChatServer({
  settings,
  build = 'dev',
  pageFolder,
  fs,
  clock = systemClock,
  insteadOf,
  networkInterfaces,
}: ChatServerOptions): ChatServer {
  const events = new EventEmitter<ChatServerEvents>();
  let state: ServerState = { state: 'stopped' };
  let running: RunningServer | undefined;
  let imported: ImportReport | undefined;
  /** Starts and stops come one after another */
  let last: Promise<unknown> = Promise.resolve();

  const setState = (next: ServerState): void => {
    state = next;
    events.emit('state', next);
  };
  const inTurn = async <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step, step);
    last = done;
    return done;
  };

  /** A fault that the server cannot go on with is a state, not an exception. */
  const fail = (error: Error): void => {
    if (state.state !== 'running') return;
    setState(failedState(internalFault(error)));
    void inTurn(endFailed);
  };

  const endFailed = async (): Promise<void> => {
    const failed = running;
    running = undefined;
    try {
      await failed?.close({ reason: 'The server failed', code: 'stopping' });
    } catch {
      // the fault has been told; what cannot be ended in good order because of it is no news
    }
  };

  const need = (): RunningServer => {
    if (!running) throw new Error('The server is not running');
    return running;
  };

  return {
    get state() {
      return state;
    },
    get imported() {
      return imported;
    },
    start: async () =>
      inTurn(async () => {
        if (running) return { host: running.host, port: running.port };
        setState({ state: 'starting' });
        /** A fault before it runs is told as soon as it does */
        let early: Error | undefined;
        try {
          running = await runServer({
            settings,
            build,
            clock,
            ...(pageFolder !== undefined && { pageFolder }),
            ...(fs && { fs }),
            ...(networkInterfaces && { networkInterfaces }),
            listeners: {
              onLog: (line) => {
                events.emit('log', line);
              },
              onPerson: (event) => {
                events.emit('person', event);
              },
              onPeople: (change) => {
                events.emit('people', change);
              },
              onChannels: (channels) => {
                events.emit('channels', channels);
              },
              onMessages: (count) => {
                events.emit('messages', count);
              },
              onStorage: (figures) => {
                events.emit('storage', figures);
              },
              onNetwork: (found) => {
                events.emit('network', found);
              },
              onFatal: (error) => {
                if (state.state === 'starting') early = error;
                else fail(error);
              },
            },
          });
        } catch (error) {
          setState(failedState(await startFault(error, settings)));
          throw error;
        }
        ({ imported } = running);
        const { host, port } = running;
        setState({
          state: 'running',
          host,
          port,
          since: new Date(clock.now()).toISOString(),
          ...(insteadOf && { insteadOf }),
        });
        if (early) fail(early);
        return { host, port };
      }),
    close: async (reason = 'The host stopped the server', code = 'stopping') =>
      inTurn(async () => {
        if (!running) {
          if (state.state !== 'stopped') setState({ state: 'stopped' });
          return;
        }
        setState({ state: 'stopping' });
        const stopped = running;
        running = undefined;
        try {
          await stopped.close({ reason, code });
        } finally {
          setState({ state: 'stopped' });
        }
      }),
    channels: {
      list: () => need().chat.listChannels(),
      create: async (channel) => need().chat.host.createChannel(channel),
      change: async (id, change) => need().chat.host.changeChannel(id, change),
      reorder: async (ids) => need().chat.host.reorderChannels(ids),
      delete: async (id) => need().chat.host.deleteChannel(id),
      info: async () => need().channelInfo(),
    },
    people: { list: () => running?.people() ?? [], kick: (id) => running?.kick(id) ?? false },
    network: () => running?.network.state() ?? { addresses: [] },
    suspend: async () => running?.suspend(),
    resume: () => {
      running?.resume();
    },
    events,
  };
}

function failedState(fault: Fault): ServerState {
  return { state: 'failed', reason: describeFault(fault), fault };
}
