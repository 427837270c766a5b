// The n-th call of the file system fails: no false acknowledgement, no false refusal, no crash, and the
// service is back as soon as the disk is.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ServerModule from '../../../server/index.ts';
import { checkFolder } from './calls-check.ts';
import { goOn, PATIENCE_MS, workload, type Told } from './calls-load.ts';
import { failingFileSystem, type Failure, type Plan } from './failing-file-system.ts';
import { createFaults, type Faults } from '../figures.ts';
import type { Acknowledged } from './log-check.ts';
import { connectPerson, type Person } from './requests.ts';
import { makeFolder } from './scratch.ts';
import { serverRoot } from './sources.ts';
import { openTestStore } from './test-store.ts';
import { within } from './within.ts';

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
    messageSpaceFloor: 0,
    quotaPerPerson: Infinity,
    quotaInAll: Infinity,
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
    if (trial.goesOn) {
      const late = (what: string): void => {
        faults.add('not back', `${describe(trial)}: ${what}`);
      };
      figures.slowestReturn = Math.max(figures.slowestReturn, await goOn(url, people, told, late));
    }
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
