// The n-th call of the file system fails: no false acknowledgement, no false refusal, no crash, and the
// service is back as soon as the disk is.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ServerModule from '../../../server/index.ts';
import { failingFileSystem, type Failure, type Plan } from './failing-file-system.ts';
import { createFaults, type Faults } from './figures.ts';
import { checkAcknowledged, checkRefused, readLogs, type Acknowledged } from './log-check.ts';
import { connectPerson, insist, upload, type Outcome, type Person } from './requests.ts';
import { makeFolder } from './scratch.ts';
import { serverRoot } from './sources.ts';
import { openTestStore } from './test-store.ts';
import { pause, within } from './within.ts';

/** How long a client waits for an answer while things fail */
const PATIENCE_MS = 600;
/** The service must be back so soon after the disk is */
const BACK_MS = 2_000;
const WAVES = 3;

export interface CallTrial extends Plan {
  /** Counted from opening the folder, or from when the server runs */
  from: 'start' | 'run';
  /** Whether anybody sends after the failure, before the server is stopped */
  goesOn: boolean;
}

export interface CallFigures {
  faults: Faults;
  trials: number;
  /** Trials in which a call did fail */
  hit: number;
  acknowledged: number;
  refused: number;
  /** Milliseconds */
  slowestReturn: number;
}

export async function failingCalls(
  trials: Iterable<CallTrial>,
  { root = serverRoot(), stopAtFault = false } = {},
): Promise<CallFigures> {
  const figures: CallFigures = {
    faults: createFaults(),
    trials: 0,
    hit: 0,
    acknowledged: 0,
    refused: 0,
    slowestReturn: 0,
  };
  const template = makeFolder('calls-template');
  const known = await makeTemplate(template.path);
  for (const trial of trials) {
    const folder = makeFolder('calls');
    try {
      cpSync(template.path, folder.path, { recursive: true });
      await oneTrial(trial, root, folder.path, known, figures);
    } catch (error) {
      figures.faults.add(
        'stuck',
        `${describe(trial)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
    } finally {
      folder.remove();
    }
    figures.trials += 1;
    if (stopAtFault && figures.faults.total > 0) break;
  }
  template.remove();
  return figures;
}

/** A data folder with some history. */
async function makeTemplate(path: string): Promise<Acknowledged[]> {
  const store = await openTestStore(path);
  const known: Acknowledged[] = [];
  for (let index = 0; index < 20; index += 1) {
    const clientId = `template-${String(index)}`;
    const { id, seq } = await store.append('general', {
      id: clientId,
      user_id: 'u',
      username: 'U',
      content: 'history',
      type: 'text',
      file: null,
      client_id: clientId,
    });
    known.push({ channel: 'general', user: 'u', clientId, id, seq });
  }
  await store.close();
  return known;
}

interface Told {
  acknowledged: Acknowledged[];
  /** Refused or unanswered so far */
  open: Map<string, { person: Person; channel: string; refused: boolean }>;
  files: Map<string, string>;
  people: Set<string>;
}

async function oneTrial(
  trial: CallTrial,
  root: string,
  data: string,
  known: readonly Acknowledged[],
  figures: CallFigures,
): Promise<void> {
  const { createChatServer, defaultSettings } = (await import(
    pathToFileURL(join(root, 'index.ts')).href
  )) as typeof ServerModule;
  const { faults } = figures;
  const crash = (error: unknown): void => {
    faults.add(
      'crashes',
      `${describe(trial)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    );
  };
  process.on('unhandledRejection', crash);
  process.on('uncaughtException', crash);
  const fs = failingFileSystem();
  const settings = {
    ...defaultSettings,
    data,
    port: 0,
    host: '127.0.0.1',
    limits: false,
    logLevel: 'silent' as const,
    freeSpaceFloor: 0,
  };
  const server = createChatServer({ settings, fs });
  const told: Told = { acknowledged: [...known], open: new Map(), files: new Map(), people: new Set() };
  const people: Person[] = [];
  const twins: Person[] = [];
  try {
    if (trial.from === 'start') fs.arm(trial);
    let address = await within(10_000, 'starting', server.start()).catch((error: unknown) => {
      if (fs.failed.length === 0) throw error;
    });
    if (!address) {
      fs.heal();
      address = await within(10_000, 'starting again', server.start());
    }
    server.events.on('state', (state) => {
      if (state.state === 'failed') crash(state.reason);
    });
    const url = `http://127.0.0.1:${String(address.port)}`;
    people.push(...['anna', 'bert'].map((name) => connectPerson(url, name, PATIENCE_MS)));
    // the same person on a second device, who is told nothing that the first one could not be told
    const twin = connectPerson(url, 'bert', PATIENCE_MS);
    twins.push(twin);
    if (trial.from === 'run') {
      await Promise.all(people.slice(0, 1).map((person) => person.join()));
      fs.arm(trial);
    }
    await workload(url, people, twin, told);
    fs.heal();
    if (trial.goesOn) await goOn(url, people, told, trial, figures);
    await within(8_000, 'closing', server.close());
    if (fs.failed.length > 0) figures.hit += 1;
    await checkFolder(data, told, `${describe(trial)} (${fs.failed.slice(0, 3).join(', ')})`, faults);
    figures.acknowledged += told.acknowledged.length - known.length;
    figures.refused += [...told.open.values()].filter(({ refused }) => refused).length;
  } finally {
    for (const person of [...people, ...twins]) person.close();
    await server.close();
    process.off('unhandledRejection', crash);
    process.off('uncaughtException', crash);
  }
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
async function workload(url: string, people: readonly Person[], twin: Person, told: Told): Promise<void> {
  const work: Promise<void>[] = [];
  const send = async (person: Person, channel: string, clientId: string): Promise<void> => {
    note(told, person, channel, clientId, await person.send(channel, clientId));
  };
  for (const person of [...people, twin]) {
    work.push(enter(person, told));
  }
  for (let wave = 0; wave < WAVES; wave += 1) {
    for (const [index, person] of people.entries()) {
      const id = `${String(wave)}-${String(index)}`;
      work.push(
        send(person, 'general', `a${id}`),
        send(person, 'general', `b${id}`),
        send(person, 'random', `c${id}`),
        send(person, 'made-anew', `d${id}`),
      );
    }
    work.push(sendFile(url, told, `wave ${String(wave)} `.repeat(500)));
    await pause(8);
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

/** The disk is well again: everything that is asked again must be done, soon. */
async function goOn(
  url: string,
  people: readonly Person[],
  told: Told,
  trial: CallTrial,
  figures: CallFigures,
): Promise<void> {
  const begun = performance.now();
  const late = (what: string): void => {
    figures.faults.add('not back', `${describe(trial)}: ${what}`);
  };
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
  figures.slowestReturn = Math.max(figures.slowestReturn, performance.now() - begun);
}

/** What the next start finds. */
async function checkFolder(data: string, told: Told, how: string, faults: Faults): Promise<void> {
  const local = createFaults();
  const store = await openTestStore(data);
  const logs = readLogs(data, local);
  checkAcknowledged(logs, told.acknowledged, local);
  checkRefused(
    logs,
    [...told.open].flatMap(([clientId, { person, channel, refused }]) =>
      refused ? [{ channel, user: person.user, clientId }] : [],
    ),
    local,
  );
  for (const id of told.people) if (!store.people.person(id)) local.add('lost', `person ${id}`);
  for (const [name, text] of told.files) {
    const file = store.uploads.record(name) && (await store.uploads.open(name));
    if (!file || readFileSync(join(file.folder, file.stored), 'utf8') !== text)
      local.add('lost', `file ${name}`);
  }
  await store.close();
  for (const story of local.stories) {
    const [kind = '', ...rest] = story.split(': ');
    faults.add(kind, `${how}: ${rest.join(': ')}`);
  }
}

function describe({ failure, at, span, from, goesOn }: CallTrial): string {
  return `${failure} at call ${String(at)} from ${from} on, ${String(span)} times${goesOn ? '' : ', nobody sends afterwards'}`;
}

/** One trial for each failure and each n, of both beginnings. */
export function* allTrials(
  numbers: Iterable<number>,
  failures: readonly Failure[],
  spans: readonly number[],
): Generator<CallTrial> {
  let turn = 0;
  for (const at of numbers) {
    for (const failure of failures) {
      for (const from of ['start', 'run'] as const) {
        const span = spans[turn % spans.length] ?? 1;
        yield { failure, at, span, from, goesOn: Math.floor(turn / spans.length) % 2 === 0 };
        turn += 1;
      }
    }
  }
}
