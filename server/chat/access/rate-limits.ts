// Asking the rate limiter.
import { ChatError } from '../../../protocol/errors.ts';
import type { Limiter, LimitKind } from '../ports/limiter.ts';
import type { Caller } from '../people/session.ts';

/** The buckets of an HTTP request: its address's, and those of the owner of the secret it carries. */
export function bucketsOf({ address, token }: Caller): Parameters<Limiter['consume']>[1] {
  return { address, person: token === undefined ? undefined : `secret ${token}` };
}

/** Consumes one token, or throws `rate_limited`. */
export function consume(limiter: Limiter, kind: LimitKind, who: Parameters<Limiter['consume']>[1]): void {
  const wait = limiter.consume(kind, who);
  if (wait > 0) throw new ChatError('rate_limited', undefined, { retry_after_ms: wait });
}
