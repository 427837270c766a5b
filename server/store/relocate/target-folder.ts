// Whether a room can go to a folder.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isInside, type Entry } from './entries.ts';
import {
  ARRIVING,
  ARRIVING_DRAFT,
  COPY,
  LOCK_FILES,
  MOVED,
  OF_THE_SYSTEM,
  readMark,
  realFolder,
} from './marks.ts';
import { MoveError } from './move-error.ts';
import type { MoveFileSystem } from './move-file-system.ts';

/** Both folders without links on the way; throws MoveError `inside` where one lies in the other. */
export async function resolveFolders(from: string, to: string): Promise<{ source: string; target: string }> {
  const source = await realFolder(resolve(from));
  const target = await realTarget(resolve(to));
  if (isInside(source, target))
    throw new MoveError('inside', `${target} lies in the data folder ${source}. Choose one outside.`);
  if (isInside(target, source))
    throw new MoveError('inside', `The data folder ${source} lies in ${target}. Choose another one.`);
  return { source, target };
}

/** Of a folder that need not exist: what exists of its way without links. */
async function realTarget(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  return real ?? (dirname(path) === path ? path : join(await realTarget(dirname(path)), basename(path)));
}

/**
 * @throws MoveError `occupied` where there is something that is not empty; an unfinished copy of the same
 * room does not count
 */
export async function checkEmpty(
  fs: MoveFileSystem,
  { source, target }: { source: string; target: string },
): Promise<void> {
  const facts = await fs.lstat(target);
  if (!facts) return;
  if (facts.kind !== 'folder') throw new MoveError('occupied', `${target} is a file; expected a folder.`);
  // a room that was here and went has left its mark
  const ignored = new Set([
    ...OF_THE_SYSTEM,
    ...LOCK_FILES,
    MOVED,
    ARRIVING_DRAFT,
    ...((await isOurCopy(fs, { source, target })) ? [ARRIVING, COPY] : []),
  ]);
  const first = (await fs.readdir(target)).find((name) => !ignored.has(name));
  if (first !== undefined)
    throw new MoveError('occupied', `${target} is not empty (${first}); expected an empty folder.`);
}

/** Whether an unfinished copy of the same room is there. */
export async function isOurCopy(
  fs: MoveFileSystem,
  { source, target }: { source: string; target: string },
): Promise<boolean> {
  return (await readMark(fs, target, ARRIVING))?.from === source;
}

/** Makes the folder where there is none; answers whether it did. */
export async function makeTarget(fs: MoveFileSystem, target: string): Promise<boolean> {
  if (await fs.lstat(target)) return false;
  await makeDurably(fs, target);
  return true;
}

async function makeDurably(fs: MoveFileSystem, folder: string): Promise<void> {
  const parent = dirname(folder);
  if (!(await fs.lstat(parent))) await makeDurably(fs, parent);
  await fs.mkdir(folder);
  await fs.syncFolder(parent);
}

const BLOCK = 4096;
const MARGIN = 16 * 1024 ** 2;

/** @throws MoveError `space` where the new disk cannot take it all with something left */
export async function checkSpace(
  fs: MoveFileSystem,
  target: string,
  entries: readonly Entry[],
): Promise<void> {
  const needed = entries.reduce((sum, { size }) => sum + Math.ceil(size / BLOCK) * BLOCK + BLOCK, MARGIN);
  const free = await fs.freeBytes(target);
  if (free < needed)
    throw new MoveError('space', `${target} has ${inMegabytes(free)} free; expected ${inMegabytes(needed)}.`);
}

const inMegabytes = (count: number) => `${String(Math.ceil(count / 1024 ** 2))} MB`;
