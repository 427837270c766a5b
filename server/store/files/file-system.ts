// The file-system functions the store uses. They are an argument of the store, so that tests can make the
// n-th call fail.
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface OpenFile {
  /** May write fewer bytes than asked, as on a full disk; `writeFully` loops. */
  write(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  truncate(length: number): Promise<void>;
  /** Returns when the bytes are on the disk (fdatasync; F_FULLFSYNC on macOS). */
  datasync(): Promise<void>;
  stat(): Promise<{ size: number; mtimeMs: number }>;
  close(): Promise<void>;
}

export interface FileSystem {
  /** Flags as in `fs.open`: 'r', 'r+' (must exist), 'wx+' (must not exist), 'w'. */
  open(path: string, flags: string): Promise<OpenFile>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  /** Makes parents too; harmless where it exists. */
  mkdir(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Harmless where there is nothing. */
  remove(path: string): Promise<void>;
  /** undefined where there is nothing. */
  stat(path: string): Promise<{ size: number; mtimeMs: number; isFile: boolean } | undefined>;
  /** Makes new names in a folder durable. Windows cannot, and need not. */
  syncFolder(path: string): Promise<void>;
}

/** The `code` of a file-system error (`ENOENT`, `ENOSPC`, …), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

// a virus scanner may hold the target for a while
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY']);
const RENAME_TRIES = process.platform === 'win32' ? 20 : 1;

async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (tried >= RENAME_TRIES || !HELD.has(errorCode(error) ?? '')) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, 50 * Math.min(tried, 10));
      });
    }
  }
}

// Node's own recursive mkdir never returns where the system refuses to make a folder in one that is there, as
// in /proc
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isFolder(path)) return;
    const parent = dirname(path);
    if (errorCode(error) !== 'ENOENT' || (await isFolder(parent))) throw error;
    await makeFolder(parent);
    await makeFolder(path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

export const nodeFileSystem: FileSystem = {
  open,
  readFile: (path) => readFile(path),
  readdir: (path) => readdir(path),
  mkdir: makeFolder,
  rename: renamePatiently,
  remove: (path) => rm(path, { force: true, recursive: true }),
  async stat(path) {
    try {
      const found = await stat(path);
      return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  async syncFolder(path) {
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

/** Writes all bytes or throws: a short write without an error is how a full disk shows itself. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    if (bytesWritten === 0)
      throw Object.assign(new Error('ENOSPC: nothing could be written'), { code: 'ENOSPC' });
    written += bytesWritten;
  }
}

/** Reads `length` bytes at `position`; fewer only if the file ends before. */
export async function readFully(
  file: Pick<OpenFile, 'read'>,
  position: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** Whether an error means that the disk (or a quota on it) is full. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
