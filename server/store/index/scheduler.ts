// One thing to be done, soon or at a set time; asked for several times it is done once, at the earliest of
// them.
import { performance } from 'node:perf_hooks';

export interface Alarm {
  /** In `ms` milliseconds at the latest; 0 is after the events that are waiting now. */
  within(ms: number): void;
  stop(): void;
}

export function createAlarm(ring: () => void): Alarm {
  let due = Infinity;
  let cancel: (() => void) | undefined;

  const stop = (): void => {
    cancel?.();
    cancel = undefined;
    due = Infinity;
  };
  const rung = (): void => {
    stop();
    ring();
  };

  return {
    within(ms) {
      const at = performance.now() + ms;
      if (cancel && due <= at) return;
      stop();
      due = at;
      if (ms <= 0) {
        const immediate = setImmediate(rung);
        cancel = () => {
          clearImmediate(immediate);
        };
      } else {
        const timer = setTimeout(rung, Math.ceil(ms));
        cancel = () => {
          clearTimeout(timer);
        };
      }
    },
    stop,
  };
}
