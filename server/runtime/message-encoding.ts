// The chat's MessageEncoding. An old client's page asks for the newest thousand messages again and again, and many
// pages get the same ones.
import { LRUCache } from 'lru-cache';
import type { Page } from '../chat/ports/chat-store.ts';
import type { MessageEncoding } from '../chat/ports/message-encoding.ts';
import type { Message } from '../../protocol/message.ts';

interface Encoded {
  json: string;
  /** In UTF-8 */
  bytes: number;
}

/** `kept`: bytes of lists that are kept for the next who asks. */
export function createMessageEncoding(kept: number): MessageEncoding {
  const encoded = new WeakMap<Message, Encoded>();
  const lists = new LRUCache<string, { state: string; page: Page }>({
    maxSize: kept,
    // in memory a text takes up to two bytes a unit
    sizeCalculation: ({ page: { json } }) => 2 * json.length,
  });

  const encode = (message: Message): Encoded => {
    const known = encoded.get(message);
    if (known) return known;
    const json = JSON.stringify(message);
    const made = { json, bytes: Buffer.byteLength(json) };
    encoded.set(message, made);
    return made;
  };

  const fitting: MessageEncoding['fitting'] = (messages, bytes) => {
    let left = bytes;
    let first = messages.length;
    for (const message of messages.toReversed()) {
      left -= encode(message).bytes + 1; // and a comma
      if (left < 0 && first < messages.length) break;
      first -= 1;
    }
    return first === 0 ? messages : messages.slice(first);
  };

  return {
    one: (message) => encode(message).json,
    fitting,
    newest(channel, limit, bytes) {
      const key = `${channel.id} ${String(limit)} ${String(bytes)}`;
      const state = `${channel.epoch} ${String(channel.lastSeq)}`;
      const list = lists.get(key);
      if (list?.state === state) return list.page;
      const messages = fitting(channel.newest(limit), bytes);
      const page = {
        json: `[${messages.map((message) => encode(message).json).join(',')}]`,
        hasMore: channel.hasMoreThan(messages.length),
      };
      lists.set(key, { state, page });
      return page;
    },
  };
}
