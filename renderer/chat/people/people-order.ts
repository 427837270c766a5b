// In which order people are shown: oneself, then by name; who is away below.
import type { Person } from '../core/model.ts';

export interface PeopleGroups {
  here: Person[];
  away: Person[];
}

const collators = new Map<string, Intl.Collator>();

/** Made when two names are to be compared: it takes a slow device 20 ms. */
function compare(a: string, b: string, language: string): number {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true });
  collators.set(language, collator);
  return collator.compare(a, b);
}

/** `language` decides how names are sorted. */
export function groupPeople(
  people: ReadonlyMap<string, Person>,
  myId: string,
  language: string,
): PeopleGroups {
  const rank = ({ id }: Person): number => (id === myId ? 0 : 1);
  const sorted = [...people.values()].toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.name, b.name, language) || (a.id < b.id ? -1 : 1),
  );
  return {
    here: sorted.filter(({ status }) => status !== 'away'),
    away: sorted.filter(({ status }) => status === 'away'),
  };
}
