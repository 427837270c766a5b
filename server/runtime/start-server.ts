// One running server: its parts, made in order and ended in the opposite one.
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import type { Farewell } from '../../protocol/farewell.ts';
import type { ImportReport } from '../store/import/report.ts';
import { createCore, type Core } from './core.ts';
import { startTidying } from './jobs/cleanup.ts';
import { startFigures } from './jobs/stats.ts';
import type { ChannelInfo, NetworkState, PersonHere, ServerState } from './server-events.ts';
import {
  createContext,
  type ChatServerOptions,
  type ServerContext,
  type ServerListeners,
} from './server-options.ts';
import { suspend } from './suspend.ts';
import { createTransports, type Transports } from './transports.ts';
import { VERSION } from './version.ts';

/** What a running server can be asked. What goes in and comes out can be serialised. */
export interface ServerCalls {
  readonly channels: {
    list(): Promise<readonly Channel[]>;
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
    /** Everybody who is here. The event `people` keeps it up to date. */
    list(): Promise<PersonHere[]>;
    /**
     * Ends all connections of a person, so that they do not come back by themselves, and refuses the id for a
     * minute. Whether they were here.
     */
    kick(id: string): Promise<boolean>;
  };
  /** Where guests reach it. The event `network` keeps it up to date. */
  network(): Promise<NetworkState>;
  /** Before the machine sleeps: tells the clients, and resolves when everything accepted is on the disk. */
  suspend(): Promise<void>;
  /** After it woke: looks at the network again, and cuts connections that did not survive. */
  resume(): Promise<void>;
}

export interface RunningServer extends ServerCalls {
  readonly state: Extract<ServerState, { state: 'running' }>;
  readonly imported: ImportReport;
  /** Tells the clients, finishes what was accepted, and frees everything. */
  close(farewell: Farewell): Promise<void>;
}

/**
 * Starts everything or nothing: rejects with FolderLockedError, NewerFolderError, or the system's error
 * (`EADDRINUSE`, …).
 */
export async function startServer(
  options: ChatServerOptions,
  listeners: ServerListeners,
): Promise<RunningServer> {
  const context = createContext(options, listeners);
  const { settings, build, clock, insteadOf, disposers } = context;
  try {
    const core = await createCore(context);
    const transports = await createTransports(context, core);
    startJobs(context, core);
    const { host, port } = transports;
    core.log.info('running', { version: VERSION, build, host, port, data: settings.data });
    return {
      ...createCalls(context, core, transports),
      state: {
        state: 'running',
        host,
        port,
        since: new Date(clock.now()).toISOString(),
        ...(insteadOf && { insteadOf }),
      },
      imported: core.store.imported,
      close: (farewell) => disposers.dispose(farewell),
    };
  } catch (error) {
    await disposers.dispose({ reason: 'The server could not start', code: 'stopping' });
    throw error;
  }
}

/** What a server does without being asked: the host's figures, and the daily tidying. */
function startJobs({ clock, tell, disposers }: ServerContext, { store, chat, log }: Core): void {
  const figures = startFigures(clock, {
    counts: (since) => store.index.counts(since),
    storage: () => store.figures(),
    tell,
    onError: (error) => {
      log.error('figures-failed', { error });
    },
  });
  store.onStored = figures.changed;
  disposers.add(() => {
    figures.close();
  });
  const tidying = startTidying(clock, {
    async tidy() {
      chat.refreshSeen();
      await store.tidy();
    },
    onError: (error) => {
      log.warn('tidying-failed', { error });
    },
  });
  disposers.add(() => {
    tidying.close();
  });
}

function createCalls(
  { clock }: ServerContext,
  { store, log, broadcaster, people, chat }: Core,
  { network, sockets }: Transports,
): ServerCalls {
  return {
    channels: {
      list: async () => chat.listChannels(),
      create: async (channel) => chat.host.createChannel(channel),
      change: async (id, change) => chat.host.changeChannel(id, change),
      reorder: async (ids) => chat.host.reorderChannels(ids),
      delete: async (id) => chat.host.deleteChannel(id),
      async info() {
        const known = await store.index.channels();
        return chat.listChannels().map((channel) => ({ ...channel, messages: 0, ...known.get(channel.id) }));
      },
    },
    people: {
      list: async () => people.list(),
      async kick(id) {
        const user = chat.host.kick(id);
        if (user) log.info('person-kicked', { person: user.username, user: id });
        return user !== undefined;
      },
    },
    network: async () => network.state(),
    suspend: async () => suspend({ clock, store, broadcaster, log }),
    async resume() {
      log.info('resumed');
      void network.awake();
      sockets.awake();
    },
  };
}
