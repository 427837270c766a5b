import type { Channel, ChannelChange, NewChannel } from '../../../protocol/channel.ts';
import type { Change, FileRecord, Message } from '../../../protocol/message.ts';

/**
 * A channel whose newest messages are in memory. Everything here is synchronous and reflects exactly what was
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
   * All changes after `seq`, ascending; undefined if there are more than LIMITS.catchUp or if some cannot be
   * read.
   */
  changesAfter(seq: number): Change[] | undefined;
}

/** A page of messages, already serialised so that it can be sent as it is. */
export interface Page {
  /** An array of messages, oldest first */
  json: string;
  /** There are messages before it */
  hasMore: boolean;
}

/** A list that is too long to be in memory as a whole. */
export interface LongList {
  /** Bytes of all of its text */
  bytes: number;
  /** The same text in pieces, each made when it is asked for */
  pieces: Iterable<string>;
  hasMore: boolean;
}

export const NO_MESSAGES: Page = { json: '[]', hasMore: false };

/** A message before it gets its number and time. */
export type NewMessage = Pick<
  Message,
  'id' | 'user_id' | 'username' | 'content' | 'type' | 'file' | 'client_id' | 'verified'
>;

/** Channels and their messages, on disk and in memory. */
export interface ChatStore {
  /** In the host's order. */
  channels(): readonly Channel[];
  channelExists(id: string): boolean;
  /** Whether a channel with this id was deleted; clients cannot create it again. */
  channelDeleted(id: string): boolean;
  createChannel(channel: NewChannel): Promise<Channel>;
  changeChannel(id: string, change: ChannelChange): Promise<Channel>;
  /** `ids` must contain the id of every channel. */
  reorderChannels(ids: readonly string[]): Promise<void>;
  /** Moves its log and files to the trash. */
  deleteChannel(id: string): Promise<void>;

  /** The newest change's number; 0 if the channel is empty or does not exist. */
  lastSeq(id: string): number;
  /** A value that changes with every change of the channel and when it is created again; undefined if there is no such channel. */
  version(id: string): string | undefined;
  /** The channel if it is in memory, else undefined. */
  peek(id: string): OpenChannel | undefined;
  /** The channel, loaded into memory if necessary; undefined if it does not exist. */
  open(id: string): Promise<OpenChannel | undefined>;

  /**
   * Stores a message. Resolves after it is durable and `onCommitted` was called with it. Rejects
   * (`storage_full`, `storage_failed`) only if it certainly was not stored; never settles if that is unknown.
   * If this person already used the `client_id` in this channel, resolves to the first message. Messages of
   * one person keep the order in which this was called.
   */
  append(channelId: string, message: NewMessage): Promise<Message>;

  /**
   * The messages before one, at most `limit` and `bytes` of JSON, but one where there is one; undefined if that
   * message does not exist. Waits while the index is behind.
   */
  pageBefore(
    channelId: string,
    messageId: string,
    most: { limit: number; bytes: number },
  ): Promise<Page | undefined>;

  /** An upload's record, to be attached to a message. */
  file(uniqueFilename: string): Promise<FileRecord | undefined>;

  /** Called in order of `seq`, synchronously after each batch is durable and before its `append`s resolve. */
  onCommitted: (channelId: string, changes: readonly Change[]) => void;
}
