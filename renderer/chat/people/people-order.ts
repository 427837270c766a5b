// In which order people are shown: oneself, then by name; who is away below.
import type { Person } from '../core/model.ts';

export interface PeopleGroups {
  here: Person[];
  away: Person[];
}

const collators = new Map<string, Intl.Collator>();

function compareIn(language: string): Intl.Collator['compare'] {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true });
  collators.set(language, collator);
  return collator.compare;
}

/** `language` decides how names are sorted. */
export function groupPeople(people: ReadonlyMap<string, Person>, myId: string, language: string): PeopleGroups {
  const compare = compareIn(language);
  const rank = ({ id }: Person): number => (id === myId ? 0 : 1);
  const sorted = [...people.values()].toSorted((a, b) => rank(a) - rank(b) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return { here: sorted.filter(({ status }) => status !== 'away'), away: sorted.filter(({ status }) => status === 'away') };
}
