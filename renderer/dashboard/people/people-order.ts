// In which order people are shown: by name, and without moving what somebody is pointing at.
import type { PersonHere } from '../../../main/ipc/contract.ts';

interface Placed {
  person: PersonHere;
  /** The name by which they stand where they stand */
  as: string;
}

/** Keeps the order from one change to the next, so that only who is new must find a place. */
export class PeopleOrder {
  readonly #collator: Intl.Collator;
  #placed: Placed[] = [];

  constructor(language: string) {
    this.#collator = new Intl.Collator(language, { numeric: true });
  }

  /**
   * Everybody by name. While it is held nobody moves: who left keeps their place, who came or changed their
   * name waits for one.
   */
  update(people: ReadonlyMap<string, PersonHere>, hold: boolean): PersonHere[] {
    const staying = this.#placed.flatMap(({ person, as }) => {
      const now = people.get(person.id);
      if (hold) return [{ person: now ?? person, as }];
      return now?.name === as ? [{ person: now, as }] : [];
    });
    if (hold && staying.length > 0) this.#placed = staying;
    else this.#placed = this.#merge(staying, people);
    return this.#placed.map(({ person }) => person);
  }

  #merge(staying: Placed[], people: ReadonlyMap<string, PersonHere>): Placed[] {
    const there = new Set(staying.map(({ person }) => person.id));
    const coming = [...people.values()]
      .filter(({ id }) => !there.has(id))
      .map((person) => ({ person, as: person.name }));
    coming.sort((a, b) => this.#compare(a, b));
    const all: Placed[] = [];
    let next = 0;
    for (const placed of staying) {
      for (let first = coming[next]; first && this.#compare(first, placed) < 0; first = coming[next]) {
        all.push(first);
        next += 1;
      }
      all.push(placed);
    }
    return [...all, ...coming.slice(next)];
  }

  #compare(a: Placed, b: Placed): number {
    return this.#collator.compare(a.as, b.as) || (a.person.id < b.person.id ? -1 : 1);
  }
}
