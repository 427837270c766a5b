// What the guests' page shows, as one value; reducer.ts changes it, client.ts is what views call.
import type { Channel } from '../../../protocol/channel.ts';
import type { ErrorCode } from '../../../protocol/errors.ts';
import type { ServerInfo } from '../../../protocol/events.ts';
import type { RoomInfo } from '../../../protocol/http.ts';
import type { FileRecord, Message } from '../../../protocol/message.ts';
import type { User } from '../../../protocol/user.ts';

export type Status = 'online' | 'away' | 'busy';
export type Theme = 'system' | 'light' | 'dark';
export type Language = 'en' | 'de';

/** Why there is no connection, or none that the room takes. */
export type OfflineReason =
  /** The server does not answer: its computer, the network or this device's Wi-Fi */
  | 'unreachable'
  /** The host stopped it */
  | 'stopping'
  /** It starts anew */
  | 'restarting'
  /** The host's computer went to sleep */
  | 'sleeping'
  /** The host sent us out; nothing is tried by itself */
  | 'kicked'
  /** What keeps us outside although the server answers: joinProblem says more */
  | 'not_admitted';

export interface Connection {
  /**
   * `connecting`: for the first time; `online`: the server answers, and where `stage` is `room` it has us in;
   * `offline`: it was there and is made again by itself; `refused`: nothing happens until somebody does
   * something (`joinProblem`, or `kicked` with `until`).
   */
  phase: 'connecting' | 'online' | 'offline' | 'refused';
  /** Wall time in ms since when it is in this phase */
  since: number;
  /** null while it is well, and while it is tried for the first time */
  reason: OfflineReason | null;
  /** Attempts since it was last well */
  attempt: number;
  /** Wall time in ms of the next attempt; null where none is planned */
  nextAttemptAt: number | null;
  /** With `kicked`: wall time in ms from when on one may come back */
  until: number | null;
}

/** Why joining did not work. Those with `retries` are tried again without anybody's doing. */
export type JoinProblem =
  | { code: 'name_taken'; suggestion: string }
  | { code: 'bad_name'; message: string }
  /** This device's secret is not the one that the id is bound to: `joinAsSomebodyNew()` */
  | { code: 'identity_taken' }
  /** `until`: wall time in ms */
  | { code: 'kicked'; until: number }
  | { code: 'server_full'; retries: true }
  /** Another room answers at this address now; nothing of the former one was sent to it */
  | { code: 'other_room' }
  | { code: 'other'; error: ErrorCode; message: string; retries: boolean };

export interface Me {
  /** "" before the first joining */
  id: string;
  /** As typed or kept; in the room as the server has it */
  name: string;
  status: Status;
  verified: boolean;
}

/** Somebody in the room. `status` is what they said of themselves. */
export interface Person {
  id: string;
  name: string;
  status: Status;
  verified: boolean;
}

/**
 * A message that is not known to be stored yet. `clientId` is the key of its row, before and after:
 * `message.client_id ?? message.id`.
 */
export interface OutboxEntry {
  clientId: string;
  channelId: string;
  content: string;
  file: FileRecord | null;
  /** ISO time of writing */
  writtenAt: string;
  /** `failed`: certainly not stored, and not tried again by itself */
  state: 'sending' | 'failed';
  /**
   * Why it failed; with `sending` what it waits for (`rate_limited`, `storage_full` …), null where it is just
   * on its way or there is no connection
   */
  reason: ErrorCode | null;
  /** The number it got, where it is stored and only those before it are not here yet */
  storedAs: number | null;
}

/**
 * Why a file is not sent. `unreachable`: the connection broke off too often; `changed`: it is not what was
 * chosen any more, or gone; `folder`: it is one.
 */
export type UploadFault = ErrorCode | 'unreachable' | 'changed' | 'folder';

/** A file on its way; once there it becomes an outbox entry with the same key. */
export interface Upload {
  clientId: string;
  channelId: string;
  name: string;
  /** Bytes */
  size: number;
  /** MIME type as the browser tells it; "" where it does not know */
  type: string;
  /** `refused`: here, or by the server, which would refuse it again; `failed` may be tried again */
  state: 'waiting' | 'uploading' | 'failed' | 'refused';
  /** Bytes sent */
  sent: number;
  reason: UploadFault | null;
}

/** One channel: what is known of it, and a window of its messages. */
export interface ChannelState {
  id: string;
  name: string;
  /** "" where there is none */
  topic: string;
  createdAt: string;
  /**
   * `away`: not joined on this connection yet; `joining`; `behind`: a change was missed and is asked for;
   * `live`
   */
  sync: 'away' | 'joining' | 'behind' | 'live';
  /** Of the log; null before the first joining */
  epoch: string | null;
  /** The newest change known to exist */
  lastSeq: number;
  /**
   * Ascending by `seq` without a hole; at most WINDOW of them. A new array with each change, the messages
   * stay the same objects
   */
  messages: readonly Message[];
  /** There are older ones: `loadOlder`. With `messages` empty nothing was read yet (a skeleton) */
  hasOlder: boolean;
  /** There are newer ones than the window's: the reader is far up. `loadNewer`, `jumpToNewest` */
  hasNewer: boolean;
  loading: 'older' | 'newer' | 'newest' | null;
  /** Loading did not work; asked for again it may */
  loadFailed: boolean;
  /** Written here and not known to be stored, oldest first; shown after `messages` */
  pending: readonly OutboxEntry[];
  /** Files on their way, and refused ones */
  uploads: readonly Upload[];
  /** Read up to here */
  readSeq: number;
  /** The line "new since you left" stands before the first message beyond this; null: no line */
  newSince: number | null;
  /** Other people's messages beyond `readSeq` */
  unread: number;
  /** Those of them that mention me */
  mentions: number;
  /** Ids of people (never me) who are typing, in the order in which they began */
  typing: readonly string[];
  /**
   * What stands in the composer when it is opened; the field itself is the composer's own state, told by
   * `setDraft`
   */
  draft: string;
  /** For the core alone */
  trail: Trail;
}

export interface Trail {
  /** Numbers of the unread messages that mention me, ascending */
  mentionSeqs: readonly number[];
  /** Messages beyond the window's newer end, ascending: pages are asked for by an id */
  bookmarks: readonly Bookmark[];
  /** What came before it could be placed */
  early: readonly Message[];
}

export interface Bookmark {
  seq: number;
  id: string;
}

export interface Preferences {
  enterSends: boolean;
  /** For mentions */
  sound: boolean;
  notifications: boolean;
  theme: Theme;
  /** `system`: the browser's */
  language: Language | 'system';
}

export interface ChatState {
  /** `starting`: nothing is known yet, or a returning guest is on the way in; `join`: the form; `room` */
  stage: 'starting' | 'join' | 'room';
  connection: Connection;
  /** What may be known before joining; null until the server told it */
  room: RoomInfo | null;
  /** null before the first joining */
  server: ServerInfo | null;
  me: Me;
  /** A joining is on its way */
  isJoining: boolean;
  joinProblem: JoinProblem | null;
  /** Whoever is in the room, me included */
  people: ReadonlyMap<string, Person>;
  /** In the host's order */
  order: readonly string[];
  channels: ReadonlyMap<string, ChannelState>;
  /** The open channel; null before joining */
  current: string | null;
  /** The channel that was open and is deleted now (its name), until another is opened by hand */
  deletedChannel: string | null;
  /**
   * Written for channels that are deleted now, oldest first; the `failed` ones can be discarded. `channel` is
   * the name, null where it is not known any more
   */
  stranded: readonly { entry: OutboxEntry; channel: string | null }[];
  preferences: Preferences;
  /** The page is seen and has the focus */
  isAttended: boolean;
  /** The reader sees the newest message of the open channel */
  isAtNewest: boolean;
  /** This browser keeps nothing: name, drafts and unsent messages are lost with the page */
  storageDenied: boolean;
  /** The server has another build than this page: `reload()` */
  pageIsOld: boolean;
  /** A file of this page could not be had, and cannot until `reload()` */
  pageIsIncomplete: boolean;
}

export type { Channel, FileRecord, Message, RoomInfo, ServerInfo, User };

/** Messages that a channel's window holds at most. */
export const WINDOW = 1_500;
