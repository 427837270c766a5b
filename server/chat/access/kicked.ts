// Whom the host kicked. This is not a ban: the id is refused for a minute, so that a client does not
// reconnect immediately.
import { ChatError } from '../../../protocol/errors.ts';
import type { Clock } from '../ports/clock.ts';

export const KICKED_MS = 60_000;

export interface Kicked {
  add(id: string): void;
  /** Throws `kicked` while the id is refused. */
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
