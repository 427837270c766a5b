// Messages by channel: sending once, pages, and which channels are in memory. The channels themselves are in
// channel-store.ts.
import { LRUCache } from 'lru-cache';
import type { Change, Message } from '../../../protocol/message.ts';
import type { Batch } from './append-file.ts';
import type { ChannelLog } from './channel-log.ts';
import type { MessageIndex, Page } from '../index/message-index.ts';

export type Draft = Omit<Message, 'seq' | 'timestamp' | 'channel_id'>;

/** Of a channel in memory beside its messages */
const CHANNEL_BYTES = 1_000;

export interface MessageStore {
  append(log: ChannelLog, draft: Draft, accepted?: () => void): Promise<Message>;
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
  /** Messages with a client id that are on their way: whoever sends one again gets the same answer */
  const sending = new Map<string, Promise<Message>>();

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

  /** Stores the message unless its sender has sent it before. */
  const appendOnce = async (
    log: ChannelLog,
    draft: Draft,
    clientId: string,
    accepted?: () => void,
  ): Promise<Message> => {
    const stored = (await findSent(log, draft.user_id, clientId)) ?? log.append(draft);
    accepted?.();
    return stored;
  };

  return {
    async append(log, draft, accepted) {
      if (draft.client_id === undefined) {
        const stored = log.append(draft);
        accepted?.();
        return stored;
      }
      const key = JSON.stringify([log.id, draft.user_id, draft.client_id]);
      const underway = sending.get(key);
      if (underway) {
        accepted?.();
        return underway;
      }
      // kept until the index has been told of it (in `committed`), so that there is no moment in which neither
      // knows
      const stored = appendOnce(log, draft, draft.client_id, accepted).finally(() => sending.delete(key));
      sending.set(key, stored);
      return stored;
    },
    pageBefore: (log, messageId, most) => index.pageBefore(log.id, messageId, most),
    async load(log) {
      await log.load();
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
