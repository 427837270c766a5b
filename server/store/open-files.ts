// File handles kept open for the busiest logs: opening for each batch would cost, and a process may have few handles (256 on macOS).
import { LRUCache } from 'lru-cache';
import type { FileSystem, OpenFile } from './file-system.ts';

export interface OpenFiles {
  /** Runs `work` with the file open for reading and writing; it must exist. */
  use<T>(path: string, work: (file: OpenFile) => Promise<T>): Promise<T>;
  /** Closes one file, so that the next use opens it anew (after a failed sync a handle must not be trusted). */
  drop(path: string): Promise<void>;
  close(): Promise<void>;
}

interface Entry {
  opening: Promise<OpenFile>;
  users: number;
  dropped: boolean;
}

export function createOpenFiles(fs: FileSystem, max = 64): OpenFiles {
  const closing = new Set<Promise<void>>();

  const shut = (entry: Entry): void => {
    // a handle that cannot be closed is lost either way
    const done = entry.opening.then((file) => file.close()).catch(() => undefined).finally(() => closing.delete(done));
    closing.add(done);
  };
  const entries = new LRUCache<string, Entry>({
    max,
    dispose: (entry) => {
      entry.dropped = true;
      if (entry.users === 0) shut(entry);
    },
  });

  return {
    async use(path, work) {
      let entry = entries.get(path);
      if (!entry) {
        entry = { opening: fs.open(path, 'r+'), users: 0, dropped: false };
        entries.set(path, entry);
      }
      entry.users += 1;
      try {
        return await work(await entry.opening);
      } catch (error) {
        if (entries.peek(path) === entry && await failedToOpen(entry)) entries.delete(path);
        throw error;
      } finally {
        entry.users -= 1;
        if (entry.users === 0 && entry.dropped) shut(entry);
      }
    },
    async drop(path) {
      entries.delete(path);
      await Promise.all(closing);
    },
    async close() {
      entries.clear();
      await Promise.all(closing);
    },
  };
}

async function failedToOpen(entry: Entry): Promise<boolean> {
  return entry.opening.then(() => false, () => true);
}
