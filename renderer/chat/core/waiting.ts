// Waits that can be cut short, so that nothing is left behind when a connection or the page ends.

export interface Waiting {
  /** Resolves after `ms`, or earlier by `hurry`. */
  wait(ms: number): Promise<void>;
  /** Ends all waits now. */
  hurry(): void;
}

export function createWaiting(): Waiting {
  const ends = new Set<() => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          ends.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        ends.add(end);
      }),
    hurry() {
      for (const end of ends) end();
    },
  };
}
