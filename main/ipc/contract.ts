// What the main process and the window say to each other: three maps. The window imports types from here and
// nothing else of ours.
import { z } from 'zod';
import type {
  ChannelInfo,
  ChatServerEvents,
  FolderFinding,
  LogLine,
  MessageCount,
  MoveProblem,
  NetworkState,
  OversizeFile,
  PersonHere,
  ServerState,
  Settings,
  StorageFigures,
} from '../../server/index.ts';

export type * from '../../server/index.ts';

// ── what is said
// ─────────────────────────────────────────────────────────────────────────────────────────────────

export type Language = 'en' | 'de';
export type Theme = 'light' | 'dark';

/**
 * Settings of the desktop alone: they mean nothing without a window. Kept beside the server's in one file.
 */
export const desktopSettingsSchema = z.strictObject({
  startAtLogin: z.boolean().default(false),
  /** Start the server when the app starts */
  startServer: z.boolean().default(true),
  /** Closing the window leaves the server running */
  keepInTray: z.boolean().default(true),
  language: z.enum(['system', 'en', 'de']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Whether the app may ask the internet for newer versions; nothing is asked before the host says yes */
  updates: z.boolean().default(false),
  /** Adapter of the address that the host chose to show; null: the best one */
  adapter: z.string().max(256).nullable().default(null),
});
export type DesktopSettings = z.output<typeof desktopSettingsSchema>;

/** Everything that can be set, with what the window must know to show it. */
export interface SettingsView {
  server: Settings;
  desktop: DesktopSettings;
  /** Server settings given on the command line or in the environment: shown, but not to be changed here */
  fixed: (keyof Settings)[];
  /** What the system cannot do is not offered */
  can: { tray: boolean; loginItem: boolean; updates: boolean; moveData: boolean };
}

/** What of both kinds of settings is to be changed. The values are as in the JSON file. */
export interface SettingsPatch {
  server?: Record<string, unknown>;
  desktop?: Record<string, unknown>;
}

/** By setting: `code` for a translated sentence, `expected` as the schema says it, in English */
export type SettingProblems = Record<
  string,
  { expected: string; code: 'form' | 'port_forbidden' | 'port_taken' | 'address_missing' }
>;

export interface About {
  version: string;
  electron: string;
  platform: 'win32' | 'darwin' | 'linux';
  /** Whether this runs from a checkout */
  isDevelopment: boolean;
}

/** What the host sees of a data folder that is being moved. */
export type MoveState =
  | { state: 'idle' }
  | { state: 'copying' | 'checking'; to: string; done: number; total: number }
  | { state: 'done'; to: string }
  | { state: 'failed'; to: string; problem: MoveProblem; detail: string };

export type UpdateState =
  | { state: 'off' | 'idle' | 'checking' }
  | { state: 'newest'; checkedAt: string }
  | { state: 'available'; version: string; /** where this build cannot update itself */ link?: string }
  | { state: 'downloading'; version: string; percent: number }
  | { state: 'ready'; version: string }
  | { state: 'failed'; detail: string };

/** A line of the log with a number that grows by one with each line of this run of the app. */
export interface NumberedLine {
  n: number;
  line: LogLine;
}

/** Figures of the last hour, one a minute, oldest first; at most 60. */
export interface Trend {
  people: number[];
  messages: number[];
}

/** The newest of everything that the server tells. */
export interface ServerFacts {
  state: ServerState;
  people: PersonHere[];
  network: NetworkState;
  channels: ChannelInfo[];
  messages: MessageCount | null;
  storage: StorageFigures | null;
  /** What was damaged or missing in the data folder since the last start, as far as the host has not seen it */
  findings: readonly FolderFinding[];
  /** The largest file that was refused for its size, as far as the host has not seen it */
  oversize: OversizeFile | null;
}

/** Everything the window shows, for its first picture; afterwards the events below keep it up to date. */
export interface Snapshot extends ServerFacts {
  trend: Trend;
  log: NumberedLine[];
  settings: SettingsView;
  /** What `system` comes to now */
  language: Language;
  theme: Theme;
  move: MoveState;
  update: UpdateState;
  about: About;
}

/** What can go wrong with a call, by code; `detail` is English, for the log and for what nobody foresaw. */
export interface CallFault {
  code:
    | 'not_running'
    | 'channel_exists'
    | 'channel_limit'
    | 'last_channel'
    | 'not_found'
    | 'invalid'
    | 'settings'
    | 'refused'
    | 'internal';
  detail: string;
  problems?: SettingProblems;
}
/** Calls answer with this instead of rejecting: Electron turns an error into a text of its own. */
export type Outcome<T = null> = { ok: true; value: T } | { ok: false; fault: CallFault };

// ── the three maps
// ───────────────────────────────────────────────────────────────────────────────────────────────

const channelText = z.string().max(500);
const id = z.string().min(1).max(200);
const patch = z.record(z.string().max(64), z.unknown()).optional();

/** What each call is given: a tuple of its arguments. Checked by the gate before a handler sees it. */
export const payloads = {
  getSnapshot: z.tuple([]),
  startServer: z.tuple([]),
  stopServer: z.tuple([]),
  /** Takes another port for good and starts: the way out of `port_taken` */
  startOnPort: z.tuple([z.int().min(1).max(65_535)]),
  /** The host has seen it */
  dismiss: z.tuple([z.enum(['findings', 'oversize'])]),
  kickPerson: z.tuple([id]),
  getChannels: z.tuple([]),
  createChannel: z.tuple([z.strictObject({ name: channelText, description: channelText.optional() })]),
  changeChannel: z.tuple([
    id,
    z.strictObject({ name: channelText.optional(), description: channelText.optional() }),
  ]),
  reorderChannels: z.tuple([z.array(id).max(10_000)]),
  deleteChannel: z.tuple([id]),
  changeSettings: z.tuple([z.strictObject({ server: patch, desktop: patch })]),
  /** Opens the system's dialog; null where the host closed it */
  chooseDataFolder: z.tuple([]),
  /** Moves all data to a folder that `chooseDataFolder` answered; the progress comes as `move` */
  moveData: z.tuple([z.string().min(1).max(4096)]),
  cancelMove: z.tuple([]),
  copyText: z.tuple([z.string().max(5_000_000)]),
  openChat: z.tuple([]),
  openFolder: z.tuple([z.enum(['logs', 'data'])]),
  /** The firewall's own settings of this system, or the page of the newest release */
  openOutside: z.tuple([z.enum(['firewall', 'release'])]),
  setFullScreen: z.tuple([z.boolean()]),
  checkForUpdates: z.tuple([]),
  installUpdate: z.tuple([]),
} as const satisfies Record<string, z.ZodType<unknown[]>>;

export type CallName = keyof typeof payloads;
export type CallArguments<C extends CallName> = z.input<(typeof payloads)[C]>;

/** What each call answers. */
export interface CallAnswers {
  getSnapshot: Snapshot;
  startServer: null;
  stopServer: null;
  startOnPort: null;
  dismiss: null;
  kickPerson: null;
  getChannels: ChannelInfo[];
  createChannel: null;
  changeChannel: null;
  reorderChannels: null;
  deleteChannel: null;
  changeSettings: SettingsView;
  chooseDataFolder: string | null;
  moveData: null;
  cancelMove: null;
  copyText: null;
  openChat: null;
  openFolder: null;
  openOutside: null;
  setFullScreen: null;
  checkForUpdates: null;
  installUpdate: null;
}

/**
 * The server's events as window, tray and menus get them: the log comes numbered and in batches, the channels
 * with what is in each, findings all together, and who came or left is in `people`.
 */
export interface HostEvents extends Omit<
  ChatServerEvents,
  'log' | 'person' | 'channels' | 'finding' | 'oversize'
> {
  channels: ChannelInfo[];
  findings: readonly FolderFinding[];
  oversize: OversizeFile | null;
}

/** What main tells the window, unasked: what the server tells, and what main has of its own. */
export interface WindowEvents extends HostEvents {
  trend: Trend;
  /** At most ten times a second; lines that came and went between two of these are missing (`n` tells) */
  log: NumberedLine[];
  settings: SettingsView;
  appearance: { language: Language; theme: Theme };
  move: MoveState;
  update: UpdateState;
  /** The tray or the menu asks the window to show something */
  show: 'poster' | 'settings' | 'stop-question';
}
export type WindowEvent = keyof WindowEvents;

/**
 * What the preload puts into the window as `window.lanline`: a function for each call, and one that listens.
 */
export type DesktopApi = {
  readonly [C in CallName]: (...args: CallArguments<C>) => Promise<Outcome<CallAnswers[C]>>;
} & {
  /** Calls the listener for each event; the answer ends that. */
  on<E extends WindowEvent>(event: E, listener: (payload: WindowEvents[E]) => void): () => void;
};
