// The one chat server of this app: started, stopped, and what it tells passed on. A server is a value; each start makes a new one.
import { EventEmitter } from 'node:events';
import type { Clock } from './clock.ts';
import { CallError } from './ipc/call-error.ts';
import type {
  ChannelInfo, ChatServer, ChatServerEvents, LogLine, MessageCount, NetworkState, PeopleChange, PersonHere, ServerState, StorageFigures,
} from './ipc/contract.ts';
import type { HostEvents, Note, ServerHost } from './ports.ts';
import { createRefresh } from './refresh.ts';
import { TooLateError, withDeadline } from './with-deadline.ts';

const START_MS = 60_000;
const STOP_MS = 10_000;

export interface ChatServerHostOptions {
  /** A server with the settings as they are now */
  makeServer: () => ChatServer | Promise<ChatServer>;
  clock: Pick<Clock, 'after'>;
  note: Note;
  onLog: (line: LogLine) => void;
}

const NO_NETWORK: NetworkState = { addresses: [] };

export class ChatServerHost implements ServerHost {
  readonly #options: ChatServerHostOptions;
  readonly #events = new EventEmitter<HostEvents>();
  /** Starts, stops and what needs a stopped server come one after another */
  #last: Promise<unknown> = Promise.resolve();
  /** Those of them that are stops and wait for their turn */
  #stopsAhead = 0;
  #server: ChatServer | undefined;
  #forget: (() => void) | undefined;
  #state: ServerState = { state: 'stopped' };
  readonly #people = new Map<string, PersonHere>();
  #network = NO_NETWORK;
  #messages: MessageCount | null = null;
  #storage: StorageFigures | null = null;
  #channelList: ChannelInfo[] = [];
  readonly channels: ChatServer['channels'] = {
    list: () => this.#running().channels.list(),
    create: async (channel) => this.#running().channels.create(channel),
    change: async (id, change) => this.#running().channels.change(id, change),
    reorder: async (ids) => this.#running().channels.reorder(ids),
    delete: async (id) => this.#running().channels.delete(id),
    info: async () => this.#running().channels.info(),
  };

  constructor(options: ChatServerHostOptions) {
    this.#options = options;
  }

  get state(): ServerState { return this.#state; }
  get people(): PersonHere[] { return [...this.#people.values()]; }
  get network(): NetworkState { return this.#network; }
  get messages(): MessageCount | null { return this.#messages; }
  get storage(): StorageFigures | null { return this.#storage; }
  /** As last told, without waiting; empty where nothing runs */
  get channelList(): ChannelInfo[] { return this.#channelList; }

  async start(): Promise<void> {
    await this.#inTurn(async () => this.#start());
  }

  async stop(reason?: string): Promise<void> {
    this.#stopsAhead += 1;
    await this.#inTurn(async () => {
      this.#stopsAhead -= 1;
      await this.#stop(reason);
    });
  }

  /** Stops and starts what runs, and answers what has become of it. */
  async restart(reason: string): Promise<ServerState> {
    await this.whileStopped(reason, async () => undefined);
    return this.#state;
  }

  /** Runs what needs that no server runs; one that ran before is started again afterwards, also when that failed, unless a stop waits. */
  async whileStopped<T>(reason: string, action: () => Promise<T>): Promise<T> {
    return await this.#inTurn(async () => {
      const wasRunning = this.#state.state === 'running';
      await this.#stop(reason);
      try {
        return await action();
      } finally {
        // nobody is called back only to be sent away again
        if (wasRunning && this.#stopsAhead === 0) await this.#start();
      }
    });
  }

  kick(id: string): boolean {
    return this.#running().people.kick(id);
  }

  async suspend(): Promise<void> {
    await this.#server?.suspend();
  }

  resume(): void {
    this.#server?.resume();
  }

  on<E extends keyof HostEvents>(event: E, listener: (...args: HostEvents[E]) => void): () => void {
    // EventEmitter's types do not see that both are the same for each event
    this.#events.on(event, listener as never);
    return () => { this.#events.off(event, listener as never); };
  }

  async #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then(step, step);
    this.#last = done;
    return await done;
  }

  #running(): ChatServer {
    if (this.#server && this.#state.state === 'running') return this.#server;
    throw new CallError({ code: 'not_running', detail: 'The server is not running' });
  }

  async #start(): Promise<void> {
    if (this.#state.state === 'running') return;
    // one that failed still holds its folder until it is closed
    await this.#end('The server is started again');
    this.#setState({ state: 'starting' });
    try {
      const server = await this.#options.makeServer();
      this.#server = server;
      this.#forget = this.#follow(server);
      await this.#inTime(server.start(), START_MS, 'The server did not start within a minute');
    } catch (error) {
      // from now on it has nothing to tell; a late one is closed as soon as it can be
      this.#forget?.();
      if (error instanceof TooLateError) void this.#server?.close().catch(() => undefined);
      // the server's own words are better where it has some
      if (this.state.state !== 'failed') this.#setFailed(error);
      this.#options.note('error', 'start-failed', { error });
    }
  }

  async #stop(reason?: string): Promise<void> {
    if (this.#state.state === 'stopped') return;
    if (this.#state.state === 'running') this.#setState({ state: 'stopping' });
    if (await this.#end(reason)) this.#setState({ state: 'stopped' });
  }

  /** Closes the server there is, whatever its state. Answers whether it ended; one that does not in time is reported and left behind. */
  async #end(reason?: string): Promise<boolean> {
    const server = this.#server;
    this.#server = undefined;
    this.#forget?.();
    try {
      if (server) await this.#inTime(server.close(reason), STOP_MS, 'The server did not stop within 10 seconds');
      return true;
    } catch (error) {
      this.#options.note('error', 'stop-failed', { error });
      // to call it stopped would be wrong: it may still hold its port and folder
      this.#setFailed(error);
      return false;
    } finally {
      this.#clear();
    }
  }

  async #inTime<T>(promise: Promise<T>, ms: number, late: string): Promise<T> {
    return await withDeadline(promise, { ms, late, clock: this.#options.clock });
  }

  /** Passes on what a server tells, until the answer is called. */
  #follow(server: ChatServer): () => void {
    const { events, channels, people } = server;
    const ends: (() => void)[] = [];
    const on = <E extends keyof ChatServerEvents>(event: E, listener: (...args: ChatServerEvents[E]) => void): void => {
      events.on(event, listener as never);
      ends.push(() => { events.off(event, listener as never); });
    };
    // asked while it ran, it may answer, or fail to, when that is over
    const isCurrent = (): boolean => ends.length > 0 && server.state.state === 'running';
    const refreshChannels = createRefresh(async () => {
      try {
        const info = await channels.info();
        if (isCurrent()) this.#setChannels(info);
      } catch (error) {
        if (isCurrent()) this.#options.note('warn', 'channels-failed', { error });
      }
    });
    on('state', (state) => {
      this.#setState(state);
      if (state.state === 'failed') this.#clear();
      if (state.state !== 'running') return;
      this.#changePeople({ changed: people.list(), gone: [] });
      this.#setNetwork(server.network());
      refreshChannels();
    });
    on('people', (change) => { this.#changePeople(change); });
    on('network', (now) => { this.#setNetwork(now); });
    on('channels', refreshChannels);
    on('messages', (count) => {
      this.#events.emit('messages', this.#messages = count);
      // they lie in channels, each of which tells how many
      refreshChannels();
    });
    on('storage', (figures) => { this.#events.emit('storage', this.#storage = figures); });
    on('log', this.#options.onLog);
    return () => { for (const end of ends.splice(0)) end(); };
  }

  #changePeople({ changed, gone }: PeopleChange): void {
    for (const id of gone) this.#people.delete(id);
    for (const person of changed) this.#people.set(person.id, person);
    this.#events.emit('people', { changed, gone });
  }

  #setNetwork(network: NetworkState): void {
    this.#network = network;
    this.#events.emit('network', network);
  }

  #setChannels(channels: ChannelInfo[]): void {
    this.#channelList = channels;
    this.#events.emit('channels', channels);
  }

  /** Nobody is here, and there is no way in; how much there is on the disk stays true. */
  #clear(): void {
    if (this.#people.size > 0) this.#changePeople({ changed: [], gone: [...this.#people.keys()] });
    if (this.#network !== NO_NETWORK) this.#setNetwork(NO_NETWORK);
    if (this.#channelList.length > 0) this.#setChannels([]);
  }

  #setFailed(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#setState({ state: 'failed', reason: detail, fault: { code: 'internal', detail } });
  }

  #setState(next: ServerState): void {
    // host and server both say that it starts
    if (next.state === 'starting' && this.#state.state === 'starting') return;
    this.#state = next;
    this.#events.emit('state', next);
  }
}
