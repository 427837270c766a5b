// File handles kept open for the busiest logs: opening for each batch would cost, and a process may have few
// handles (256 on macOS).
import { LRUCache } from 'lru-cache';
import type { FileSystem, OpenFile } from '../files/file-system.ts';

export interface OpenFiles {
  /** Runs `work` with the file open for reading and writing; it must exist. */
  use<T>(path: string, work: (file: OpenFile) => Promise<T>): Promise<T>;
  /**
   * Closes one file, so that the next use opens it anew (after a failed sync a handle must not be trusted).
   */
  drop(path: string): Promise<void>;
  /** Waits for what is going on; nothing is opened any more. */
  close(): Promise<void>;
  readonly isClosed: boolean;
}

interface Entry {
  opening: Promise<OpenFile>;
  users: number;
  dropped: boolean;
}

export function createOpenFiles(fs: FileSystem, max = 64): OpenFiles {
  const closing = new Set<Promise<void>>();
  const working = new Set<Promise<unknown>>();
  let isClosed = false;

  const shut = (entry: Entry): void => {
    // a handle that cannot be closed is lost either way
    const done = entry.opening
      .then((file) => file.close())
      .catch(() => undefined)
      .finally(() => closing.delete(done));
    closing.add(done);
  };
  const entries = new LRUCache<string, Entry>({
    max,
    dispose: (entry) => {
      entry.dropped = true;
      if (entry.users === 0) shut(entry);
    },
  });

  const use = async <T>(path: string, work: (file: OpenFile) => Promise<T>): Promise<T> => {
    let entry = entries.get(path);
    if (!entry) {
      entry = { opening: fs.open(path, 'r+'), users: 0, dropped: false };
      entries.set(path, entry);
    }
    entry.users += 1;
    try {
      return await work(await entry.opening);
    } catch (error) {
      if (entries.peek(path) === entry && (await failedToOpen(entry))) entries.delete(path);
      throw error;
    } finally {
      entry.users -= 1;
      if (entry.users === 0 && entry.dropped) shut(entry);
    }
  };

  return {
    get isClosed() {
      return isClosed;
    },
    async use(path, work) {
      if (isClosed) throw new Error(`${path} cannot be used: the store is closed`);
      const done = use(path, work);
      const settled = done
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => working.delete(settled));
      working.add(settled);
      return done;
    },
    async drop(path) {
      entries.delete(path);
      await Promise.all(closing);
    },
    async close() {
      // nothing may be written once the folder can be another process'
      isClosed = true;
      await Promise.all(working);
      entries.clear();
      await Promise.all(closing);
    },
  };
}

async function failedToOpen(entry: Entry): Promise<boolean> {
  return entry.opening.then(
    () => false,
    () => true,
  );
}
