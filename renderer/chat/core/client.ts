// What views call. Everything is told by the state; nothing rejects unless it says so.
import type { ErrorCode } from '../../../protocol/errors.ts';
import type { ChatState, Preferences, Status } from './model.ts';
import type { LoadPart } from './parts.ts';

export interface Store {
  readonly now: ChatState;
  /**
   * Calls the listener once for all changes of a frame (also while the page is hidden); the answer ends that.
   */
  readonly subscribe: (listener: () => void) => () => void;
}

/** How a change of one's own profile went. */
export type ProfileAnswer =
  | { ok: true }
  | { ok: false; code: ErrorCode | 'offline'; message: string; suggestion: string | null };

export interface ChatClient {
  readonly store: Store;

  /**
   * Joins under this name, as the person this device is known as in this room. `isJoining`, then `stage:
   * 'room'` or `joinProblem`.
   */
  join(name: string): void;
  /** After `identity_taken`: makes a new id and secret for this room and joins with them. */
  joinAsSomebodyNew(name: string): void;
  /** Changes one's own name; `name_taken` comes with a free suggestion. */
  rename(name: string): Promise<ProfileAnswer>;
  setStatus(status: Status): Promise<ProfileAnswer>;
  /**
   * Forgets this person on this device, in all tabs: secret, name, drafts, unsent messages, preferences. Back
   * to the form.
   */
  leaveDevice(): Promise<void>;

  /** Shows a channel; its newest messages are asked for where they are not here. Unknown ids do nothing. */
  openChannel(channelId: string): void;
  /** Somebody is about to open it: its newest messages are fetched. */
  expectChannel(channelId: string): void;
  /** Nothing where there are none, or while they are on their way. */
  loadOlder(channelId: string): void;
  loadNewer(channelId: string): void;
  /** Makes the window that of the newest messages. */
  jumpToNewest(channelId: string): void;
  /**
   * The view tells whether its reader sees the newest message of the open channel: what comes then is read
   * (while the page is attended), and the window gives up old messages.
   */
  setAtNewest(isAtNewest: boolean): void;
  /**
   * Everything up to `seq` is read, without it everything there is. What is seen at the newest end marks
   * itself.
   */
  markRead(channelId: string, seq?: number): void;

  /**
   * Sends a text as soon as it can be; nothing where it is only white space. Answers whether it was taken.
   */
  send(channelId: string, content: string): boolean;
  /** A failed entry is tried again, under the same key. */
  retry(clientId: string): void;
  /** Removes a failed entry. One on its way cannot be taken back. */
  discard(clientId: string): void;
  /**
   * Uploads files, two at once, each a message of its own, in the order given. Those over the limit or of
   * types that are not accepted are `refused` immediately, and so are `folders`, given by their names.
   */
  addFiles(channelId: string, files: readonly File[], folders?: readonly string[]): void;
  retryUpload(clientId: string): void;
  /** Stops it, or removes a failed or refused one. */
  cancelUpload(clientId: string): void;

  /** Keeps what stands in the composer; the composer calls it with every change. */
  setDraft(channelId: string, text: string): void;
  /** With every change of the composer; others are told as seldom as will do. */
  typing(channelId: string, isTyping: boolean): void;

  /**
   * Something may be better now (`online`, visible again, a button): tries at once, or looks whether the
   * connection lives.
   */
  wake(): void;
  /** After being sent out: comes back, once `until` has passed. */
  comeBack(): void;
  setPreferences(preferences: Partial<Preferences>): void;
  /**
   * A part of the page from a file of its own. Rejects where it cannot be had; the state says whether
   * `reload` brings it.
   */
  readonly loadPart: LoadPart;
  /** Stores everything and loads the page anew; drafts and unsent messages come along. */
  reload(): Promise<void>;
  /** Ends the connection and all timers. */
  close(): void;
}

export interface RunningClient extends ChatClient {
  /** The page is seen and has the focus, or not any more. */
  setAttended(isAttended: boolean): void;
  /** Somebody is at the page. */
  active(): void;
  /** The page is about to go: others are told what it leaves behind. */
  leaving(): void;
  /** Files that would be lost with the page */
  readonly unfinishedUploads: number;
}
