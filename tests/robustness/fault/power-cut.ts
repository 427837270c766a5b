// Power cuts: the image of an ext4 that holds back what nobody synced is copied while the store writes; the
// copy is what a disk would hold. All that was acknowledged before the copy began must be in it.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConditions } from '../../support/helpers/conditions.ts';
import { createFaults, type Faults } from '../figures.ts';
import { checkAcknowledged, readLogs } from './log-check.ts';
import type { FromWriter, Promised } from './programs/writer.ts';
import type { Random } from './random.ts';
import { kill, makeFolder, mount } from './scratch.ts';
import { forkProgram } from './server-process.ts';
import { serverRoot } from './sources.ts';
import { openTestStore } from './test-store.ts';
import { pause, within } from './within.ts';

const run = promisify(execFile);
/** Cuts of one file system: few, so that its journal (32 MB) never begins anew while it is copied. */
const CUTS_OF_ONE = 5;

export interface CutFigures {
  faults: Faults;
  cuts: number;
  promised: number;
  /** Torn tails that were cut off and kept */
  repaired: number;
}

/** Why power cannot be cut on this machine; undefined where it can. */
export function whyNoPowerCuts(): string | undefined {
  const folder = makeFolder('probe', { inMemory: true });
  try {
    const image = join(folder.path, 'image');
    makeImage(image, 8);
    mountImage(image, join(folder.path, 'mount'))();
    return undefined;
  } catch (error) {
    return `loop mounts do not work here: ${error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error)}`;
  } finally {
    folder.remove();
  }
}

export async function powerCuts({
  cuts,
  random,
  root = serverRoot(),
  stopAtFault = false,
}: {
  cuts: number;
  random: Random;
  root?: string;
  stopAtFault?: boolean;
}): Promise<CutFigures> {
  const figures: CutFigures = { faults: createFaults(), cuts: 0, promised: 0, repaired: 0 };
  while (figures.cuts < cuts && !(stopAtFault && figures.faults.total > 0)) {
    await oneFileSystem(Math.min(CUTS_OF_ONE, cuts - figures.cuts), random, root, figures);
  }
  return figures;
}

async function oneFileSystem(cuts: number, random: Random, root: string, figures: CutFigures): Promise<void> {
  const folder = makeFolder('power', { inMemory: true });
  const image = join(folder.path, 'image');
  makeImage(image, 160);
  const unmount = mountImage(image, join(folder.path, 'mount'));
  const data = join(folder.path, 'mount', 'data');
  mkdirSync(data);
  const promised: Promised[] = [];
  const failed: string[] = [];
  const news = createConditions();
  const writing = Promise.withResolvers<void>();
  const writer = forkProgram('writer.ts', [root, data]);
  const ended = new Promise<void>((resolve) => {
    writer.once('exit', () => {
      resolve();
    });
  });
  writer.on('message', (message: FromWriter) => {
    if (message.kind === 'promised') promised.push(message.promised);
    else if (message.kind === 'failed') failed.push(message.text);
    else writing.resolve();
    news.changed();
  });
  try {
    await within(30_000, 'starting the writer', Promise.race([writing.promise, ended]));
    for (let cut = 0; cut < cuts; cut += 1) {
      const before = promised.length;
      // when exactly is left to chance, but not before something was promised
      await pause(random.between(30, 200));
      await news.until(
        () => promised.length > before || failed.length > 0 || undefined,
        () => 'a promise of the writer',
      );
      const known = [...promised];
      const copy = join(folder.path, 'copy');
      // a copy takes a while, and a disk without power is of one moment: the writer stands still meanwhile,
      // in whatever it was doing
      process.kill(writer.pid, 'SIGSTOP');
      await run('cp', ['--sparse=always', image, copy]);
      process.kill(writer.pid, 'SIGCONT');
      figures.cuts += 1;
      figures.promised += known.length - before;
      await checkCopy(copy, join(folder.path, 'copy-mount'), known, figures);
      rmSync(copy);
    }
    for (const text of failed) figures.faults.add('crashes', text);
  } finally {
    kill(writer.pid);
    await ended;
    unmount();
    folder.remove();
  }
}

async function checkCopy(
  copy: string,
  at: string,
  promised: readonly Promised[],
  figures: CutFigures,
): Promise<void> {
  const { faults } = figures;
  const unmount = mountImage(copy, at);
  try {
    const data = join(at, 'data');
    const store = await openTestStore(data);
    try {
      const logs = readLogs(data, faults);
      checkAcknowledged(
        logs,
        promised.filter((each) => each.kind === 'message'),
        faults,
      );
      for (const each of promised) {
        if (each.kind === 'person' && !store.people.person(each.id)) faults.add('lost', `person ${each.id}`);
        if (each.kind === 'channel' && !store.channelExists(each.id))
          faults.add('lost', `channel ${each.id}`);
        if (each.kind === 'file') await checkFile(store.uploads, each, faults);
      }
    } finally {
      await store.close();
    }
    const pieces = readPieces(join(data, 'damaged'));
    for (const [file, count] of pieces)
      if (count > 1) faults.add('pieces', `${file}: ${String(count)} pieces`);
    figures.repaired += pieces.size;
  } catch (error) {
    faults.add('not opened', String(error));
  } finally {
    unmount();
  }
}

async function checkFile(
  uploads: Awaited<ReturnType<typeof openTestStore>>['uploads'],
  { name, sha, size }: Extract<Promised, { kind: 'file' }>,
  faults: Faults,
): Promise<void> {
  const stored = uploads.record(name) && (await uploads.open(name));
  const bytes = stored ? readFileSync(join(stored.folder, stored.stored)) : Buffer.alloc(0);
  if (bytes.length !== size || bytes.toString('utf8', 0, 64) !== sha)
    faults.add('lost', `file ${name}: ${String(bytes.length)} of ${String(size)} bytes`);
}

/** `damaged/` by the file that its pieces came from. */
function readPieces(damaged: string): Map<string, number> {
  const pieces = new Map<string, number>();
  let names: string[] = [];
  try {
    names = readdirSync(damaged);
  } catch {
    // nothing was damaged
  }
  for (const name of names) {
    const file = name.replace(/(?:\.\d+)+$/, '');
    pieces.set(file, (pieces.get(file) ?? 0) + 1);
  }
  return pieces;
}

function makeImage(image: string, megabytes: number): void {
  execFileSync('truncate', ['-s', `${String(megabytes)}M`, image]);
  const journal = megabytes >= 64 ? ['-J', 'size=32'] : [];
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...journal, image], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Nothing is written that nobody syncs: the journal is committed every ten minutes by itself. */
function mountImage(image: string, at: string): () => void {
  mkdirSync(at, { recursive: true });
  return mount(['-o', 'loop,commit=600', image], at);
}
