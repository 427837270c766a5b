// The chat's MessageEncoding. An old client's page asks for the newest thousand messages again and again, and many
// pages get the same ones.
import { LRUCache } from 'lru-cache';
import type { OpenChannel, Page } from '../chat/ports/chat-store.ts';
import type { MessageEncoding } from '../chat/ports/message-encoding.ts';
import type { Message } from '../../protocol/message.ts';

/** About what an entry takes beside its text: pages may be empty, and there may be many. */
const ENTRY_BYTES = 500;

/** Bytes of a list that goes out as a whole; about what the system takes at once */
const AT_ONCE = 256 * 1024;
/** Characters of a piece of a longer one */
const PIECE = 64 * 1024;

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

  const pageOf = (channel: OpenChannel, messages: readonly Message[]): Page =>
    // by what is in it: however much is asked for, it may be the same
    keptPage(channel, `newest ${String(messages.length)}`, () => ({
      json: JSON.stringify(messages),
      hasMore: channel.hasMoreThan(messages.length),
    }));

  return {
    one: (message) => JSON.stringify(message),
    newest: (channel, limit, bytes) => pageOf(channel, fitting(channel.newest(limit), bytes)),
    list(channel, limit, bytes) {
      const messages = fitting(channel.newest(limit), bytes);
      // a comma after each but the last, and two brackets
      const size = messages.reduce((sum, message) => sum + sizeOf(message) + 1, 1);
      return size <= AT_ONCE
        ? pageOf(channel, messages)
        : { bytes: size, pieces: inPieces(messages), hasMore: channel.hasMoreThan(messages.length) };
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

/** The JSON of them all. */
function* inPieces(messages: readonly Message[]): Generator<string> {
  let piece = '[';
  for (const [index, message] of messages.entries()) {
    piece += `${index === 0 ? '' : ','}${JSON.stringify(message)}`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}
