// Everybody who wrote in imported history.
import { userId } from '../../../protocol/ids.ts';
import type { PeopleFile } from '../folder/people-file.ts';
import type { ImportedMessage } from './source.ts';

export interface ImportedPerson {
  id: string;
  /** As in their last message */
  username: string;
  /** Of that message; ISO time in UTC */
  lastTimestamp: string;
}

export interface PeopleCollector {
  add(message: Pick<ImportedMessage, 'user_id' | 'username' | 'timestamp'>): void;
  all(): ImportedPerson[];
}

export function collectPeople(): PeopleCollector {
  const people = new Map<string, ImportedPerson>();
  return {
    add({ user_id: id, username, timestamp }) {
      const known = people.get(id);
      if (known && known.lastTimestamp > timestamp) return;
      // an id that nobody could join with needs no protection
      if (!known && !userId.safeParse(id).success) return;
      people.set(id, { id, username, lastTimestamp: timestamp });
    },
    all: () => [...people.values()],
  };
}

/** Keeps them: seen without a secret, so they can never be bound. */
export async function keepImported(people: PeopleFile, seen: readonly ImportedPerson[]): Promise<void> {
  await Promise.all(
    seen.flatMap(({ id, username, lastTimestamp }) =>
      people.person(id)
        ? []
        : [people.keep({ id, name: username, tokenHash: undefined, seenAt: Date.parse(lastTimestamp) || 0 })],
    ),
  );
}
