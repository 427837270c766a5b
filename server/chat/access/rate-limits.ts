// Taking from the token buckets.
import { ChatError } from '../../../protocol/errors.ts';
import type { Limiter, LimitKind } from '../ports/limiter.ts';
import type { Caller } from '../people/session.ts';

/**
 * Whose buckets a request over HTTP takes from: those of its address, and of whoever keeps the secret it
 * carries.
 */
export function bucketsOf({ address, token }: Caller): Parameters<Limiter['take']>[1] {
  return { address, person: token === undefined ? undefined : `secret ${token}` };
}

/** Takes one from the buckets, or throws `rate_limited`. */
export function take(limiter: Limiter, kind: LimitKind, who: Parameters<Limiter['take']>[1]): void {
  const wait = limiter.take(kind, who);
  if (wait > 0) throw new ChatError('rate_limited', undefined, { retry_after_ms: wait });
}
