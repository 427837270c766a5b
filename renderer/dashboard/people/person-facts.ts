// What is said of somebody who is here. Pure.
import type { Device, PersonHere } from '../../../main/ipc/contract.ts';

const MINUTE = 60_000;
/** Without a sign of life for this long somebody is idle */
const IDLE_MINUTES = 5;
const SLOW_MS = 200;

/** Whole minutes since their last sign of life; 0 while they are not idle. `now` in milliseconds. */
export function idleMinutes({ activeAt }: PersonHere, now: number): number {
  const minutes = Math.floor((now - Date.parse(activeAt)) / MINUTE);
  return minutes >= IDLE_MINUTES ? minutes : 0;
}

export const isAway = (person: PersonHere, now: number): boolean =>
  person.status === 'away' || idleMinutes(person, now) > 0;

export const isHost = ({ devices }: PersonHere): boolean => devices.some((device) => device.isHost);

/**
 * `iPad · Safari`; what is not known is left out, so that it may be empty. `here` stands for the host's own
 * machine.
 */
export function deviceText({ isHost: own, device, browser }: Device, here: string): string {
  return [own ? here : device, browser].filter((part) => part !== undefined).join(' · ');
}

export interface Delay {
  /** In whole milliseconds; 0 means less than one */
  ms: number;
  slow: boolean;
}

/** Undefined where it was not measured. */
export function delayOf({ devices: [newest] }: PersonHere): Delay | undefined {
  return newest?.latencyMs === undefined
    ? undefined
    : { ms: newest.latencyMs < 1 ? 0 : Math.round(newest.latencyMs), slow: newest.latencyMs >= SLOW_MS };
}

export interface Counts {
  here: number;
  away: number;
  typing: number;
}

export function countPeople(people: Iterable<PersonHere>, now: number): Counts {
  const counts = { here: 0, away: 0, typing: 0 };
  for (const person of people) {
    counts.here += 1;
    if (person.typing !== undefined) counts.typing += 1;
    else if (isAway(person, now)) counts.away += 1;
  }
  return counts;
}

/** Whether each word of the search is in their name, an address, a device or the channel they are in. */
export function isFound(person: PersonHere, search: string, channelName: string | undefined): boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const devices = person.devices.flatMap(({ address, device, browser }) => [address, device, browser]);
  const text = [person.name, channelName === undefined ? '' : `#${channelName}`, ...devices]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
