// The newest messages of one channel in memory, as they stand now, so that joining touches no disk.
import { LIMITS } from '../../../protocol/limits.ts';
import type { Change, Message } from '../../../protocol/message.ts';

export interface ChannelTail {
  /** What it takes in memory, about */
  readonly bytes: number;
  /** Takes the next change in. */
  apply(change: Change): void;
  newest(limit: number): Message[];
  hasMoreThan(count: number): boolean;
  /**
   * undefined also where a change after `seq` cannot be read: told as if they were all, a client would see
   * the hole and ask again and again.
   */
  changesAfter(seq: number): Change[] | undefined;
}

/**
 * Bytes of memory, about, of which the newest messages are kept, where they are long: twice what an old client's
 * list may be, since texts take up to twice as much as in UTF-8.
 */
export const TAIL_BYTES = 8 * 1024 ** 2;
/** Of a message beside its text */
const FIELDS_BYTES = 500;

const sizeOf = ({ content }: Message): number => FIELDS_BYTES + 2 * content.length;

// both lists are let grow to twice their length before they are cut, so that cutting costs nothing per
// message
const SLACK = 2;

/**
 * `changes` are the newest ones of the log, ascending; `whole` says that the log has none before them. What
 * was cut away for memory is still on disk: `hasMoreThan` and `changesAfter` know of it.
 */
export function createChannelTail(changes: readonly Change[], whole: boolean): ChannelTail {
  let messages: Message[] = [];
  let recent: Change[] = [];
  let bytes = 0;
  let hasOlderMessages = !whole;
  /** All changes after this number are in `recent` */
  let knownAfter = whole ? 0 : (changes[0]?.seq ?? 1) - 1;

  const cutMessages = (): void => {
    let kept = 0;
    let first = messages.length;
    for (const message of messages.toReversed()) {
      kept += sizeOf(message);
      if (kept > TAIL_BYTES || messages.length - first === LIMITS.legacyPage) break;
      first -= 1;
    }
    messages = messages.slice(first);
    bytes = messages.reduce((sum, message) => sum + sizeOf(message), 0);
    hasOlderMessages = true;
  };

  const tail: ChannelTail = {
    apply(change) {
      recent.push(change);
      messages.push(change.message);
      bytes += sizeOf(change.message);
      if (messages.length > LIMITS.legacyPage * SLACK || bytes > TAIL_BYTES * SLACK) cutMessages();
      const [oldest] = messages;
      if (recent.length > LIMITS.catchUp * SLACK || (recent[0]?.seq ?? 0) < (oldest?.seq ?? 0)) {
        recent = recent.slice(-LIMITS.catchUp).filter(({ seq }) => seq >= (oldest?.seq ?? 0));
        knownAfter = (recent[0]?.seq ?? 1) - 1;
      }
    },
    get bytes() {
      return bytes;
    },
    newest: (limit) => (limit > 0 ? messages.slice(-Math.min(limit, LIMITS.legacyPage)) : []),
    hasMoreThan: (count) => messages.length > count || hasOlderMessages,
    changesAfter(seq) {
      if (seq < knownAfter) return undefined;
      let first = recent.length;
      while (first > 0 && (recent[first - 1]?.seq ?? 0) > seq) first -= 1;
      const count = recent.length - first;
      const hasHole = count > 0 && (recent.at(-1)?.seq ?? 0) - seq !== count;
      return count > LIMITS.catchUp || hasHole ? undefined : recent.slice(first);
    },
  };
  for (const change of changes) tail.apply(change);
  return tail;
}
