// The store as the server opens it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeFileSystem, type FileSystem } from '../../../server/store/files/file-system.ts';
import type * as StoreModule from '../../../server/store/store.ts';
import { serverRoot } from './sources.ts';

/** Opens the store of the sources in `root` on a data folder. */
export async function openTestStore(
  folder: string,
  { root = serverRoot(), fs = nodeFileSystem }: { root?: string; fs?: FileSystem } = {},
): Promise<StoreModule.Store> {
  const { openStore } = (await import(
    pathToFileURL(join(root, 'store/store.ts')).href
  )) as typeof StoreModule;
  return openStore({
    env: { fs, now: () => Date.now(), note: () => undefined },
    monotonic: () => performance.now(),
    folder,
    importZone: 'UTC',
    freeSpaceFloor: 0,
    messageSpaceFloor: 0,
    quotaPerPerson: Infinity,
    quotaInAll: Infinity,
    channelMemory: 64 * 1024 ** 2,
    onFatal: (error) => {
      throw error;
    },
  });
}
