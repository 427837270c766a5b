// What the server has told: the newest of everything, so that nobody has to ask it, and each change passed
// on.
import type { EventEmitter } from 'node:events';
import type {
  ChannelInfo,
  ChatServer,
  ChatServerEvents,
  LogLine,
  MessageCount,
  NetworkState,
  PeopleChange,
  PersonHere,
  ServerState,
  StorageFigures,
} from '../ipc/contract.ts';
import type { HostEvents, Note } from './ports.ts';
import { createRefresh } from '../tray/refresh.ts';

export interface ServerMirrorOptions {
  /** Everything but the state is passed on here */
  events: EventEmitter<HostEvents>;
  onState: (state: ServerState) => void;
  onLog: (line: LogLine) => void;
  note: Note;
}

const NO_NETWORK: NetworkState = { addresses: [] };

export class ServerMirror {
  readonly #options: ServerMirrorOptions;
  readonly #people = new Map<string, PersonHere>();
  #network = NO_NETWORK;
  #messages: MessageCount | null = null;
  #storage: StorageFigures | null = null;
  #channels: ChannelInfo[] = [];

  constructor(options: ServerMirrorOptions) {
    this.#options = options;
  }

  get people(): PersonHere[] {
    return [...this.#people.values()];
  }
  get network(): NetworkState {
    return this.#network;
  }
  get messages(): MessageCount | null {
    return this.#messages;
  }
  get storage(): StorageFigures | null {
    return this.#storage;
  }
  get channels(): ChannelInfo[] {
    return this.#channels;
  }

  /** Takes what a server tells, until the answer is called. */
  follow(server: ChatServer): () => void {
    const { events: told, onState, onLog, note } = this.#options;
    const { events, channels, people } = server;
    const ends: (() => void)[] = [];
    const on = <E extends keyof ChatServerEvents>(
      event: E,
      listener: (...args: ChatServerEvents[E]) => void,
    ): void => {
      events.on(event, listener as never);
      ends.push(() => {
        events.off(event, listener as never);
      });
    };
    // asked while it ran, it may answer, or fail to, when that is over
    const isCurrent = (): boolean => ends.length > 0 && server.state.state === 'running';
    const refreshChannels = createRefresh(async () => {
      try {
        const info = await channels.info();
        if (isCurrent()) this.#setChannels(info);
      } catch (error) {
        if (isCurrent()) note('warn', 'channels-failed', { error });
      }
    });
    on('state', (state) => {
      onState(state);
      if (state.state === 'failed') this.clear();
      if (state.state !== 'running') return;
      this.#changePeople({ changed: people.list(), gone: [] });
      this.#setNetwork(server.network());
      refreshChannels();
    });
    on('people', (change) => {
      this.#changePeople(change);
    });
    on('network', (now) => {
      this.#setNetwork(now);
    });
    on('channels', refreshChannels);
    on('messages', (count) => {
      told.emit('messages', (this.#messages = count));
      // they lie in channels, each of which tells how many
      refreshChannels();
    });
    on('storage', (figures) => {
      told.emit('storage', (this.#storage = figures));
    });
    on('log', onLog);
    return () => {
      for (const end of ends.splice(0)) end();
    };
  }

  /** Nobody is here, and there is no way in; how much there is on the disk stays true. */
  clear(): void {
    if (this.#people.size > 0) this.#changePeople({ changed: [], gone: [...this.#people.keys()] });
    if (this.#network !== NO_NETWORK) this.#setNetwork(NO_NETWORK);
    if (this.#channels.length > 0) this.#setChannels([]);
  }

  #changePeople({ changed, gone }: PeopleChange): void {
    for (const id of gone) this.#people.delete(id);
    for (const person of changed) this.#people.set(person.id, person);
    this.#options.events.emit('people', { changed, gone });
  }

  #setNetwork(network: NetworkState): void {
    this.#network = network;
    this.#options.events.emit('network', network);
  }

  #setChannels(channels: ChannelInfo[]): void {
    this.#channels = channels;
    this.#options.events.emit('channels', channels);
  }
}
