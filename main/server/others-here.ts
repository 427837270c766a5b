import type { PersonHere } from '../ipc/contract.ts';

/** How many people a stop would send away: the host's own page is not asked about, as in the window. */
export function othersHere(people: readonly PersonHere[]): number {
  return people.filter(({ devices }) => devices.some(({ isHost }) => !isHost)).length;
}
