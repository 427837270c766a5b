// Asking the rate limiter.
import { ChatError } from '../../../protocol/errors.ts';
import type { Limiter, LimitKind } from '../ports/limiter.ts';
import type { Caller } from '../people/session.ts';

/** The buckets of an HTTP request: its address's, and those of the owner of the secret it carries. */
export function bucketsOf({ address, token }: Caller): Parameters<Limiter['consume']>[1] {
  return { address, person: token === undefined ? undefined : `secret ${token}` };
}

/** Which limit it was, for people; `retry_after_ms` says for how long. */
const TEXTS: Record<LimitKind, string> = {
  send: 'You are sending messages too fast; wait a moment',
  page: 'You are asking for messages too fast; wait a moment',
  upload: 'You are sending files too fast; wait a moment',
  profile: 'Your name and status change too fast; wait a moment',
  channel: 'You have made too many channels; wait a few minutes',
};

/** Consumes one token, or throws `rate_limited`. */
export function consume(limiter: Limiter, kind: LimitKind, who: Parameters<Limiter['consume']>[1]): void {
  const wait = limiter.consume(kind, who);
  if (wait > 0) throw new ChatError('rate_limited', TEXTS[kind], { retry_after_ms: wait });
}
