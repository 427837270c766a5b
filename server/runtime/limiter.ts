// The chat's Limiter in one process: token buckets of people and of addresses.
import { LRUCache } from 'lru-cache';
import type { Limiter, LimitKind } from '../chat/ports/limiter.ts';

interface Rate {
  burst: number;
  perSecond: number;
}

/**
 * An address may do what this many people may: a class behind one NAT. IPv6 addresses count one by one: a
 * network's guests share a /64.
 */
const PEOPLE_PER_ADDRESS = 50;

const withAddress = ({ burst, perSecond }: Rate): Rates => ({
  person: { burst, perSecond },
  address: { burst: burst * PEOPLE_PER_ADDRESS, perSecond: perSecond * PEOPLE_PER_ADDRESS },
});
const inAnHour = (count: number): Rate => ({ burst: count, perSecond: count / 3_600 });

/** What a person and an address may do; protocol.md, "Limits". */
const RATES: Record<LimitKind, Rates> = {
  send: withAddress({ burst: 30, perSecond: 5 }),
  page: withAddress({ burst: 200, perSecond: 50 }),
  upload: withAddress({ burst: 10, perSecond: 1 }),
  // each goes to everybody, and no hand is faster
  profile: withAddress({ burst: 30, perSecond: 5 }),
  // there are few, and each stays until the host deletes it
  channel: { person: inAnHour(5), address: inAnHour(20) },
};
/** Buckets kept; the least used are forgotten, which is the same as full. */
const MAX_BUCKETS = 20_000;

interface Rates {
  person: Rate;
  address: Rate;
}

interface Bucket {
  tokens: number;
  at: number;
}

export interface LimiterOptions {
  /** Milliseconds */
  monotonic: () => number;
  /** Such addresses have no limit */
  isTrusted: (address: string) => boolean;
  /** Bytes of messages that an address may be given */
  bytes: Rate;
  /** Somebody has to wait, in milliseconds */
  onRefused: (kind: LimitKind, who: Asker, wait: number) => void;
}
type Asker = Parameters<Limiter['consume']>[1];

export function createLimiter({ monotonic, isTrusted, bytes, onRefused }: LimiterOptions): Limiter {
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

  const given = (address: string): Bucket => filled(`bytes address ${address}`, bytes);
  /** Milliseconds until an address that was given too much has made up for it. */
  const debtOf = (address: string): number => Math.max(0, (-given(address).tokens / bytes.perSecond) * 1_000);

  return {
    spend(address, count) {
      if (!isTrusted(address)) given(address).tokens -= count;
    },
    consume(kind, who) {
      const { person, address } = who;
      const rates = RATES[kind];
      const taken = [
        ...(person === undefined
          ? []
          : [{ bucket: filled(`${kind} person ${person}`, rates.person), rate: rates.person }]),
        ...(isTrusted(address)
          ? []
          : [{ bucket: filled(`${kind} address ${address}`, rates.address), rate: rates.address }]),
      ];
      const wait = Math.max(
        kind === 'page' && !isTrusted(address) ? debtOf(address) : 0,
        ...taken.map(({ bucket, rate: { perSecond } }) => ((1 - bucket.tokens) / perSecond) * 1_000),
      );
      if (wait > 0) {
        onRefused(kind, who, wait);
        return Math.ceil(wait);
      }
      for (const { bucket } of taken) bucket.tokens -= 1;
      return 0;
    },
  };
}

/** For trusted rooms and load tests (`--limits off`). */
export const noLimiter: Limiter = { consume: () => 0, spend: () => undefined };
