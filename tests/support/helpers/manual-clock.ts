// A clock that stands still until a test moves it. What is tested is real; only time is not waited for.
import type { Clock } from '../../../server/chat/ports/clock.ts';
import { createConditions } from './conditions.ts';

export interface ManualClock extends Clock {
  /** Moves both times on and runs what falls due, in order and at its own moment. */
  advance(ms: number): void;
  /** Moves the wall's time only, as when somebody sets it or a laptop has slept: no timer falls due. */
  jump(ms: number): void;
  /**
   * Resolves when at least `count` timers wait that were started for exactly `ms`: that is how a test knows
   * that something has begun.
   */
  scheduled(ms: number, count?: number): Promise<void>;
  /** How many timers wait that were started for exactly `ms`. */
  waiting(ms: number): number;
}

interface Timer {
  ms: number;
  due: number;
  run: () => void;
}

export function createManualClock(start = Date.parse('2026-03-02T09:00:00.000Z')): ManualClock {
  let wall = start;
  let elapsed = 0;
  const timers = new Set<Timer>();
  const conditions = createConditions();
  const waiting = (ms: number): number => [...timers].filter((timer) => timer.ms === ms).length;

  return {
    now: () => wall,
    monotonic: () => elapsed,
    after(ms, run) {
      const timer = { ms, due: elapsed + ms, run };
      timers.add(timer);
      conditions.changed();
      return () => {
        timers.delete(timer);
      };
    },
    advance(ms) {
      const target = elapsed + ms;
      for (;;) {
        const next = [...timers].reduce<Timer | undefined>(
          (first, timer) => (timer.due <= target && (!first || timer.due < first.due) ? timer : first),
          undefined,
        );
        const to = next?.due ?? target;
        wall += to - elapsed;
        elapsed = to;
        if (!next) return;
        timers.delete(next);
        next.run();
      }
    },
    jump(ms) {
      wall += ms;
    },
    waiting,
    async scheduled(ms, count = 1) {
      await conditions.until(
        () => (waiting(ms) >= count ? true : undefined),
        () =>
          `${String(count)} timers of ${String(ms)} ms; there are ${[...timers].map((timer) => timer.ms).join(', ')}`,
      );
    },
  };
}
