import type { Clock } from '../chat/ports/clock.ts';

export interface Deadline {
  ms: number;
  clock: Pick<Clock, 'after'>;
  /** The error's message when it comes too late */
  late: string;
}

export class TooLateError extends Error {}

/**
 * The promise, or a rejection with TooLateError when it is not settled in time; what it then still does goes
 * on.
 */
export async function withDeadline<T>(promise: Promise<T>, { ms, clock, late }: Deadline): Promise<T> {
  const { promise: isLate, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(ms, () => {
    reject(new TooLateError(late));
  });
  try {
    return await Promise.race([promise, isLate]);
  } finally {
    cancel();
  }
}
