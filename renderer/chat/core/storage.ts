// What the page keeps on the device, by key. A browser may deny it (private windows, policies): then it lasts
// as long as the page.
import { clear, createStore, del, entries, get, set } from 'idb-keyval';

export interface Storage {
  /** Whether it outlives the page */
  readonly isLasting: Promise<boolean>;
  get(key: string): Promise<unknown>;
  /** Keys and values whose key begins with `prefix`, the keys without it. */
  list(prefix: string): Promise<[key: string, value: unknown][]>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

export function createMemoryStorage(isLasting = false): Storage {
  const values = new Map<string, unknown>();
  return {
    isLasting: Promise.resolve(isLasting),
    get: (key) => Promise.resolve(values.get(key)),
    list: (prefix) => Promise.resolve(withPrefix([...values], prefix)),
    set(key, value) {
      values.set(key, value);
      return Promise.resolve();
    },
    remove(key) {
      values.delete(key);
      return Promise.resolve();
    },
    clear() {
      values.clear();
      return Promise.resolve();
    },
  };
}

/** IndexedDB where it can be written, else memory; nobody has to wait until that is known. */
export function openStorage(): Storage {
  const opened = openDatabase();
  return {
    isLasting: opened.then(({ isLasting }) => isLasting),
    get: async (key) => (await opened).get(key),
    list: async (prefix) => (await opened).list(prefix),
    set: async (key, value) => (await opened).set(key, value),
    remove: async (key) => (await opened).remove(key),
    clear: async () => (await opened).clear(),
  };
}

async function openDatabase(): Promise<Storage> {
  try {
    const database = createStore('lanline', 'guest');
    await set('probe', Date.now(), database);
    await del('probe', database);
    return {
      isLasting: Promise.resolve(true),
      get: (key) => get(key, database),
      list: async (prefix) =>
        withPrefix(
          (await entries<IDBValidKey, unknown>(database)).flatMap(([key, value]) =>
            typeof key === 'string' ? [[key, value]] : [],
          ),
          prefix,
        ),
      set: (key, value) => set(key, value, database),
      remove: (key) => del(key, database),
      clear: () => clear(database),
    };
  } catch {
    return createMemoryStorage();
  }
}

function withPrefix(all: [string, unknown][], prefix: string): [string, unknown][] {
  return all.flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []));
}
