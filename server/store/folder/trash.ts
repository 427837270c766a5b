// `trash/<date>-<id>/`: what was deleted stays there for 30 days.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { StoreEnvironment } from '../store-environment.ts';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface Trash {
  /** Moves files there; those that do not exist are passed over. */
  put(paths: readonly string[]): Promise<void>;
  /** Removes for good what has been there for 30 days. */
  empty(): Promise<void>;
}

export function createTrash(env: StoreEnvironment, folder: string): Trash {
  return {
    async put(paths) {
      const target = join(
        folder,
        `${new Date(env.now()).toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`,
      );
      await env.fs.mkdir(target);
      for (const path of paths) {
        if (await env.fs.stat(path)) await env.fs.rename(path, join(target, basename(path)));
      }
      await env.fs.syncFolder(target);
    },
    async empty() {
      if (!(await env.fs.stat(folder))) return;
      for (const name of await env.fs.readdir(folder)) {
        const since = Date.parse(name.slice(0, 10));
        if (Number.isNaN(since) || env.now() - since < KEPT_MS) continue;
        await env.fs.remove(join(folder, name));
        env.note({ level: 'info', event: 'trash-emptied', name });
      }
    },
  };
}
