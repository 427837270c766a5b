// The chat's Limiter in one process: token buckets of people and of addresses.
import { LRUCache } from 'lru-cache';
import type { Limiter, LimitKind } from '../chat/ports/limiter.ts';

interface Rate {
  burst: number;
  perSecond: number;
}

/** What one person may do; protocol.md, "Limits". */
const RATES: Record<LimitKind, Rate> = {
  send: { burst: 30, perSecond: 5 },
  page: { burst: 200, perSecond: 50 },
  upload: { burst: 10, perSecond: 1 },
  // each goes to everybody, and no hand is faster
  profile: { burst: 30, perSecond: 5 },
};
/**
 * An address may do what this many people may: a class behind one NAT. IPv6 addresses count one by one: a
 * network's guests share a /64.
 */
const PEOPLE_PER_ADDRESS = 50;
/** Buckets kept; the least used are forgotten, which is the same as full. */
const MAX_BUCKETS = 20_000;

interface Bucket {
  tokens: number;
  at: number;
}

export interface LimiterOptions {
  /** Milliseconds */
  monotonic: () => number;
  /** Such addresses have no limit */
  isTrusted: (address: string) => boolean;
}

export function createLimiter({ monotonic, isTrusted }: LimiterOptions): Limiter {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_BUCKETS });

  const filled = (key: string, { burst, perSecond }: Rate): Bucket => {
    const now = monotonic();
    const before = buckets.get(key);
    const bucket = {
      tokens: before ? Math.min(burst, before.tokens + ((now - before.at) / 1_000) * perSecond) : burst,
      at: now,
    };
    buckets.set(key, bucket);
    return bucket;
  };

  return {
    consume(kind, { person, address }) {
      const rate = RATES[kind];
      const ofAddress = {
        burst: rate.burst * PEOPLE_PER_ADDRESS,
        perSecond: rate.perSecond * PEOPLE_PER_ADDRESS,
      };
      const taken = [
        ...(person === undefined ? [] : [{ bucket: filled(`${kind} person ${person}`, rate), rate }]),
        ...(isTrusted(address)
          ? []
          : [{ bucket: filled(`${kind} address ${address}`, ofAddress), rate: ofAddress }]),
      ];
      const wait = Math.max(
        0,
        ...taken.map(({ bucket, rate: { perSecond } }) => ((1 - bucket.tokens) / perSecond) * 1_000),
      );
      if (wait > 0) return Math.ceil(wait);
      for (const { bucket } of taken) bucket.tokens -= 1;
      return 0;
    },
  };
}

/** For trusted rooms and load tests (`--limits off`). */
export const noLimiter: Limiter = { consume: () => 0 };
