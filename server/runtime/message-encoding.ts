// The chat's MessageEncoding. An old client's page asks for the newest thousand messages again and again, and many
// pages get the same ones.
import { LRUCache } from 'lru-cache';
import type { OpenChannel, Page } from '../chat/ports/chat-store.ts';
import type { MessageEncoding } from '../chat/ports/message-encoding.ts';
import type { Message } from '../../protocol/message.ts';

/** About what an entry takes beside its text: pages may be empty, and there may be many. */
const ENTRY_BYTES = 500;

/** `kept`: bytes of pages that are kept for the next who asks. */
export function createMessageEncoding(kept: number): MessageEncoding {
  /** Bytes of each as JSON. The JSON itself would be every message in memory a second time */
  const sizes = new WeakMap<Message, number>();
  const pages = new LRUCache<string, { state: string; page: Page }>({
    maxSize: kept,
    // a text takes up to two bytes a unit, and is in memory a second time as it goes out
    sizeCalculation: ({ page: { json } }) => 2 * json.length + Buffer.byteLength(json) + ENTRY_BYTES,
  });

  const sizeOf = (message: Message): number => {
    const known = sizes.get(message);
    if (known !== undefined) return known;
    const size = Buffer.byteLength(JSON.stringify(message));
    sizes.set(message, size);
    return size;
  };

  /** The newest that are at most `bytes` together; always the very newest. */
  const fitting = (messages: readonly Message[], bytes: number): readonly Message[] => {
    let left = bytes;
    let first = messages.length;
    for (const message of messages.toReversed()) {
      left -= sizeOf(message) + 1; // and a comma
      if (left < 0 && first < messages.length) break;
      first -= 1;
    }
    return first === 0 ? messages : messages.slice(first);
  };

  /** The page as it was made before, where the channel has not changed. */
  const keptPage = (channel: OpenChannel, what: string, make: () => Page): Page => {
    const key = `${channel.id} ${what}`;
    const state = `${channel.epoch} ${String(channel.lastSeq)}`;
    const known = pages.get(key);
    if (known?.state === state) return known.page;
    const page = make();
    pages.set(key, { state, page });
    return page;
  };

  return {
    one: (message) => JSON.stringify(message),
    newest(channel, limit, bytes) {
      const messages = fitting(channel.newest(limit), bytes);
      // by what is in it: however much is asked for, it may be the same
      return keptPage(channel, `newest ${String(messages.length)}`, () => ({
        json: JSON.stringify(messages),
        hasMore: channel.hasMoreThan(messages.length),
      }));
    },
    since(channel, seq, bytes) {
      const changes = channel.changesAfter(seq);
      if (
        !changes ||
        fitting(
          changes.map(({ message }) => message),
          bytes,
        ).length < changes.length
      )
        return undefined;
      return keptPage(channel, `since ${String(seq)}`, () => ({
        json: JSON.stringify(changes),
        hasMore: seq > 0,
      }));
    },
  };
}
