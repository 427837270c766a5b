// A clock may jump while the program runs: by hand, by the network, after sleep. Nothing is deleted for that.

/** Two readings of the wall's time, in ms: by the clock, and by what has passed since the start. */
export interface SteadyTime {
  /** The earlier one: how old something is at least */
  earliest(): number;
  /** The later one: what is dated by it is kept long enough by either */
  latest(): number;
}

/** `monotonic`: milliseconds that never jump */
export function createSteadyTime(now: () => number, monotonic: () => number): SteadyTime {
  const start = now() - monotonic();
  return {
    earliest: () => Math.min(now(), start + monotonic()),
    latest: () => Math.max(now(), start + monotonic()),
  };
}
