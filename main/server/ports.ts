// How the parts of the main process know each other. None of these names Electron, so that each part can be
// tested without it.
import type {
  ChannelInfo,
  ChatServer,
  DesktopSettings,
  Language,
  MessageCount,
  NetworkState,
  Outcome,
  PeopleChange,
  PersonHere,
  ServerState,
  SettingsPatch,
  SettingsView,
  StorageFigures,
  Theme,
  WindowEvent,
  WindowEvents,
} from '../ipc/contract.ts';

/** What the server host tells; the newest value of each can be asked for. */
export interface HostEvents {
  state: [ServerState];
  people: [PeopleChange];
  network: [NetworkState];
  channels: [ChannelInfo[]];
  messages: [MessageCount];
  storage: [StorageFigures];
}

/** The one chat server of this app. Starts and stops come one after another, each with a deadline. */
export interface ServerHost {
  readonly state: ServerState;
  readonly people: PersonHere[];
  readonly network: NetworkState;
  readonly messages: MessageCount | null;
  readonly storage: StorageFigures | null;
  /** The running server's channels; rejects with `not_running` faults as ChatServer does */
  readonly channels: ChatServer['channels'];
  /** Never rejects: a fault is the state `failed`. */
  start(): Promise<void>;
  stop(reason?: string): Promise<void>;
  kick(id: string): boolean;
  suspend(): Promise<void>;
  resume(): void;
  on<E extends keyof HostEvents>(event: E, listener: (...args: HostEvents[E]) => void): () => void;
}

/** All settings: read, checked, kept, and put into force. */
export interface SettingsService {
  view(): SettingsView;
  readonly desktop: DesktopSettings;
  /**
   * Checks all of the patch first: nothing of it is kept where one value is refused. A change the server must
   * know restarts it.
   */
  change(patch: SettingsPatch): Promise<Outcome<SettingsView>>;
  on(listener: (view: SettingsView) => void): () => void;
}

/** Language and theme as they are now, `system` resolved. */
export interface Appearance {
  readonly language: Language;
  readonly theme: Theme;
  on(listener: (now: { language: Language; theme: Theme }) => void): () => void;
}

/** The one window. */
export interface WindowHost {
  /** Brings it to the front, making it where there is none. */
  show(): void;
  hide(): void;
  setFullScreen(on: boolean): void;
  /** Nothing happens where there is no window. */
  send<E extends WindowEvent>(event: E, payload: WindowEvents[E]): void;
}

/** One line in the app's own log (the server's log where it runs). */
export type Note = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;
