// What everybody is told about a person. It goes to all, so it stays small, however much a client describes.
import { LIMITS } from '../../../protocol/limits.ts';
import type { Payload } from '../../../protocol/events.ts';
import type { User } from '../../../protocol/user.ts';

/** What clients send besides id and name; these fields come before any others. */
const KNOWN = ['avatar', 'status', 'createdAt'];
const isKnown = ([name]: [string, unknown]): boolean => KNOWN.includes(name);

/**
 * The id, the name in its checked form, the truth about the binding, and of the fields that came those that
 * fit into 1 kB.
 */
export function shownUser(
  { id, username: _sent, verified: _claimed, ...described }: Payload<'join_user'>['user'],
  username: string,
  verified: boolean,
): User {
  const shown: User = { id, username, ...(verified && { verified }) };
  let bytes = bytesOf(shown);
  const fields = Object.entries(described);
  const fitting = [...fields.filter(isKnown), ...fields.filter((field) => !isKnown(field))].filter(
    (field) => {
      // a comma takes the place of the two braces
      const more = bytesOf(Object.fromEntries([field])) - 1;
      if (bytes + more > LIMITS.shownUserBytes) return false;
      bytes += more;
      return true;
    },
  );
  // as entries: a field may be called `__proto__`
  return { ...shown, ...Object.fromEntries(fitting) };
}

/** Bytes as JSON. */
function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
