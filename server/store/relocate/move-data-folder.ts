// Moving a data folder: copied, compared, then one mark that changes which folder is the room, and only then
// the old files go.
// Always a copy, also on the same disk: a rename is atomic only for each entry, and same disk does not mean
// that renaming works (bind mounts, overlays). So there is one way, and until the mark the old folder is
// whole and in use.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FolderLockedError, lockFolder } from '../folder/folder-lock.ts';
import { checkEntries, copyEntries } from './copy-entries.ts';
import { listEntries } from './entries.ts';
import { ARRIVING, COPY, LEAVING, MOVED, readMark, writeMark, type MoveMark } from './marks.ts';
import { FolderMovedError, MoveError, moveErrorOf } from './move-error.ts';
import { nodeMoveFileSystem, type MoveFileSystem } from './move-file-system.ts';
import { isOurCopy, checkEmpty, checkSpace, makeTarget, resolveFolders } from './target-folder.ts';
import { finishMove, finishOrUndoMove, removeCopy, undoMove, withLock } from './recover-move.ts';

export interface MoveProgress {
  state: 'copying' | 'checking';
  /** Bytes */
  done: number;
  total: number;
}

export interface MoveOptions {
  /** The data folder of a server that does not run */
  from: string;
  /** An empty folder, or one that does not exist */
  to: string;
  onProgress?: (progress: MoveProgress) => void;
  /** Cancels: the half-made copy is removed. Too late where the new folder is in use already */
  signal?: AbortSignal;
  /** For tests of faults */
  fs?: Partial<MoveFileSystem>;
}

export interface MoveResult {
  /** The data folder from now on */
  folder: string;
  /** What could not be removed from the old folder, below it */
  left: readonly string[];
}

/**
 * Moves everything in a data folder; links are copied as links. If it is interrupted, `recoverMove` finishes or
 * undoes it.
 * @throws MoveError with its `problem`; FolderLockedError where somebody uses the folder; FolderMovedError
 * where the room is elsewhere
 */
export async function moveDataFolder({
  from,
  to,
  onProgress = () => undefined,
  signal,
  fs: given = {},
}: MoveOptions): Promise<MoveResult> {
  const fs = { ...nodeMoveFileSystem, ...given };
  const folders = await resolveFolders(from, to);
  const goOn = (): void => {
    if (signal?.aborted === true)
      throw new MoveError('cancelled', 'The move was cancelled. The room is where it was.');
  };
  try {
    await fs.mkdir(folders.source);
    return await withLock(folders.source, async () => {
      await finishOrUndoMove(fs, folders.source);
      goOn();
      await checkEmpty(fs, folders);
      const mark: MoveMark = {
        format: 1,
        id: randomUUID(),
        from: folders.source,
        to: folders.target,
        made: await makeTarget(fs, folders.target),
      };
      let isHeld = false;
      try {
        return await withTargetLock(folders.target, async () => {
          isHeld = true;
          return await move(fs, mark, { goOn, onProgress });
        });
      } catch (error) {
        if (isHeld) await undoIfHere(fs, mark);
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof FolderLockedError || error instanceof FolderMovedError) throw error;
    throw moveErrorOf(error, folders.target);
  }
}

async function move(
  fs: MoveFileSystem,
  mark: MoveMark,
  { goOn, onProgress }: { goOn: () => void; onProgress: (progress: MoveProgress) => void },
): Promise<MoveResult> {
  const { from, to } = mark;
  // somebody else may have had the same idea
  await checkEmpty(fs, { source: from, target: to });
  if (await isOurCopy(fs, { source: from, target: to })) await removeCopy(fs, to);
  await writeMark(fs, from, LEAVING, mark).catch((error: unknown) => {
    throw new MoveError(
      'internal',
      `${from} cannot be written (${String(error)}). Make some space there first.`,
      { cause: error },
    );
  });
  await writeMark(fs, to, ARRIVING, mark);
  const entries = await listEntries(fs, from);
  await checkSpace(fs, to, entries);
  const copy = join(to, COPY);
  await fs.mkdir(copy);
  await fs.syncFolder(to);
  const total = entries.reduce((sum, { kind, size }) => sum + (kind === 'file' ? size : 0), 0);
  const counting = (state: MoveProgress['state']) => {
    let done = 0;
    onProgress({ state, done, total });
    return (count: number): void => {
      done += count;
      onProgress({ state, done, total });
    };
  };
  await copyEntries({ fs, from, to: copy, entries, goOn, onBytes: counting('copying') });
  await checkEntries({ fs, from, to: copy, entries, goOn, onBytes: counting('checking') });
  goOn();
  // from here on the room is in the new folder
  await fs.rename(join(from, LEAVING), join(from, MOVED));
  try {
    return { folder: to, left: await finishMove(fs, mark) };
  } catch (error) {
    throw new MoveError(
      'internal',
      `The room is in ${to} now, but is not in its place there yet (${String(error)}). The next start puts it there.`,
      { cause: error },
    );
  }
}

/** Nothing is undone where it cannot be seen that the room is still in the old folder. */
async function undoIfHere(fs: MoveFileSystem, mark: MoveMark): Promise<void> {
  try {
    const moved = await readMark(fs, mark.from, MOVED);
    if (moved?.id !== mark.id) await undoMove(fs, mark.from, mark);
  } catch {
    // the next start tries again; what matters is the first error
  }
}

/** As withLock, for the new folder. Throws MoveError. */
async function withTargetLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  let lock: ReturnType<typeof lockFolder>;
  try {
    lock = lockFolder(folder);
  } catch (error) {
    if (error instanceof FolderLockedError)
      throw new MoveError('occupied', `${folder} is in use by another program; expected an empty folder.`, {
        cause: error,
      });
    throw new MoveError('unwritable', `${folder} cannot be written (${String(error)})`, { cause: error });
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
