// A file system whose n-th call fails, and some after it where that is wished.
import type { FileSystem, OpenFile } from '../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../support/helpers/test-file-system.ts';

export const FAILURES = ['ENOSPC', 'EIO', 'EMFILE', 'short write', 'failed sync'] as const;
export type Failure = (typeof FAILURES)[number];

export interface Plan {
  failure: Failure;
  /** The first call that may fail, from 1 on */
  at: number;
  /** How many calls fail; Infinity: all until it is healed */
  span: number;
}

export interface FailingFileSystem extends FileSystem {
  /** Counts from here. */
  arm(plan: Plan): void;
  heal(): void;
  /** The calls that failed, by name */
  readonly failed: readonly string[];
}

/** What each failure can hit; a call that it cannot is passed over. */
const HITS: Record<Failure, ReadonlySet<string>> = {
  ENOSPC: new Set(['open to write', 'write', 'datasync', 'mkdir', 'rename', 'syncFolder']),
  EIO: new Set([
    'open',
    'open to write',
    'write',
    'read',
    'readFile',
    'readdir',
    'truncate',
    'datasync',
    'fstat',
    'stat',
    'close',
    'mkdir',
    'rename',
    'remove',
    'syncFolder',
  ]),
  EMFILE: new Set(['open', 'open to write', 'readFile', 'readdir', 'syncFolder']),
  'short write': new Set(['write']),
  // all is written, and the disk says no
  'failed sync': new Set(['datasync']),
};

function planted(failure: Failure, name: string, path: string): Error {
  return Object.assign(new Error(`${failure}: planted in ${name} of ${path}`), {
    code: failure === 'failed sync' ? 'EIO' : failure,
  });
}

export function failingFileSystem(): FailingFileSystem {
  let plan: Plan | undefined;
  let calls = 0;
  const failed: string[] = [];

  /** Whether this call fails. */
  const hit = (name: string): Failure | undefined => {
    calls += 1;
    if (!plan || calls < plan.at || failed.length >= plan.span || !HITS[plan.failure].has(name))
      return undefined;
    failed.push(name);
    return plan.failure;
  };
  const check = (name: string, path: string): void => {
    const failure = hit(name);
    if (failure) throw planted(failure, name, path);
  };
  const guarded = async <T>(name: string, path: string, run: () => Promise<T>): Promise<T> => {
    check(name, path);
    return run();
  };

  const wrap = (file: OpenFile, path: string): OpenFile => ({
    async write(buffer, offset, length, position) {
      const failure = hit('write');
      if (!failure) return file.write(buffer, offset, length, position);
      // as on a real disk, some of it may be written; a short write says so without an error, until nothing
      // can be written at all
      const first = failed.length === 1;
      const written =
        first && length > 1
          ? (await file.write(buffer, offset, Math.ceil(length / 2), position)).bytesWritten
          : 0;
      if (failure === 'short write') return { bytesWritten: written };
      throw planted(failure, 'write', path);
    },
    read: (...args) => guarded('read', path, () => file.read(...args)),
    truncate: (length) => guarded('truncate', path, () => file.truncate(length)),
    datasync: () => guarded('datasync', path, () => file.datasync()),
    stat: () => guarded('fstat', path, () => file.stat()),
    async close() {
      // the handle is gone in any case
      await file.close();
      check('close', path);
    },
  });

  return {
    failed,
    arm(next) {
      plan = next;
      calls = 0;
      failed.length = 0;
    },
    heal() {
      plan = undefined;
    },
    open: (path, flags) =>
      guarded(flags === 'r' || flags === 'r+' ? 'open' : 'open to write', path, async () =>
        wrap(await testFileSystem.open(path, flags), path),
      ),
    readFile: (path) => guarded('readFile', path, () => testFileSystem.readFile(path)),
    readdir: (path) => guarded('readdir', path, () => testFileSystem.readdir(path)),
    mkdir: (path) => guarded('mkdir', path, () => testFileSystem.mkdir(path)),
    rename: (from, to) => guarded('rename', from, () => testFileSystem.rename(from, to)),
    remove: (path) => guarded('remove', path, () => testFileSystem.remove(path)),
    stat: (path) => guarded('stat', path, () => testFileSystem.stat(path)),
    syncFolder: (path) => guarded('syncFolder', path, () => testFileSystem.syncFolder(path)),
  };
}
