// The file system of a move, with a fault at the n-th call.
import {
  nodeMoveFileSystem,
  type MoveFileSystem,
} from '../../../../../server/store/relocate/move-file-system.ts';
import type { OpenFile } from '../../../../../server/store/files/file-system.ts';

export interface FaultyFileSystem extends MoveFileSystem {
  /** So far */
  readonly calls: number;
}

export interface FaultyOptions {
  /** The call that meets the fault, from 1 on */
  at: number;
  /**
   * Called instead of it, and instead of every later one where the fault lasts; what it throws, the call
   * throws
   */
  fault: (name: string) => void;
  lasts: boolean;
}

export function faultyFileSystem({ at, fault, lasts }: FaultyOptions): FaultyFileSystem {
  let calls = 0;
  const call = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls === at || (lasts && calls > at)) fault(name);
    return run();
  };
  const wrap = (file: OpenFile): OpenFile => ({
    write: (...args) => call('write', () => file.write(...args)),
    read: (...args) => call('read', () => file.read(...args)),
    truncate: (...args) => call('truncate', () => file.truncate(...args)),
    datasync: () => call('datasync', () => file.datasync()),
    stat: () => call('stat', () => file.stat()),
    async close() {
      // the handle is gone in any case
      await file.close();
      await call('close', () => Promise.resolve());
    },
  });
  const node = nodeMoveFileSystem;
  return {
    get calls() {
      return calls;
    },
    open: (...args) => call('open', async () => wrap(await node.open(...args))),
    readFile: (...args) => call('readFile', () => node.readFile(...args)),
    readdir: (...args) => call('readdir', () => node.readdir(...args)),
    mkdir: (...args) => call('mkdir', () => node.mkdir(...args)),
    rename: (...args) => call('rename', () => node.rename(...args)),
    remove: (...args) => call('remove', () => node.remove(...args)),
    stat: (...args) => call('stat', () => node.stat(...args)),
    syncFolder: (...args) => call('syncFolder', () => node.syncFolder(...args)),
    lstat: (...args) => call('lstat', () => node.lstat(...args)),
    readlink: (...args) => call('readlink', () => node.readlink(...args)),
    symlink: (...args) => call('symlink', () => node.symlink(...args)),
    describe: (...args) => call('describe', () => node.describe(...args)),
    removeFolder: (...args) => call('removeFolder', () => node.removeFolder(...args)),
    freeBytes: (...args) => call('freeBytes', () => node.freeBytes(...args)),
  };
}

export function diskError(code: string): (name: string) => never {
  return (name) => {
    throw Object.assign(new Error(`${code}: planted in ${name}`), { code });
  };
}
