// The newest messages of one channel in memory, as they stand now, so that joining touches no disk.
import { LIMITS } from '../../../protocol/limits.ts';
import type { Change, Message } from '../../../protocol/message.ts';

export interface ChannelTail {
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
  let hasOlderMessages = !whole;
  /** All changes after this number are in `recent` */
  let knownAfter = whole ? 0 : (changes[0]?.seq ?? 1) - 1;

  const tail: ChannelTail = {
    apply(change) {
      recent.push(change);
      messages.push(change.message);
      if (recent.length > LIMITS.catchUp * SLACK) {
        recent = recent.slice(-LIMITS.catchUp);
        knownAfter = (recent[0]?.seq ?? 1) - 1;
      }
      if (messages.length > LIMITS.legacyPage * SLACK) {
        messages = messages.slice(-LIMITS.legacyPage);
        hasOlderMessages = true;
      }
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
