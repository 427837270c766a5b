// Copying a data folder, and looking whether the copy is the same.
import { join } from 'node:path';
import { writeFully, type OpenFile } from '../files/file-system.ts';
import { movedLink, severalAtOnce, type Entry } from './entries.ts';
import { MoveError } from './move-error.ts';
import type { MoveFileSystem } from './move-file-system.ts';

export interface CopyJob {
  fs: MoveFileSystem;
  from: string;
  to: string;
  entries: readonly Entry[];
  /** Throws where it was cancelled */
  goOn: () => void;
  /** Bytes more that are done */
  onBytes: (count: number) => void;
}

const CHUNK = 1024 ** 2;

/** Copies everything; durable when it resolves, names included. */
export async function copyEntries(job: CopyJob): Promise<void> {
  const { fs, from, to, entries, goOn } = job;
  const folders = entries.filter(({ kind }) => kind === 'folder');
  for (const { path } of folders) {
    goOn();
    await fs.mkdir(join(to, path));
  }
  await severalAtOnce(entries, async (entry) => {
    goOn();
    if (entry.kind === 'file') await copyFile(job, entry);
    else if (entry.kind === 'link')
      await fs.symlink(
        movedLink(await fs.readlink(join(from, entry.path)), { path: entry.path, from }),
        join(to, entry.path),
      );
  });
  for (const folder of folders.toReversed()) {
    goOn();
    await fs.syncFolder(join(to, folder.path));
    // one that this user may not write could not be moved up
    await fs.describe(join(to, folder.path), { ...folder, mode: folder.mode | 0o700 });
  }
  await fs.syncFolder(to);
}

async function copyFile({ fs, from, to, goOn, onBytes }: CopyJob, entry: Entry): Promise<void> {
  const target = join(to, entry.path);
  await withFile(fs.open(join(from, entry.path), 'r'), async (source) =>
    withFile(fs.open(target, 'wx+'), async (copy) => {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let done = 0; ;) {
        goOn();
        const { bytesRead } = await source.read(buffer, 0, CHUNK, done);
        if (bytesRead === 0) break;
        await writeFully(copy, buffer.subarray(0, bytesRead), done);
        done += bytesRead;
        onBytes(bytesRead);
      }
      await copy.datasync();
    }),
  );
  await fs.describe(target, entry);
}

/**
 * Reads both again and compares them byte for byte, which says more than comparing their SHA-256 and costs
 * less.
 * @throws MoveError naming what differs: a disk that does not keep what it is given, or a file that somebody
 * changed meanwhile
 */
export async function checkEntries({ fs, from, to, entries, goOn, onBytes }: CopyJob): Promise<void> {
  await severalAtOnce(entries, async (entry) => {
    goOn();
    const { kind, path } = entry;
    const copy = await fs.lstat(join(to, path));
    const isSame =
      copy?.kind === kind &&
      (kind === 'folder' ||
        (kind === 'link' &&
          (await fs.readlink(join(to, path))) ===
            movedLink(await fs.readlink(join(from, path)), { path, from })) ||
        (kind === 'file' && copy.size === entry.size && (await isSameFile(entry))));
    if (!isSame)
      throw new MoveError(
        'internal',
        `The copy of ${join(from, path)} is not the same as the original. Nothing was moved; try again, or choose another disk.`,
      );
  });

  async function isSameFile({ path, size }: Entry): Promise<boolean> {
    return withFile(fs.open(join(from, path), 'r'), async (source) =>
      withFile(fs.open(join(to, path), 'r'), async (copy) => {
        const [ours, theirs] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
        for (let done = 0; ;) {
          goOn();
          const length = await fill(source, ours, done);
          if (
            length !== (await fill(copy, theirs, done)) ||
            !ours.subarray(0, length).equals(theirs.subarray(0, length))
          )
            return false;
          done += length;
          onBytes(length);
          if (length < CHUNK) return done === size;
        }
      }),
    );
  }
}

/** Fills the buffer, but for what is beyond the file's end. */
async function fill(file: OpenFile, buffer: Buffer, position: number): Promise<number> {
  for (let filled = 0; ;) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === buffer.length) return filled;
  }
}

async function withFile<T>(opening: Promise<OpenFile>, work: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = await opening;
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
