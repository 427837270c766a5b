// What people do while calls fail, and again once the disk is well.
import { insist, upload, type Outcome, type Person } from './requests.ts';
import type { Acknowledged } from './log-check.ts';

/** How long a client waits for an answer while things fail */
export const PATIENCE_MS = 600;
/** The service must be back so soon after the disk is */
const BACK_MS = 2_000;
const WAVES = 3;

/** What people were told. */
export interface Told {
  acknowledged: Acknowledged[];
  /** Refused or unanswered so far */
  open: Map<string, { person: Person; channel: string; refused: boolean }>;
  files: Map<string, string>;
  people: Set<string>;
}

function note(
  told: Told,
  person: Person,
  channel: string,
  clientId: string,
  outcome: Outcome<Acknowledged>,
): void {
  if (outcome.kind === 'done') {
    told.acknowledged.push(outcome.value);
    told.open.delete(clientId);
  } else told.open.set(clientId, { person, channel, refused: outcome.kind === 'refused' });
}

/** Everything that writes, at once: people, messages in several channels, a new channel, uploads. */
export async function workload(
  url: string,
  people: readonly Person[],
  twin: Person,
  told: Told,
): Promise<void> {
  const work: Promise<void>[] = [];
  const send = async (person: Person, channel: string, clientId: string): Promise<void> => {
    note(told, person, channel, clientId, await person.send(channel, clientId));
  };
  for (const person of [...people, twin]) {
    work.push(enter(person, told));
  }
  for (let wave = 0; wave < WAVES; wave += 1) {
    const sends: Promise<void>[] = [];
    for (const [index, person] of people.entries()) {
      const id = `${String(wave)}-${String(index)}`;
      sends.push(
        send(person, 'general', `a${id}`),
        send(person, 'general', `b${id}`),
        send(person, 'random', `c${id}`),
        send(person, 'made-anew', `d${id}`),
      );
    }
    work.push(...sends, sendFile(url, told, `wave ${String(wave)} `.repeat(500)));
    // the next wave comes while the others of this one are on their way, and goes to the disk after it
    await Promise.race(sends);
  }
  await Promise.all(work);
}

async function enter(person: Person, told: Told): Promise<void> {
  const outcome = await person.join();
  if (outcome.kind === 'done') told.people.add(person.user);
}

async function sendFile(url: string, told: Told, text: string): Promise<void> {
  const outcome = await upload(url, text, PATIENCE_MS);
  if (outcome.kind === 'done') told.files.set(outcome.value, text);
}

/**
 * The disk is well again: everything that is asked again must be done, soon; `late` hears of what is not. The
 * answer is how many milliseconds it took.
 */
export async function goOn(
  url: string,
  people: readonly Person[],
  told: Told,
  late: (what: string) => void,
): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    people.map(async (person) => {
      if (await insist(BACK_MS, () => person.join())) told.people.add(person.user);
      else late(`${person.user} cannot join`);
    }),
  );
  await Promise.all([
    ...[...told.open].map(async ([clientId, { person, channel }]) => {
      const done = await insist(BACK_MS, () => person.send(channel, clientId));
      if (done) note(told, person, channel, clientId, { kind: 'done', value: done });
      else late(`${clientId} in ${channel} is not answered`);
    }),
    ...people.map(async (person) => {
      const clientId = `fresh-${person.user}`;
      const done = await insist(BACK_MS, () => person.send('general', clientId));
      if (done) told.acknowledged.push(done);
      else late(`${person.user} cannot send`);
    }),
    (async () => {
      const name = await insist(BACK_MS, () => upload(url, 'afterwards', PATIENCE_MS));
      if (name === undefined) late('uploads fail');
      else told.files.set(name, 'afterwards');
    })(),
  ]);
  return performance.now() - begun;
}
