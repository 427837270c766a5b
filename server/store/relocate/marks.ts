// The marks of a data folder on its way. In the old folder `moving-to.json` says that it is being copied;
// renaming that to `moved-to.json` is the moment from which the room is in the new one. There
// `moving-from.json` says that what lies there is not a room yet.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { moveMarkSchema } from '../format/data-files.ts';
import { replaceFile } from '../files/atomic-file.ts';
import { errorCode, type FileSystem } from '../files/file-system.ts';

export type MoveMark = z.output<typeof moveMarkSchema>;

export const LEAVING = 'moving-to.json';
export const MOVED = 'moved-to.json';
export const ARRIVING = 'moving-from.json';
/**
 * In the new folder: the copy, until the room is there. So nothing that somebody else puts there can be taken
 * for ours.
 */
export const COPY = '.moving';
/** Of whoever holds a folder */
export const LOCK_FILES: readonly string[] = ['lock.db', 'lock.db-journal', 'lock.json'];
/** What a mark is while it is written */
export const ARRIVING_DRAFT = `${ARRIVING}.tmp`;
/** What systems put into folders that somebody looks at, and onto disks */
export const OF_THE_SYSTEM: readonly string[] = [
  '.DS_Store',
  '.localized',
  '.Spotlight-V100',
  '.fseventsd',
  '.Trashes',
  'Thumbs.db',
  'desktop.ini',
  'System Volume Information',
  '$RECYCLE.BIN',
  'lost+found',
];
/** What belongs to a folder's place, not to the room */
export const NOT_MOVED: ReadonlySet<string> = new Set([
  ...LOCK_FILES,
  ...OF_THE_SYSTEM,
  LEAVING,
  `${LEAVING}.tmp`,
  MOVED,
  ARRIVING,
  ARRIVING_DRAFT,
  COPY,
]);

/**
 * The mark of that name; undefined where there is none. One that cannot be read is an error, since guessing
 * could cost a room.
 */
export async function readMark(fs: FileSystem, folder: string, name: string): Promise<MoveMark | undefined> {
  const path = join(folder, name);
  let text: string;
  try {
    text = (await fs.readFile(path)).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  try {
    return moveMarkSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${path} cannot be understood; expected JSON with the folders "from" and "to". Remove it if nothing was ever moved.`,
      { cause: error },
    );
  }
}

/** Durable when it resolves. */
export async function writeMark(fs: FileSystem, folder: string, name: string, mark: MoveMark): Promise<void> {
  await replaceFile(fs, join(folder, name), Buffer.from(`${JSON.stringify(mark, null, 2)}\n`));
}

/** Durable when it resolves; harmless where there is none. */
export async function removeMark(fs: FileSystem, folder: string, name: string): Promise<void> {
  await fs.remove(join(folder, name));
  await fs.syncFolder(folder);
}

/** The folder without links on the way; as it is where it does not exist. */
export async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}
