// Telling everybody of changed channels: the list is long, and a change goes to everybody.
import type { Clock } from '../ports/clock.ts';

/** Changes that follow each other faster than this are sent as one list, the last. */
const EVERY_MS = 1_000;

export interface ChannelNews {
  /** Something has changed: `tell` is called now, or at the end of the second that began with the last call. */
  changed(): void;
  /** Forgets the timer. */
  close(): void;
}

export function createChannelNews(clock: Pick<Clock, 'after'>, tell: () => void): ChannelNews {
  let cancel: (() => void) | undefined;
  let isDue = false;

  const run = (): void => {
    tell();
    cancel = clock.after(EVERY_MS, () => {
      cancel = undefined;
      if (!isDue) return;
      isDue = false;
      run();
    });
  };

  return {
    changed() {
      if (cancel) isDue = true;
      else run();
    },
    close() {
      cancel?.();
      cancel = undefined;
    },
  };
}
