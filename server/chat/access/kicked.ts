// Whom the host has sent out. That is no ban: the id is refused for a minute, so that nobody is back before
// the host has looked up.
import { ChatError } from '../../../protocol/errors.ts';
import type { Clock } from '../ports/clock.ts';

export const KICKED_MS = 60_000;

export interface Kicked {
  add(id: string): void;
  /** Throws `kicked` where the id is refused still. */
  check(id: string): void;
}

export function createKicked(clock: Clock): Kicked {
  /** By id: until when, in monotonic time */
  const until = new Map<string, number>();

  return {
    add(id) {
      for (const [past, end] of until) if (end <= clock.monotonic()) until.delete(past);
      until.set(id, clock.monotonic() + KICKED_MS);
    },
    check(id) {
      const left = (until.get(id) ?? 0) - clock.monotonic();
      if (left > 0) throw new ChatError('kicked', undefined, { retry_after_ms: Math.ceil(left) });
      until.delete(id);
    },
  };
}
