// Whom a stop would send away. Pure.
import type { PersonHere } from '../../../main/ipc/contract.ts';

/**
 * How many people beside the host are here, and whether one of them has a program that says nothing of
 * itself.
 */
export function othersHere(people: Iterable<PersonHere>): { count: number; hasOld: boolean } {
  let count = 0;
  let hasOld = false;
  for (const { devices } of people) {
    const others = devices.filter(({ isHost }) => !isHost);
    if (others.length === 0) continue;
    count += 1;
    hasOld ||= others.some(({ device, browser }) => device === undefined && browser === undefined);
  }
  return { count, hasOld };
}
