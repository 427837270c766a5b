// Waiting for what must happen: a condition is looked at again whenever something may have changed it, never
// after a guessed time.

/** Far more than anything takes: only so that a test that fails says what it waited for. */
const PATIENCE_MS = 45_000;

export interface Conditions {
  /** Something has changed: everybody looks again. */
  changed(): void;
  /**
   * Resolves with what `look` gives as soon as it is not undefined; rejects with `describe()` where it never
   * comes.
   */
  until<T>(look: () => T | undefined, describe: () => string): Promise<T>;
}

export function createConditions(): Conditions {
  const waiting = new Set<() => void>();
  return {
    changed() {
      for (const look of waiting) look();
    },
    until(look, describe) {
      const now = look();
      if (now !== undefined) return Promise.resolve(now);
      return new Promise((resolve, reject) => {
        const again = (): void => {
          const found = look();
          if (found === undefined) return;
          end();
          resolve(found);
        };
        const end = (): void => {
          waiting.delete(again);
          clearTimeout(timer);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`waited in vain for ${describe()}`));
        }, PATIENCE_MS);
        waiting.add(again);
      });
    },
  };
}
