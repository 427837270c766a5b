// A coalescing timer: runs once, at the earliest requested time.
import { performance } from 'node:perf_hooks';

export interface Scheduler {
  /** Runs in `ms` milliseconds at the latest; 0: after the events that are waiting now. */
  within(ms: number): void;
  stop(): void;
}

export function createScheduler(run: () => void): Scheduler {
  let due = Infinity;
  let cancel: (() => void) | undefined;

  const stop = (): void => {
    cancel?.();
    cancel = undefined;
    due = Infinity;
  };
  const runNow = (): void => {
    stop();
    run();
  };

  return {
    within(ms) {
      const at = performance.now() + ms;
      if (cancel && due <= at) return;
      stop();
      due = at;
      if (ms <= 0) {
        const immediate = setImmediate(runNow);
        cancel = () => {
          clearImmediate(immediate);
        };
      } else {
        const timer = setTimeout(runNow, Math.ceil(ms));
        cancel = () => {
          clearTimeout(timer);
        };
      }
    },
    stop,
  };
}
