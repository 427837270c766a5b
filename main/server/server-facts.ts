// The newest of everything that the server has told, so that nobody in main has to ask it. Pure.
import type { HostEvents, ServerFacts } from '../ipc/contract.ts';

export type HostEvent = { [E in keyof HostEvents]: { event: E; payload: HostEvents[E] } }[keyof HostEvents];

export const noFacts: ServerFacts = {
  state: { state: 'stopped' },
  people: [],
  network: { addresses: [] },
  channels: [],
  messages: null,
  storage: null,
  findings: [],
  oversize: null,
};

export function foldFacts(now: ServerFacts, { event, payload }: HostEvent): ServerFacts {
  if (event !== 'people') return { ...now, [event]: payload };
  const people = new Map(now.people.map((person) => [person.id, person]));
  for (const id of payload.gone) people.delete(id);
  for (const person of payload.changed) people.set(person.id, person);
  return { ...now, people: [...people.values()] };
}

/** What follows when nothing runs: nobody is here, and there is no way in. What is on the disk stays true. */
export function endOfFacts({ people, network, channels }: ServerFacts): HostEvent[] {
  const events: HostEvent[] = [];
  if (people.length > 0)
    events.push({ event: 'people', payload: { changed: [], gone: people.map(({ id }) => id) } });
  if (network !== noFacts.network) events.push({ event: 'network', payload: noFacts.network });
  if (channels.length > 0) events.push({ event: 'channels', payload: [] });
  return events;
}
