// What is in a data folder, link by link and file by file; links are never followed.
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { NOT_MOVED } from './marks.ts';
import { MoveError } from './move-error.ts';
import type { EntryFacts, MoveFileSystem } from './move-file-system.ts';

export interface Entry extends EntryFacts {
  kind: 'file' | 'folder' | 'link';
  /** Below the data folder */
  path: string;
}

/** All that is moved, a folder before what is in it. */
export async function listEntries(fs: MoveFileSystem, folder: string): Promise<Entry[]> {
  const found: Entry[] = [];
  const list = async (below: string): Promise<void> => {
    for (const name of (await fs.readdir(join(folder, below))).toSorted()) {
      if (below === '' && NOT_MOVED.has(name)) continue;
      const path = join(below, name);
      const facts = await fs.lstat(join(folder, path));
      if (!facts) continue;
      const { kind } = facts;
      if (kind === 'other')
        throw new MoveError(
          'internal',
          `${join(folder, path)} is neither a file nor a folder nor a link and cannot be moved. Remove it first.`,
        );
      found.push({ ...facts, kind, path });
      if (kind === 'folder') await list(path);
    }
  };
  await list('');
  return found;
}

/**
 * What a link must say in the new folder to mean the same: what it names in the old one is then in the new
 * one.
 */
export function movedLink(text: string, { path, from }: { path: string; from: string }): string {
  const at = dirname(join(from, path));
  const target = resolve(at, text);
  return isInside(from, target) ? relative(at, target) || '.' : target;
}

/** Whether a path is a folder or lies below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * Works on several at once, and resolves or rejects (with the first error) only when none is under way any
 * more.
 */
export async function severalAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const errors: unknown[] = [];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const item of queue) {
        if (errors.length > 0) return;
        try {
          await work(item);
        } catch (error) {
          errors.push(error);
        }
      }
    }),
  );
  if (errors.length > 0) throw errors[0];
}
