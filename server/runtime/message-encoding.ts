// The chat's MessageEncoding. An old client's page asks for the newest thousand messages again and again, and many
// pages get the same ones.
import { LRUCache } from 'lru-cache';
import type { OpenChannel, Page } from '../chat/ports/chat-store.ts';
import type { MessageEncoding } from '../chat/ports/message-encoding.ts';
import type { Change, Message } from '../../protocol/message.ts';

interface Encoded {
  json: string;
  /** In UTF-8 */
  bytes: number;
}

/** About what an entry takes beside its text: pages may be empty, and there may be many. */
const ENTRY_BYTES = 500;

/** `kept`: bytes of pages that are kept for the next who asks. */
export function createMessageEncoding(kept: number): MessageEncoding {
  const encoded = new WeakMap<Message, Encoded>();
  const pages = new LRUCache<string, { state: string; page: Page }>({
    maxSize: kept,
    // a text takes up to two bytes a unit, and is in memory a second time as it goes out
    sizeCalculation: ({ page: { json } }) => 2 * json.length + Buffer.byteLength(json) + ENTRY_BYTES,
  });

  const encode = (message: Message): Encoded => {
    const known = encoded.get(message);
    if (known) return known;
    const json = JSON.stringify(message);
    const made = { json, bytes: Buffer.byteLength(json) };
    encoded.set(message, made);
    return made;
  };

  /** The newest that are at most `bytes` together; always the very newest. */
  const fitting = (messages: readonly Message[], bytes: number): readonly Message[] => {
    let left = bytes;
    let first = messages.length;
    for (const message of messages.toReversed()) {
      left -= encode(message).bytes + 1; // and a comma
      if (left < 0 && first < messages.length) break;
      first -= 1;
    }
    return first === 0 ? messages : messages.slice(first);
  };

  const encodeChange = ({ message, ...change }: Change): string =>
    `${JSON.stringify(change).slice(0, -1)},"message":${encode(message).json}}`;

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
    one: (message) => encode(message).json,
    newest(channel, limit, bytes) {
      const messages = fitting(channel.newest(limit), bytes);
      // by what is in it: however much is asked for, it may be the same
      return keptPage(channel, `newest ${String(messages.length)}`, () => ({
        json: `[${messages.map((message) => encode(message).json).join(',')}]`,
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
        json: `[${changes.map(encodeChange).join(',')}]`,
        hasMore: seq > 0,
      }));
    },
  };
}
