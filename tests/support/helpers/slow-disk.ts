// A disk that takes its time, for as long as a test wants.
import type { FileSystem } from '../../../server/store/files/file-system.ts';
import { testFileSystem } from './test-file-system.ts';

export interface SlowDisk {
  fs: FileSystem;
  /** From now on what is written waits. */
  slow: () => void;
  /** Resolves when something waits. */
  reached: Promise<void>;
  /** Nothing waits any more. */
  go: () => void;
}

/** A disk that syncs the files of this name only after `wait`. */
export function syncedAfter(name: string, wait: () => Promise<void>): FileSystem {
  return {
    ...testFileSystem,
    async open(path, flags) {
      const file = await testFileSystem.open(path, flags);
      if (!path.endsWith(name)) return file;
      return {
        write: (...args) => file.write(...args),
        read: (...args) => file.read(...args),
        truncate: (length) => file.truncate(length),
        stat: () => file.stat(),
        close: () => file.close(),
        async datasync() {
          await wait();
          await file.datasync();
        },
      };
    },
  };
}

/** A disk on which writing to a file can be held up. */
export function slowDisk(name: string): SlowDisk {
  let isSlow = false;
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  return {
    slow: () => {
      isSlow = true;
    },
    reached: reached.promise,
    go: gate.resolve,
    fs: syncedAfter(name, async () => {
      if (!isSlow) return;
      reached.resolve();
      await gate.promise;
    }),
  };
}
