import type { Farewell } from '../../protocol/farewell.ts';

/** How to end each part, in the order in which they were started. */
export interface Disposers {
  add(dispose: (farewell: Farewell) => unknown): void;
  /**
   * Ends all parts one after another, the last one first. A part that fails keeps no other from being ended;
   * the first error is thrown afterwards. Harmless when repeated.
   */
  dispose(farewell: Farewell): Promise<void>;
}

/** As `AsyncDisposableStack`, with the reason for each part. */
export function createDisposers(): Disposers {
  const parts: ((farewell: Farewell) => unknown)[] = [];
  return {
    add(dispose) {
      parts.push(dispose);
    },
    async dispose(farewell) {
      const errors: unknown[] = [];
      for (const dispose of parts.splice(0).toReversed()) {
        try {
          await dispose(farewell);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
