// What moving needs of a file system beyond what the store does.
import { chmod, lstat, readlink, rmdir, statfs, symlink, utimes } from 'node:fs/promises';
import { errorCode, nodeFileSystem, type FileSystem } from '../files/file-system.ts';

export interface EntryFacts {
  kind: 'file' | 'folder' | 'link' | 'other';
  size: number;
  mtimeMs: number;
  mode: number;
}

export interface MoveFileSystem extends FileSystem {
  /** Of a link itself; undefined where there is nothing. */
  lstat(path: string): Promise<EntryFacts | undefined>;
  readlink(path: string): Promise<string>;
  symlink(target: string, path: string): Promise<void>;
  /** Gives a file or folder the permissions and the time of another, where the disk has such. */
  describe(path: string, like: Pick<EntryFacts, 'mode' | 'mtimeMs'>): Promise<void>;
  /** Rejects where the folder is not empty. */
  removeFolder(path: string): Promise<void>;
  /** Bytes free on the folder's disk; more than there can be where the system cannot tell. */
  freeBytes(path: string): Promise<number>;
}

/** Disks that know no permissions, as USB sticks, may refuse to set them. */
function unlessUnknown(error: unknown): void {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL'].includes(errorCode(error) ?? '')) throw error;
}

export const nodeMoveFileSystem: MoveFileSystem = {
  ...nodeFileSystem,
  async lstat(path) {
    try {
      const found = await lstat(path);
      const kind = found.isFile()
        ? 'file'
        : found.isDirectory()
          ? 'folder'
          : found.isSymbolicLink()
            ? 'link'
            : 'other';
      return { kind, size: found.size, mtimeMs: found.mtimeMs, mode: found.mode & 0o777 };
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  readlink: (path) => readlink(path),
  symlink: (target, path) => symlink(target, path),
  async describe(path, { mode, mtimeMs }) {
    await chmod(path, mode).catch(unlessUnknown);
    await utimes(path, mtimeMs / 1000, mtimeMs / 1000).catch(unlessUnknown);
  },
  removeFolder: (path) => rmdir(path),
  async freeBytes(path) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      return Number.MAX_SAFE_INTEGER;
    }
  },
};
