// Writes to the device what has to outlive the page. Of values that change fast only the newest is written,
// one write at a time for each.
import type { RoomShelf } from './kept.ts';
import type { ChatState } from './model.ts';

export interface Keeper {
  /** Runs a write; where it fails the page is told once, and goes on without. Never rejects. */
  write(work: () => Promise<void>): Promise<void>;
  /** Writes the newest value of a key. */
  latest(key: string, work: () => Promise<void>): void;
  /** Keeps what of the state is kept. */
  state(now: ChatState, before: ChatState, shelf: RoomShelf): void;
  /** Resolves when nothing is left to be written. */
  idle(): Promise<void>;
}

export function createKeeper(onDenied: () => void): Keeper {
  const next = new Map<string, () => Promise<void>>();
  const underway = new Map<string, Promise<void>>();

  const write = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch {
      onDenied();
    }
  };

  const drain = async (key: string): Promise<void> => {
    for (let work = next.get(key); work; work = next.get(key)) {
      next.delete(key);
      await write(work);
    }
    underway.delete(key);
  };

  const latest = (key: string, work: () => Promise<void>): void => {
    next.set(key, work);
    if (!underway.has(key)) underway.set(key, drain(key));
  };

  return {
    write,
    latest,
    state(now, before, shelf) {
      const { current } = now;
      const { serverId: room } = shelf;
      if (current !== null && current !== before.current)
        latest(`${room} channel`, () => shelf.setChannel(current));
      if (now.channels === before.channels) return;
      for (const [id, { readSeq, epoch, draft }] of now.channels) {
        const past = before.channels.get(id);
        // what was just read from the device need not be written there
        if (!past) continue;
        if (epoch !== null && (past.readSeq !== readSeq || past.epoch !== epoch))
          latest(`${room} read ${id}`, () => shelf.setRead(id, { seq: readSeq, epoch }));
        if (past.draft !== draft) latest(`${room} draft ${id}`, () => shelf.setDraft(id, draft));
      }
    },
    async idle() {
      while (underway.size > 0) await Promise.all(underway.values());
    },
  };
}
