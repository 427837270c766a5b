// How many events of any kind one socket may send. Far above what pages do, old ones in their loop included:
// it is there against floods.

const BURST = 1_000;
const PER_SECOND = 1_000;

/** A token bucket: 0 where an event is let through, else how many milliseconds until the next one is. */
export function createEventBudget(monotonic: () => number): () => number {
  let tokens = BURST;
  let at = monotonic();
  return () => {
    const now = monotonic();
    tokens = Math.min(BURST, tokens + ((now - at) / 1_000) * PER_SECOND);
    at = now;
    if (tokens < 1) return Math.ceil(((1 - tokens) / PER_SECOND) * 1_000);
    tokens -= 1;
    return 0;
  };
}
