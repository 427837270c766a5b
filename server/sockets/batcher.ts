// Batches items by key: the first is sent immediately, those that follow within `ms` are sent together.
import type { Clock } from '../chat/ports/clock.ts';

export interface Batcher<T> {
  add(key: string, items: readonly T[]): void;
  /** Sends what is waiting for a key now. */
  flush(key: string): void;
  flushAll(): void;
  close(): void;
}

/** `send` is called with at least one item, in the order in which they were added. `ms`: milliseconds. */
export function createBatcher<T>(
  clock: Clock,
  ms: number,
  send: (key: string, items: T[]) => void,
): Batcher<T> {
  const waiting = new Map<string, { items: T[]; cancel: () => void }>();

  const flush = (key: string): void => {
    const found = waiting.get(key);
    if (!found || found.items.length === 0) return;
    const { items } = found;
    found.items = [];
    send(key, items);
  };

  const open = (key: string): void => {
    const cancel = clock.after(ms, () => {
      const isQuiet = waiting.get(key)?.items.length === 0;
      flush(key);
      if (isQuiet) waiting.delete(key);
      else open(key);
    });
    waiting.set(key, { items: [], cancel });
  };

  return {
    add(key, items) {
      const found = waiting.get(key);
      if (found) found.items.push(...items);
      else {
        open(key);
        send(key, [...items]);
      }
    },
    flush,
    flushAll() {
      for (const key of waiting.keys()) flush(key);
    },
    close() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
