// A FileSystem that dies at the n-th call, as a process killed there: that call and every later one throws
// and does nothing.
import type { FileSystem, OpenFile } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';

export interface DyingFileSystem extends FileSystem {
  readonly calls: number;
}

/** `half` lets the fatal write put half of its bytes on the disk first. */
export function dyingFileSystem(dieAt: number, half = false): DyingFileSystem {
  let calls = 0;
  const call = async <T>(run: () => Promise<T>, last?: () => Promise<unknown>): Promise<T> => {
    calls += 1;
    if (calls === dieAt) await last?.();
    if (calls >= dieAt) throw Object.assign(new Error(`killed at call ${String(dieAt)}`), { code: 'EIO' });
    return run();
  };
  const wrap = (file: OpenFile): OpenFile => ({
    write: (buffer, offset, length, position) =>
      call(
        () => file.write(buffer, offset, length, position),
        async () => {
          if (half) await file.write(buffer, offset, Math.floor(length / 2), position);
        },
      ),
    read: (buffer, offset, length, position) => call(() => file.read(buffer, offset, length, position)),
    truncate: (length) => call(() => file.truncate(length)),
    datasync: () => call(() => file.datasync()),
    stat: () => call(() => file.stat()),
    // a dead process' handles are closed too
    async close() {
      await file.close();
      await call(() => Promise.resolve());
    },
  });
  return {
    get calls() {
      return calls;
    },
    open: (path, flags) => call(async () => wrap(await testFileSystem.open(path, flags))),
    readFile: (path) => call(() => testFileSystem.readFile(path)),
    readdir: (path) => call(() => testFileSystem.readdir(path)),
    mkdir: (path) => call(() => testFileSystem.mkdir(path)),
    rename: (from, to) => call(() => testFileSystem.rename(from, to)),
    remove: (path) => call(() => testFileSystem.remove(path)),
    stat: (path) => call(() => testFileSystem.stat(path)),
    syncFolder: (path) => call(() => testFileSystem.syncFolder(path)),
  };
}
