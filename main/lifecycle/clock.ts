/** Time for the parts of main, so that tests need not wait for it. */
export interface Clock {
  /** Wall time in milliseconds since 1970 */
  now(): number;
  /** Calls once after `ms`; the answer prevents that. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // the one place in main that waits for time; not unref'd as the server's is, since an app lives until it
    // quits
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
