// How often an address begins something that costs before anything is known of it: a connection, a session.
import type { Clock } from '../ports/clock.ts';

export interface BeginningsOptions {
  /** At once: a house behind one address comes back together after a restart */
  burst: number;
  /** And then no faster than this */
  perSecond: number;
  clock: Pick<Clock, 'monotonic'>;
}

/** Addresses that are counted; the oldest are forgotten, which is the same as if they had begun nothing. */
const MOST_ADDRESSES = 10_000;

/** Counts one more for an address; whether it is one too many. */
export function createBeginnings({
  burst,
  perSecond,
  clock,
}: BeginningsOptions): (address: string) => boolean {
  const left = new Map<string, { count: number; at: number }>();
  return (address) => {
    const now = clock.monotonic();
    const before = left.get(address) ?? { count: burst, at: now };
    const count = Math.min(burst, before.count + ((now - before.at) / 1_000) * perSecond);
    // at the end, as the newest
    left.delete(address);
    left.set(address, { count: Math.max(0, count - 1), at: now });
    if (left.size > MOST_ADDRESSES) {
      const [oldest = ''] = left.keys();
      left.delete(oldest);
    }
    return count < 1;
  };
}
