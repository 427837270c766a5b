// People and names in the memory of this process, over what the store keeps.
import { nameKeys } from './look-alikes.ts';
import type { PeopleStore, PersonRecord } from '../ports/people-store.ts';

/** People and their names. */
export interface Directory {
  person(id: string): PersonRecord | undefined;
  /** The person bound to a secret with this hash; the last of them where it is several */
  boundTo(tokenHash: string): PersonRecord | undefined;
  /** The bound person who has the same name (one key in common) and holds it, other than `exceptId`. */
  holderOf(
    name: string,
    holds: (record: PersonRecord) => boolean,
    exceptId: string,
  ): PersonRecord | undefined;
  keep(record: PersonRecord): Promise<void>;
}

export function createDirectory(people: PeopleStore): Directory {
  /** Bound people's ids by each key of their name */
  const holders = new Map<string, Set<string>>();
  /** Ids by the hash of their secret */
  const bound = new Map<string, string>();

  const index = (record: PersonRecord): void => {
    if (record.tokenHash === undefined) return;
    bound.set(record.tokenHash, record.id);
    for (const key of nameKeys(record.name)) {
      const ids = holders.get(key) ?? new Set();
      holders.set(key, ids.add(record.id));
    }
  };
  const unindex = ({ id, name, tokenHash }: PersonRecord): void => {
    if (tokenHash !== undefined && bound.get(tokenHash) === id) bound.delete(tokenHash);
    for (const key of nameKeys(name)) {
      const ids = holders.get(key);
      ids?.delete(id);
      if (ids?.size === 0) holders.delete(key);
    }
  };
  for (const record of people.all()) index(record);

  return {
    person: (id) => people.person(id),
    boundTo(tokenHash) {
      const id = bound.get(tokenHash);
      return id === undefined ? undefined : people.person(id);
    },
    holderOf(name, holds, exceptId) {
      for (const key of nameKeys(name)) {
        for (const id of holders.get(key) ?? []) {
          const record = people.person(id);
          if (record && id !== exceptId && holds(record)) return record;
        }
      }
      return undefined;
    },
    async keep(record) {
      const before = people.person(record.id);
      if (before) unindex(before);
      index(record);
      try {
        await people.keep(record);
      } catch (error) {
        unindex(record);
        const now = people.person(record.id);
        if (now) index(now);
        throw error;
      }
    },
  };
}
