// Who may be whom: ids bound to client-made secrets (protocol, extension 5).
import { createHash, timingSafeEqual } from 'node:crypto';
import { ChatError } from '../../../protocol/errors.ts';
import { checkName, cleanName, suggestName } from '../people/names.ts';
import type { Directory } from '../people/directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { PersonRecord } from '../ports/people-store.ts';

/** How long a bound person's name is held while they are away. */
export const NAME_HELD_MS = 30 * 24 * 60 * 60 * 1000;

export interface Claim {
  id: string;
  username: string;
  token?: string | undefined;
  /** A bad or taken name is refused; for legacy clients (false) it is cleaned */
  strict: boolean;
}

export interface Identity {
  /**
   * Checks the claim and keeps what is new of it: resolves when a new binding is durable. `identity_taken`,
   * `bad_name`, `name_taken`.
   */
  claim(claim: Claim): Promise<{ username: string; verified: boolean }>;
  /** Checks a new name of somebody who is here already. */
  rename(id: string, username: string): Promise<string>;
  /** Remembers when somebody was last here; a name is held from then on. */
  seen(id: string): void;
  /** Whether whoever has this secret may act as `id` (anybody may as long as the id is not bound). */
  mayActAs(id: string, token: string | undefined): boolean;
  /** Whether the id is bound to a secret. */
  isBound(id: string): boolean;
  /** The id that is bound to this secret. */
  personOf(token: string): string | undefined;
}

export function createIdentity({
  directory,
  clock,
  isHere,
  onError,
}: {
  directory: Directory;
  clock: Pick<Clock, 'now'>;
  /** Whether a person is in the room now */
  isHere: (id: string) => boolean;
  onError: (error: unknown) => void;
}): Identity {
  const mayActAs = (id: string, token: string | undefined): boolean => {
    const hash = directory.person(id)?.tokenHash;
    return hash === undefined || (token !== undefined && sameHash(hash, hashToken(token)));
  };

  // the clock may jump, so a person who is online keeps their name regardless
  const holds = ({ id, seenAt }: PersonRecord): boolean => clock.now() - seenAt <= NAME_HELD_MS || isHere(id);

  const free = (id: string, name: string): boolean => directory.holderOf(name, holds, id) === undefined;

  const freeName = (id: string, name: string): string => suggestName(name, (other) => free(id, other));

  const checked = (id: string, username: string): string => {
    const name = checkName(username);
    if (free(id, name)) return name;
    throw new ChatError('name_taken', `Somebody else has the name ${name}`, {
      suggestion: freeName(id, name),
    });
  };

  /** Secrets that are on their way to the disk, by the person's id */
  const binding = new Map<string, Promise<void>>();

  const keep = async (record: PersonRecord): Promise<void> => directory.keep(record);

  const bind = async (record: PersonRecord): Promise<void> => {
    const kept = keep(record).finally(() => binding.delete(record.id));
    binding.set(record.id, kept);
    await kept;
  };

  return {
    mayActAs,
    personOf: (token) => directory.boundTo(hashToken(token))?.id,
    isBound: (id) => directory.person(id)?.tokenHash !== undefined,
    async claim({ id, username, token, strict }) {
      // asked again before the first time is on the disk: whoever it is must wait for that too
      const underway = binding.get(id);
      if (underway) await underway;
      if (!mayActAs(id, token)) throw new ChatError('identity_taken');
      const name = strict ? checked(id, username) : cleanName(username, id);
      const known = directory.person(id);
      const binds = known === undefined && token !== undefined;
      const tokenHash = binds ? hashToken(token) : known?.tokenHash;
      // a legacy client gets in with somebody else's name, but neither holds it nor is shown as whoever does
      const mayHold = strict || tokenHash === undefined || free(id, name);
      const record: PersonRecord = {
        id,
        name: mayHold ? name : (known?.name ?? freeName(id, name)),
        tokenHash,
        seenAt: clock.now(),
      };
      // a promise to a person is kept on the disk before it is given; that somebody was here may be told to
      // the disk later
      if (binds) await bind(record);
      else if (!known || known.name !== record.name || clock.now() - known.seenAt > SEEN_EVERY_MS)
        keep(record).catch(onError);
      return { username: name, verified: tokenHash !== undefined && mayHold };
    },
    async rename(id, username) {
      const name = checked(id, username);
      const known = directory.person(id);
      if (known) await keep({ ...known, name, seenAt: clock.now() });
      return name;
    },
    seen(id) {
      const known = directory.person(id);
      if (known) keep({ ...known, seenAt: clock.now() }).catch(onError);
    },
  };
}

/** Reloading a page again and again should not fill the disk. */
const SEEN_EVERY_MS = 60 * 60 * 1000;

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function sameHash(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
