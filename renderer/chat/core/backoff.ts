// How long to wait before the next attempt: short at first, never all at the same time.

const FIRST_MS = 250;
const LONGEST_MS = 5_000;

export interface Backoff {
  /** Attempts since it was last well */
  readonly attempt: number;
  /**
   * Milliseconds until the next attempt: a quarter of a second, then twice as long each time up to five
   * seconds, each less by up to a half.
   */
  next(): number;
  reset(): void;
}

export function createBackoff(
  random: () => number = Math.random,
  firstMs = FIRST_MS,
  longestMs = LONGEST_MS,
): Backoff {
  let attempt = 0;
  return {
    get attempt() {
      return attempt;
    },
    next() {
      const longest = Math.min(firstMs * 2 ** attempt, longestMs);
      attempt += 1;
      return longest * (1 - random() / 2);
    },
    reset() {
      attempt = 0;
    },
  };
}
