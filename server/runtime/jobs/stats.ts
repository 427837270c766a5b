// The host's figures: told when they have changed, but not more often than anybody could read them.
import type { Clock } from '../../chat/ports/clock.ts';
import type { StorageFigures, Tell } from '../server-events.ts';

const MESSAGES_MS = 1_000;
const STORAGE_MS = 60_000;

export interface FigureSources {
  /** Counts of the index; `sinceIso` begins the day */
  counts: (sinceIso: string) => Promise<{ total: number; since: number }>;
  storage: () => Promise<StorageFigures>;
  tell: Tell;
  onError: (error: unknown) => void;
}

export interface Figures {
  /** Messages were stored. */
  changed: () => void;
  close: () => void;
}

/** Tells both figures soon after the start, then messages after changes and storage every minute. */
export function startFigures(clock: Clock, sources: FigureSources): Figures {
  let isClosed = false;
  let cancelMessages: (() => void) | undefined;
  let cancelStorage: (() => void) | undefined;

  const run = async (tell: () => Promise<void>): Promise<void> => {
    try {
      await tell();
    } catch (error) {
      if (!isClosed) sources.onError(error);
    }
  };
  const tellMessages = async (): Promise<void> => {
    const { total, since } = await sources.counts(startOfDay(clock.now()));
    if (!isClosed) sources.tell('messages', { total, today: since });
  };
  const tellStorage = async (): Promise<void> => {
    const figures = await sources.storage();
    if (isClosed) return;
    sources.tell('storage', figures);
    cancelStorage = clock.after(STORAGE_MS, () => {
      void run(tellStorage);
    });
  };
  const changed = (): void => {
    cancelMessages ??= clock.after(MESSAGES_MS, () => {
      cancelMessages = undefined;
      void run(tellMessages);
    });
  };
  changed();
  void run(tellStorage);

  return {
    changed,
    close() {
      isClosed = true;
      cancelMessages?.();
      cancelStorage?.();
    },
  };
}

/** The beginning of a moment's day in the host's zone, as ISO time in UTC. */
function startOfDay(now: number): string {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
