// Gathering what comes fast: the first of a key goes out at once, what follows within some time goes out
// together.
import type { Clock } from '../chat/ports/clock.ts';

export interface Gathering<T> {
  add(key: string, items: readonly T[]): void;
  /** Sends what has been gathered for a key now. */
  flush(key: string): void;
  flushAll(): void;
  close(): void;
}

/** `send` gets at least one item, in the order of adding. */
export function createGathering<T>(
  clock: Clock,
  ms: number,
  send: (key: string, items: T[]) => void,
): Gathering<T> {
  const gathered = new Map<string, { items: T[]; cancel: () => void }>();

  const flush = (key: string): void => {
    const found = gathered.get(key);
    if (!found || found.items.length === 0) return;
    const { items } = found;
    found.items = [];
    send(key, items);
  };

  const open = (key: string): void => {
    const cancel = clock.after(ms, () => {
      const isQuiet = gathered.get(key)?.items.length === 0;
      flush(key);
      if (isQuiet) gathered.delete(key);
      else open(key);
    });
    gathered.set(key, { items: [], cancel });
  };

  return {
    add(key, items) {
      const found = gathered.get(key);
      if (found) found.items.push(...items);
      else {
        open(key);
        send(key, [...items]);
      }
    },
    flush,
    flushAll() {
      for (const key of gathered.keys()) flush(key);
    },
    close() {
      for (const { cancel } of gathered.values()) cancel();
      gathered.clear();
    },
  };
}
