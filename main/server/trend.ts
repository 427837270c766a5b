import type { Clock } from '../lifecycle/clock.ts';
import type { Trend } from '../ipc/contract.ts';

const MINUTE_MS = 60_000;
const KEPT = 60;

export interface TrendOptions {
  clock: Pick<Clock, 'after'>;
  /** People here now */
  people: () => number;
  /** Messages in all channels; null where that is not known */
  messages: () => number | null;
  onChange: (trend: Trend) => void;
}

/** How many were here, and how much was written, in each minute of the last hour. */
export function startTrend({ clock, people, messages, onChange }: TrendOptions): {
  readonly now: Trend;
  stop: () => void;
} {
  let now: Trend = { people: [], messages: [] };
  let before = messages();
  const next = (): (() => void) =>
    clock.after(MINUTE_MS, () => {
      const total = messages();
      // a deleted channel takes its messages along
      const written = total === null || before === null ? 0 : Math.max(0, total - before);
      before = total ?? before;
      now = {
        people: [...now.people, people()].slice(-KEPT),
        messages: [...now.messages, written].slice(-KEPT),
      };
      onChange(now);
      cancel = next();
    });
  let cancel = next();
  return {
    get now() {
      return now;
    },
    stop: () => {
      cancel();
    },
  };
}
