// Recovers from an interrupted move: before its mark it is undone, after its mark it is finished. Each step may
// be repeated, so this may be interrupted too.
import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { listEntries, type Entry } from './entries.ts';
import {
  ARRIVING,
  ARRIVING_DRAFT,
  COPY,
  LEAVING,
  LOCK_FILES,
  MOVED,
  readMark,
  realFolder,
  removeMark,
  type MoveMark,
} from './marks.ts';
import { FolderMovedError, MoveError } from './move-error.ts';
import { nodeMoveFileSystem, type MoveFileSystem } from './move-file-system.ts';

/** Before anything is written there: throws FolderMovedError where a room was here and is elsewhere now. */
export async function refuseMoved(fs: FileSystem, folder: string): Promise<void> {
  const moved = await readMark(fs, folder, MOVED);
  if (moved && !(await readMark(fs, folder, ARRIVING))) throw new FolderMovedError(folder, moved.to);
}

/**
 * Finishes or undoes an interrupted move. To be called with the configured data folder before each start.
 * Returns the folder the room is in; if that is another one, the caller must store it.
 * @throws FolderMovedError if the room is in a folder that does not exist, or this one is an unfinished copy;
 * FolderLockedError if another process uses the folder
 */
export async function recoverMove(folder: string, given: Partial<MoveFileSystem> = {}): Promise<string> {
  const fs = { ...nodeMoveFileSystem, ...given };
  const seen = new Set<string>();
  for (let here = folder; ;) {
    const real = await realFolder(here);
    const arriving = await readMark(fs, real, ARRIVING);
    const moved = arriving ? undefined : await readMark(fs, real, MOVED);
    if (moved) {
      seen.add(real);
      if (seen.has(moved.to) || !(await fs.lstat(moved.to))) throw new FolderMovedError(folder, moved.to);
      here = moved.to;
      continue;
    }
    if (arriving ?? (await readMark(fs, real, LEAVING)))
      await withLock(real, () => finishOrUndoMove(fs, real));
    return here;
  }
}

/** Runs `work` while holding the folder's lock. Throws FolderLockedError. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = lockFolder(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * Finishes or undoes an interrupted move of a folder whose lock is held. Checks for three files if there was
 * none.
 * @throws FolderMovedError if the folder's room is in another one
 */
export async function finishOrUndoMove(fs: MoveFileSystem, folder: string): Promise<void> {
  const here = await realFolder(folder);
  const arriving = await readMark(fs, here, ARRIVING);
  if (arriving) {
    const moved = await readMark(fs, arriving.from, MOVED);
    if (moved?.id !== arriving.id) throw new FolderMovedError(folder, arriving.from, { isUnfinished: true });
    await finishMove(fs, { ...arriving, to: here });
    return;
  }
  await refuseMoved(fs, here);
  const leaving = await readMark(fs, here, LEAVING);
  // the room is whole; whatever is in the way over there, the next start tries again
  if (leaving) await undoMove(fs, here, leaving).catch(() => undefined);
}

/** Removes the half-made copy and then the mark of the old folder, whose lock is held. */
export async function undoMove(
  fs: MoveFileSystem,
  folder: string,
  { id, from, to, made }: MoveMark,
): Promise<void> {
  const arriving = await readMark(fs, to, ARRIVING);
  // not where somebody copied this folder in the middle of it, nor where another room is arriving by now
  const isOurs = from === folder && (arriving === undefined || arriving.id === id);
  if (isOurs && (await fs.lstat(to))) {
    if (arriving) await removeCopy(fs, to);
    await fs.remove(join(to, ARRIVING_DRAFT));
    const isEmpty = (await fs.readdir(to)).every((name) => LOCK_FILES.includes(name));
    if (isEmpty) await removeLockFiles(fs, to);
    if (isEmpty && made) await fs.removeFolder(to);
  }
  await removeMark(fs, folder, LEAVING);
}

/** Removes a half-made copy, its mark last. */
export async function removeCopy(fs: MoveFileSystem, to: string): Promise<void> {
  await fs.remove(join(to, COPY));
  await removeMark(fs, to, ARRIVING);
}

/** Of a folder that is no room. */
async function removeLockFiles(fs: MoveFileSystem, folder: string): Promise<void> {
  for (const name of LOCK_FILES) await fs.remove(join(folder, name));
}

/**
 * Puts the copy in place and removes the old files. Both folders' locks are held, or the old one's mark says
 * that nobody uses it.
 * Answers what could not be removed from the old folder.
 */
export async function finishMove(fs: MoveFileSystem, { from, to }: MoveMark): Promise<string[]> {
  // the mark may have been set just before the power went
  await fs.syncFolder(from);
  const copy = join(to, COPY);
  if (await fs.lstat(copy)) {
    for (const name of await fs.readdir(copy)) {
      if (await fs.lstat(join(to, name)))
        throw new MoveError(
          'occupied',
          `${join(to, name)} is in the way of the room that was moved there. Put it somewhere else, and start again.`,
        );
      await fs.rename(join(copy, name), join(to, name));
    }
    await fs.syncFolder(to);
    await fs.removeFolder(copy);
  }
  // of a room that was here before and went; it has come back
  await fs.remove(join(to, MOVED));
  const left = await removeOld(fs, from, to);
  await removeMark(fs, to, ARRIVING);
  return left;
}

/**
 * Removes what the new folder has too, and nothing else. What cannot be removed costs space, not the room.
 */
async function removeOld(fs: MoveFileSystem, from: string, to: string): Promise<string[]> {
  const left: string[] = [];
  const attempt = async (path: string, remove: () => Promise<void>): Promise<void> => {
    try {
      await remove();
    } catch {
      left.push(path);
    }
  };
  let entries: Entry[] = [];
  await attempt('', async () => {
    entries = await listEntries(fs, from);
  });
  for (const { path, kind, size } of entries.toReversed()) {
    await attempt(path, async () => {
      const copy = await fs.lstat(join(to, path));
      if (copy?.kind !== kind || (kind === 'file' && copy.size !== size))
        throw new Error('the new folder does not have it');
      await (kind === 'folder' ? fs.removeFolder(join(from, path)) : fs.remove(join(from, path)));
    });
  }
  // whoever holds the lock keeps these on Windows
  await removeLockFiles(fs, from).catch(() => undefined);
  await attempt('', () => fs.syncFolder(from));
  return left;
}
