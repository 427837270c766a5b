// What the chat's rules need from outside. server/ fills these in; another version could fill them with Redis
// and PostgreSQL.
// Everything that assumes one process stands behind one of them.
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import type { ServerEvent, ServerEvents } from '../../protocol/events.ts';
import type { Change, FileRecord, Message } from '../../protocol/message.ts';
import type { User } from '../../protocol/user.ts';

/** Wall time for people, monotonic time for everything that is measured, and timers. */
export interface Clock {
  /** Milliseconds since 1970 */
  now(): number;
  /** Milliseconds since some fixed point; never jumps */
  monotonic(): number;
  /** Runs `run` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/**
 * A channel whose newest messages are in memory; everything here is synchronous and shows exactly what was
 * broadcast so far.
 */
export interface OpenChannel {
  readonly id: string;
  readonly epoch: string;
  /** The newest change's number; 0 in an empty channel */
  readonly lastSeq: number;
  /** The newest messages as they stand now, oldest first; at most LIMITS.legacyPage. */
  newest(limit: number): Message[];
  /** Whether there are messages older than the newest `count`. */
  hasMoreThan(count: number): boolean;
  /**
   * All changes after `seq`, ascending, or undefined where they are too many (more than LIMITS.catchUp) or
   * not all can be read.
   */
  changesAfter(seq: number): Change[] | undefined;
}

/** A message before it has its number and time. */
export type NewMessage = Pick<
  Message,
  'id' | 'user_id' | 'username' | 'content' | 'type' | 'file' | 'client_id' | 'verified'
>;

export interface ChatStore {
  /** In the host's order. */
  channels(): readonly Channel[];
  channelExists(id: string): boolean;
  /** Whether the id was deleted; clients cannot make it again. */
  channelDeleted(id: string): boolean;
  createChannel(channel: NewChannel): Promise<Channel>;
  changeChannel(id: string, change: ChannelChange): Promise<Channel>;
  /** `ids` must be all channels' ids. */
  reorderChannels(ids: readonly string[]): Promise<void>;
  /** Moves its log and files to the trash. */
  deleteChannel(id: string): Promise<void>;

  /** The newest change's number; 0 where the channel is empty or does not exist. */
  lastSeq(id: string): number;
  /** The channel if it is in memory; undefined also where it does not exist. */
  peek(id: string): OpenChannel | undefined;
  /** The channel, brought into memory where needed; undefined where it does not exist. */
  open(id: string): Promise<OpenChannel | undefined>;

  /**
   * Stores a message. Resolves after it is durable and `onCommitted` was called with it; rejects
   * (`storage_full`, `storage_failed`) only where it is certain that it was not stored. A `client_id` already
   * used by this person in this channel resolves to the first message.
   * `accepted` is called once the message has its place in the channel's queue (or was found), so that a
   * caller may go on in order.
   * Never settles where it is unknown whether the message was stored.
   */
  append(channelId: string, message: NewMessage, accepted?: () => void): Promise<Message>;

  /**
   * The messages before one, oldest first; undefined where that message does not exist. Waits while the view
   * is behind.
   */
  pageBefore(channelId: string, messageId: string, limit: number): Promise<Message[] | undefined>;

  /** An upload's record, to be put into a message. */
  file(uniqueFilename: string): Promise<FileRecord | undefined>;

  /** Told in order of `seq`, synchronously after each batch is durable and before its `append`s resolve. */
  onCommitted: (channelId: string, changes: readonly Change[]) => void;
}

/** What is kept of a person for good. */
export interface PersonRecord {
  id: string;
  /** The name last used */
  name: string;
  /** Hash of the secret; undefined where the id was seen without one, and then it can never be bound */
  tokenHash: string | undefined;
  /** Wall time in ms when last online */
  seenAt: number;
}

/** Where people are kept for good. */
export interface PeopleStore {
  all(): Iterable<PersonRecord>;
  person(id: string): PersonRecord | undefined;
  /**
   * Visible to `person` at once; resolves when durable; where it could not be stored everything is as before
   * and this rejects.
   */
  keep(record: PersonRecord): Promise<void>;
}

/** People and their names. */
export interface Directory {
  person(id: string): PersonRecord | undefined;
  /**
   * The bound person who has a name that compares equal and was seen at or after `since` (ms), other than
   * `exceptId`.
   */
  holderOf(name: string, since: number, exceptId: string): PersonRecord | undefined;
  keep(record: PersonRecord): Promise<void>;
}

/** Is told of everything that the host sees of people, as it happens; `person` is an id. */
export interface PeopleObserver {
  /** They came, are described anew, or have one connection more or fewer. */
  changed(person: string): void;
  /** They are not here any more, after the grace. */
  gone(person: string): void;
  /** They wrote, or are writing. */
  active(person: string): void;
  entered(person: string, channelId: string): void;
  left(person: string, channelId: string): void;
  typing(person: string, channelId: string, isTyping: boolean): void;
}

/**
 * Where an event goes. A session is one connected socket; only sessions of people in the room are addressed
 * by `toAll`.
 */
export interface Broadcaster {
  toSession<E extends ServerEvent>(session: string, event: E, payload: ServerEvents[E]): void;
  /** An old client's `channel_messages`: many, and often the same ones. */
  history(session: string, channelId: string, messages: readonly Message[]): void;
  /** To all sessions in the channel but those of one person. */
  toChannel<E extends ServerEvent>(
    channelId: string,
    event: E,
    payload: ServerEvents[E],
    exceptPerson?: string,
  ): void;
  /** New messages of one batch, ascending; each session gets them in the form it asked for. */
  messages(channelId: string, messages: readonly Message[]): void;
  toAll<E extends ServerEvent>(event: E, payload: ServerEvents[E]): void;
  /**
   * Presence in both forms: an event each for those who have not asked for calm, batches for those who have.
   */
  presence(change: PresenceChange): void;
  /** From now on the session is this person's, in the form it asked for. */
  enterRoom(session: string, personId: string, form: { calm: boolean; batch: boolean }): void;
  leaveRoom(session: string, personId: string): void;
  /** Ends the connection as one that is over: clients do not make it again by themselves. */
  disconnect(session: string): void;
  /**
   * Also for a session that is in it: what it was not sent yet of the messages so far, it is sent before this
   * returns.
   */
  enterChannel(session: string, channelId: string): void;
  leaveChannel(session: string, channelId: string): void;
}

export interface PresenceChange {
  kind: 'joined' | 'changed' | 'left';
  user: User;
}

/**
 * `tell`: what everybody is told of somebody beside their messages (how they call themselves, that they
 * type).
 */
export type LimitKind = 'send' | 'page' | 'upload' | 'tell';

/** Token buckets of people and addresses. */
export interface Limiter {
  /**
   * Takes one from the bucket of this person and from that of this address. 0, or how long to wait in
   * milliseconds.
   */
  take(kind: LimitKind, who: { person?: string | undefined; address: string }): number;
}
