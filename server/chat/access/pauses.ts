// Whoever is cut because of a flood has to wait before coming in again, longer each time. From the same
// address only newcomers wait: who sits behind the same router and is in the room stays, and comes back.
import type { Clock } from '../ports/clock.ts';

const FIRST_MS = 10_000;
const LONGEST_MS = 5 * 60_000;
/** After so long without another cut the next one counts as the first. */
const FORGIVEN_MS = 10 * 60_000;
/** Kept at once; more come only from more addresses than a network has, and then the oldest are forgotten. */
const MOST = 10_000;

interface Pause {
  /** Milliseconds of the last pause */
  length: number;
  /** Monotonic time of its end */
  until: number;
}

export interface PausesOptions {
  clock: Pick<Clock, 'monotonic'>;
  /** Others behind such addresses do not wait */
  isTrusted: (address: string) => boolean;
}

export interface Pauses {
  /** A connection was cut. Returns the pause in milliseconds; `person` where it had joined. */
  add(address: string, person?: string): number;
  /** How many milliseconds a person has to wait; `isHere`: they are in the room already. */
  left(person: string, address: string, isHere: boolean): number;
}

export function createPauses({ clock, isTrusted }: PausesOptions): Pauses {
  const pauses = new Map<string, Pause>();

  const lengthen = (key: string): number => {
    const now = clock.monotonic();
    const before = pauses.get(key);
    const isAgain = before !== undefined && now - before.until < FORGIVEN_MS;
    const length = isAgain ? Math.min(2 * before.length, LONGEST_MS) : FIRST_MS;
    // at the end, as the newest
    pauses.delete(key);
    pauses.set(key, { length, until: now + length });
    const [oldest] = pauses.keys();
    if (pauses.size > MOST && oldest !== undefined) pauses.delete(oldest);
    return length;
  };
  const leftOf = (key: string): number => Math.max(0, (pauses.get(key)?.until ?? 0) - clock.monotonic());

  return {
    add(address, person) {
      const ofPerson = person === undefined ? 0 : lengthen(`person ${person}`);
      return Math.max(ofPerson, isTrusted(address) ? 0 : lengthen(`address ${address}`));
    },
    left: (person, address, isHere) =>
      Math.ceil(Math.max(leftOf(`person ${person}`), isHere ? 0 : leftOf(`address ${address}`))),
  };
}
