// The one chat server of this app: started and stopped. A server is a value; each start makes a new one. What
// it tells is in server-mirror.ts.
import { EventEmitter } from 'node:events';
import type { Clock } from '../lifecycle/clock.ts';
import { CallError } from '../ipc/call-error.ts';
import type {
  ChannelInfo,
  ChatServer,
  LogLine,
  MessageCount,
  NetworkState,
  PersonHere,
  ServerState,
  StorageFigures,
} from '../ipc/contract.ts';
import type { HostEvents, Note, ServerHost } from './ports.ts';
import { ServerMirror } from './server-mirror.ts';
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

export class ChatServerHost implements ServerHost {
  readonly #options: ChatServerHostOptions;
  readonly #events = new EventEmitter<HostEvents>();
  readonly #mirror: ServerMirror;
  /** Starts, stops and what needs a stopped server come one after another */
  #last: Promise<unknown> = Promise.resolve();
  /** Those of them that are stops and wait for their turn */
  #stopsAhead = 0;
  #server: ChatServer | undefined;
  #forget: (() => void) | undefined;
  #state: ServerState = { state: 'stopped' };
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
    const { note, onLog } = options;
    this.#mirror = new ServerMirror({
      note,
      onLog,
      onState: (state) => {
        this.#setState(state);
      },
      events: this.#events,
    });
  }

  get state(): ServerState {
    return this.#state;
  }
  get people(): PersonHere[] {
    return this.#mirror.people;
  }
  get network(): NetworkState {
    return this.#mirror.network;
  }
  get messages(): MessageCount | null {
    return this.#mirror.messages;
  }
  get storage(): StorageFigures | null {
    return this.#mirror.storage;
  }
  /** As last told, without waiting; empty where nothing runs */
  get channelList(): ChannelInfo[] {
    return this.#mirror.channels;
  }

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

  /**
   * Runs what needs that no server runs; one that ran before is started again afterwards, also when that
   * failed, unless a stop waits.
   */
  async whileStopped<T>(reason: string, action: () => Promise<T>): Promise<T> {
    return await this.#inTurn(async () => {
      const wasRunning = this.#state.state === 'running';
      await this.#stop(reason, wasRunning && this.#stopsAhead === 0 ? 'restarting' : 'stopping');
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
    return () => {
      this.#events.off(event, listener as never);
    };
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
      this.#forget = this.#mirror.follow(server);
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

  async #stop(reason?: string, code?: 'restarting' | 'stopping'): Promise<void> {
    if (this.#state.state === 'stopped') return;
    if (this.#state.state === 'running') this.#setState({ state: 'stopping' });
    if (await this.#end(reason, code)) this.#setState({ state: 'stopped' });
  }

  /**
   * Closes the server there is, whatever its state. Answers whether it ended; one that does not in time is
   * reported and left behind.
   */
  async #end(reason?: string, code?: 'restarting' | 'stopping'): Promise<boolean> {
    const server = this.#server;
    this.#server = undefined;
    this.#forget?.();
    try {
      if (server)
        await this.#inTime(server.close(reason, code), STOP_MS, 'The server did not stop within 10 seconds');
      return true;
    } catch (error) {
      this.#options.note('error', 'stop-failed', { error });
      // to call it stopped would be wrong: it may still hold its port and folder
      this.#setFailed(error);
      return false;
    } finally {
      this.#mirror.clear();
    }
  }

  async #inTime<T>(promise: Promise<T>, ms: number, late: string): Promise<T> {
    return await withDeadline(promise, { ms, late, clock: this.#options.clock });
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
