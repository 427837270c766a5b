/** Wall time for people, monotonic time for measuring, and timers. */
export interface Clock {
  /** Milliseconds since 1970 */
  now(): number;
  /** Milliseconds since some fixed point; never jumps */
  monotonic(): number;
  /** Runs `run` once after `ms` milliseconds. Returns a cancel function. */
  after(ms: number, run: () => void): () => void;
}
