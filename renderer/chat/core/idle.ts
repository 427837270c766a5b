// Away by itself: nobody has touched a tab of this person for a while. A status that was chosen stays.
import type { Status } from './model.ts';
import type { Tabs } from './tabs.ts';

/** Others would not learn anything new more often */
const TELL_MS = 30_000;

export interface Idle {
  /** Somebody types, points or comes back to the page. */
  active(): void;
  /** Told by another tab: somebody is active there, or nobody is anywhere. */
  heard(news: 'active' | 'idle'): void;
  /** The person said themselves what they are. */
  chosen(): void;
  close(): void;
}

export interface IdleOptions {
  afterMs: number;
  status: () => Status;
  setStatus: (status: Status) => void;
  tabs: Pick<Tabs, 'tell'>;
  now: () => number;
}

export function createIdle({ afterMs, status, setStatus, tabs, now }: IdleOptions): Idle {
  /** We made it away, here or in another tab, and nobody has chosen since */
  let isOurs = false;
  let toldAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const fallIdle = (): void => {
    // without a connection it is said later
    again();
    if (status() !== 'online') return;
    isOurs = true;
    tabs.tell({ kind: 'idle' });
    setStatus('away');
  };
  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(fallIdle, afterMs);
  };
  again();

  return {
    active() {
      again();
      if (isOurs || Math.abs(now() - toldAt) >= TELL_MS) {
        toldAt = now();
        tabs.tell({ kind: 'active' });
      }
      if (!isOurs) return;
      isOurs = false;
      // that we are away may still be on its way
      if (status() !== 'busy') setStatus('online');
    },
    heard(news) {
      isOurs = news === 'idle';
      again();
    },
    chosen() {
      isOurs = false;
    },
    close() {
      clearTimeout(timer);
    },
  };
}
