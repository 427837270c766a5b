// `trash/<date>-<id>/`: what was deleted stays there for 30 days.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { SteadyTime } from './steady-time.ts';
import type { StoreEnvironment } from '../store-environment.ts';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const DATE = 'YYYY-MM-DD';
/** Earlier dates come from a wrong clock, such as 1970 without a battery: the 30 days then start again. */
const FIRST_DATE = '2026-01-01';

export interface Trash {
  /** Moves files there; those that do not exist are passed over. */
  put(paths: readonly string[]): Promise<void>;
  /** Removes for good what has been there for 30 days. */
  empty(): Promise<void>;
}

export function createTrash(env: StoreEnvironment, folder: string, time: SteadyTime): Trash {
  return {
    async put(paths) {
      const target = join(folder, `${dateOf(time.latest())}-${randomUUID().slice(0, 8)}`);
      await env.fs.mkdir(target);
      for (const path of paths) {
        if (await env.fs.stat(path)) await env.fs.rename(path, join(target, basename(path)));
      }
      await env.fs.syncFolder(target);
    },
    async empty() {
      if (!(await env.fs.stat(folder))) return;
      for (const name of await env.fs.readdir(folder)) {
        const date = name.slice(0, DATE.length);
        const since = Date.parse(date);
        if (Number.isNaN(since)) continue;
        if (date < FIRST_DATE) {
          await env.fs.rename(
            join(folder, name),
            join(folder, `${dateOf(time.latest())}-${randomUUID().slice(0, 8)}`),
          );
          continue;
        }
        if (time.earliest() - since < KEPT_MS) continue;
        await env.fs.remove(join(folder, name));
        env.note({ level: 'info', event: 'trash-emptied', name });
      }
    },
  };
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, DATE.length);
}
