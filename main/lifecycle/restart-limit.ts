import { z } from 'zod';

const WINDOW_MS = 60_000;
const MOST = 3;

export interface RestartLimitOptions {
  now: () => number;
  /** The times of the last restarts, as they were saved; anything may be in there */
  load: () => unknown;
  /** @throws where they cannot be saved: then no restart is allowed, or the limit would not hold */
  save: (times: number[]) => void;
}

/**
 * Answers whether one more restart is allowed: at most three a minute, since what fails at once would go on
 * for ever. One that is allowed counts.
 */
export function createRestartLimit({ now, load, save }: RestartLimitOptions): () => boolean {
  return () => {
    const { data: times = [] } = z.array(z.number()).max(100).safeParse(load());
    const at = now();
    // a clock that was set back must not forbid restarts for years
    const recent = times.filter((time) => time <= at && at - time < WINDOW_MS);
    if (recent.length >= MOST) return false;
    try {
      save([...recent, at]);
      return true;
    } catch {
      return false;
    }
  };
}
