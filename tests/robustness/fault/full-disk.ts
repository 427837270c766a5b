// A disk that is really full, again and again: sends and uploads are refused with the reason, nothing
// acknowledged is lost, the server goes on, and it serves again within 2 s of there being space.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFaults, type Faults } from '../figures.ts';
import { checkAcknowledged, checkRefused, readLogs, type Acknowledged } from './log-check.ts';
import { connectPerson, insist, upload, type Person } from './requests.ts';
import type { Random } from './random.ts';
import { makeFolder, mount } from './scratch.ts';
import { launchServer, type ServerProcess } from './server-process.ts';
import { openTestStore } from './test-store.ts';
import { pause } from './within.ts';

const SIZE = '32m';
const BACK_MS = 2_000;
const PATIENCE_MS = 5_000;
/** Larger than what is left in the last page of a file */
const LONG = 'x'.repeat(6_000);
const SENDS = 4;

export interface FullFigures {
  faults: Faults;
  rounds: number;
  refused: number;
  acknowledged: number;
  /** Milliseconds */
  slowestReturn: number;
}

/** Why there can be no small disk on this machine; undefined where there can. */
export function whyNoSmallDisk(): string | undefined {
  const folder = makeFolder('probe');
  try {
    mountSmall(folder.path)();
    return undefined;
  } catch (error) {
    return `a tmpfs cannot be mounted here: ${error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)}`;
  } finally {
    folder.remove();
  }
}

function mountSmall(at: string): () => void {
  return mount(['-t', 'tmpfs', '-o', `size=${SIZE}`, 'lanline-fault'], at);
}

interface Told {
  acknowledged: Acknowledged[];
  refused: { channel: string; user: string; clientId: string }[];
  files: Map<string, string>;
}

export async function fullDisk(rounds: number, random: Random): Promise<FullFigures> {
  const folder = makeFolder('full');
  const unmount = mountSmall(folder.path);
  const data = join(folder.path, 'data');
  await mkdir(data);
  const figures: FullFigures = {
    faults: createFaults(),
    rounds: 0,
    refused: 0,
    acknowledged: 0,
    slowestReturn: 0,
  };
  const told: Told = { acknowledged: [], refused: [], files: new Map() };
  let server: ServerProcess | undefined;
  const people: Person[] = [];
  try {
    server = launchServer();
    const answer = await server.start({ data, port: 0 });
    if (answer.kind === 'refused') throw new Error(answer.message);
    const url = `http://127.0.0.1:${String(answer.port)}`;
    people.push(...['anna', 'bert'].map((name) => connectPerson(url, name, PATIENCE_MS)));
    await Promise.all(people.map((person) => insist(BACK_MS, () => person.join())));
    for (; figures.rounds < rounds; figures.rounds += 1)
      await oneRound(
        url,
        people,
        { path: join(folder.path, 'filler'), after: random.between(0, 6) },
        told,
        figures,
      );
    for (const fault of server.faults) figures.faults.add('crashes', fault);
    await server.kill();
    await checkFolder(data, told, figures);
    return figures;
  } finally {
    for (const person of people) person.close();
    await server?.kill();
    unmount();
    folder.remove();
  }
}

/** Fills the disk to its last byte. */
function fill(path: string): void {
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
    for (;;) {
      try {
        appendFileSync(path, Buffer.alloc(size));
      } catch {
        break;
      }
    }
  }
}

async function oneRound(
  url: string,
  people: readonly Person[],
  filler: { path: string; after: number },
  told: Told,
  figures: FullFigures,
): Promise<void> {
  const { faults, rounds: round } = figures;
  const refusedBefore = figures.refused;
  const send = async (person: Person, clientId: string): Promise<boolean> => {
    const outcome = await person.send('general', clientId, LONG);
    if (outcome.kind === 'done') told.acknowledged.push(outcome.value);
    else if (outcome.kind === 'refused')
      told.refused.push({ channel: 'general', user: person.user, clientId });
    if (outcome.kind === 'refused' && outcome.code === 'storage_full') figures.refused += 1;
    else if (outcome.kind === 'refused')
      faults.add('another refusal', `round ${String(round)}: ${outcome.code}`);
    else if (outcome.kind === 'unanswered') faults.add('unanswered', `round ${String(round)}: ${clientId}`);
    return outcome.kind === 'done';
  };

  // under load, so that some writes are in the middle when the space ends
  const underway = people.flatMap((person, index) =>
    [0, 1, 2].map((turn) => send(person, `underway-${String(round)}-${String(index)}-${String(turn)}`)),
  );
  await pause(filler.after);
  fill(filler.path);
  await Promise.all(underway);
  for (let turn = 0; turn < SENDS; turn += 1)
    await Promise.all(
      people.map((person, index) => send(person, `full-${String(round)}-${String(index)}-${String(turn)}`)),
    );
  if (figures.refused === refusedBefore) faults.add('never full', `round ${String(round)}`);
  const refusedUpload = await upload(url, LONG.repeat(20), PATIENCE_MS);
  if (refusedUpload.kind !== 'refused' || !refusedUpload.code.startsWith('507'))
    faults.add('upload', `round ${String(round)}: ${JSON.stringify(refusedUpload)}`);

  rmSync(filler.path);
  const begun = performance.now();
  const text = `file of round ${String(round)}`;
  const [name] = await Promise.all([
    insist(BACK_MS, () => upload(url, text, PATIENCE_MS)),
    ...people.map(async (person) => {
      const back = await insist(BACK_MS, () =>
        person.send('general', `back-${String(round)}-${person.user}`, LONG),
      );
      if (back) told.acknowledged.push(back);
      else faults.add('not back', `round ${String(round)}: ${person.user} cannot send`);
    }),
  ]);
  if (name === undefined) faults.add('not back', `round ${String(round)}: uploads fail`);
  else told.files.set(name, text);
  figures.slowestReturn = Math.max(figures.slowestReturn, performance.now() - begun);
}

async function checkFolder(data: string, told: Told, figures: FullFigures): Promise<void> {
  const store = await openTestStore(data);
  const logs = readLogs(data, figures.faults);
  checkAcknowledged(logs, told.acknowledged, figures.faults);
  checkRefused(logs, told.refused, figures.faults);
  for (const [name, text] of told.files) {
    const file = store.uploads.record(name) && (await store.uploads.open(name));
    if (!file || readFileSync(join(file.folder, file.stored), 'utf8') !== text)
      figures.faults.add('lost', `file ${name}`);
  }
  await store.close();
  figures.acknowledged = told.acknowledged.length;
}
