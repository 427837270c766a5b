// Messages by channel: sending once, pages, and which channels are in memory. The channels themselves are in
// channel-store.ts.
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Change, Message } from '../../../protocol/message.ts';
import type { Batch } from './append-file.ts';
import type { ChannelLog } from './channel-log.ts';
import type { MessageIndex, Page } from '../index/message-index.ts';

export type Draft = Omit<Message, 'seq' | 'timestamp' | 'channel_id'>;

/** Of a channel in memory beside its messages */
const CHANNEL_BYTES = 1_000;
/** Logs that are read at the same time: the bytes of each are in memory twice meanwhile. */
const READ_AT_ONCE = 2;

export interface MessageStore {
  /**
   * Resolves when it is durable. What one person sends to a channel keeps its order, however long the index
   * needs to find out whether a message was sent before.
   */
  append(log: ChannelLog, draft: Draft): Promise<Message>;
  pageBefore(
    log: ChannelLog,
    messageId: string,
    most: { limit: number; bytes: number },
  ): Promise<Page | undefined>;
  /** Brings the newest messages into memory, or marks them as used. */
  load(log: ChannelLog): Promise<void>;
  touch(log: ChannelLog): void;
  /** To be called for every durable batch. */
  committed(log: ChannelLog, batch: Batch<Change>): void;
  forget(log: ChannelLog): void;
}

export interface MessageStoreOptions {
  index: MessageIndex;
  /** Bytes of the newest messages of all channels together that stay in memory when nobody asks for them */
  channelMemory: number;
}

export function createMessageStore({ index, channelMemory }: MessageStoreOptions): MessageStore {
  const inMemory = new LRUCache<string, ChannelLog>({
    maxSize: channelMemory,
    // the one that was loaded last stays whatever it takes, or nobody could be answered from it
    sizeCalculation: (log) => Math.min((log.tail?.bytes ?? 0) + CHANNEL_BYTES, channelMemory),
    dispose: (log) => {
      log.unload();
    },
  });
  const reading = pLimit(READ_AT_ONCE);
  /** Messages with a client id that are on their way: whoever sends one again gets the same answer */
  const sending = new Map<string, Promise<Message>>();
  /** The last of a person's messages to a channel that has no place in its log yet */
  const turns = new Map<string, Promise<unknown>>();

  const findSent = async (
    log: ChannelLog,
    userId: string,
    clientId: string,
  ): Promise<Message | undefined> => {
    try {
      return await index.findByClientId(log.id, userId, clientId);
    } catch (error) {
      if (log.isRetired) return undefined; // the index has dropped the channel; append will say why not
      throw error;
    }
  };

  /**
   * Gives the message its place in the log after those that the same person sent before, unless it was sent
   * before; `stored` resolves when it is durable.
   */
  const place = async (
    log: ChannelLog,
    draft: Draft,
    before: Promise<unknown> | undefined,
  ): Promise<{ stored: Promise<Message> }> => {
    await before;
    const { user_id: user, client_id: clientId } = draft;
    const found = clientId === undefined ? undefined : await findSent(log, user, clientId);
    return { stored: found ? Promise.resolve(found) : log.append(draft) };
  };

  const appendInTurn = async (log: ChannelLog, draft: Draft): Promise<Message> => {
    const key = JSON.stringify([log.id, draft.user_id]);
    const before = turns.get(key);
    if (!before && draft.client_id === undefined) return log.append(draft);
    const placed = place(log, draft, before);
    const turn = placed
      .catch(() => undefined)
      .finally(() => {
        if (turns.get(key) === turn) turns.delete(key);
      });
    turns.set(key, turn);
    return (await placed).stored;
  };

  return {
    async append(log, draft) {
      if (draft.client_id === undefined) return appendInTurn(log, draft);
      const key = JSON.stringify([log.id, draft.user_id, draft.client_id]);
      const underway = sending.get(key);
      if (underway) return underway;
      // kept until the index has been told of it (in `committed`), so that there is no moment in which neither
      // knows
      const stored = appendInTurn(log, draft).finally(() => sending.delete(key));
      sending.set(key, stored);
      return stored;
    },
    pageBefore: (log, messageId, most) => index.pageBefore(log.id, messageId, most),
    async load(log) {
      await (log.tail ? log.load() : reading(() => log.load()));
      inMemory.set(log.id, log);
    },
    touch(log) {
      inMemory.get(log.id);
    },
    committed(log, { from, bytes }) {
      // it has grown
      if (inMemory.has(log.id)) inMemory.set(log.id, log);
      index.apply(log.id, from, bytes);
    },
    forget(log) {
      inMemory.delete(log.id);
      index.forget(log.id);
    },
  };
}
