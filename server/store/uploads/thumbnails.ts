// Thumbnails, one after another: `thumb_<stored name>.webp`. Each can be made anew from its upload at any
// time.
import { join } from 'node:path';
import { ChatError } from '../../../protocol/errors.ts';
import { replaceFile } from '../files/atomic-file.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { drawThumbnail } from './pictures.ts';

/** What the names of thumbnails begin with, an old server's too. */
export const THUMB = 'thumb_';

/** Pictures that may wait; what comes beyond is made when somebody asks for it. */
const MOST_WAITING = 100;

export interface Thumbnails {
  readonly busy: boolean;
  /** Draws one of a file that is not in its place yet; undefined where it is damaged. */
  draw(path: string): Promise<Buffer | undefined>;
  /** Puts a drawn one in its place; where that fails it is made when asked for. */
  keep(stored: string, bytes: Buffer): Promise<void>;
  /** Makes one when there is time. */
  later(stored: string): void;
  /**
   * Waits for it or makes it; undefined where the picture is damaged or gone. Throws `busy` where too many
   * are waiting.
   */
  ready(stored: string): Promise<string | undefined>;
  /** What waits is given up; resolves when nothing runs. */
  close(): Promise<void>;
}

/** The name of our thumbnail of a stored file. */
export function thumbnailName(stored: string): string {
  return `${THUMB}${stored}.webp`;
}

/** `incoming` is for half-written ones; their names are in `active` meanwhile. */
export function createThumbnails(
  env: StoreEnvironment,
  { uploads, incoming, active }: { uploads: string; incoming: string; active: Set<string> },
): Thumbnails {
  const making = new Map<string, Promise<string | undefined>>();
  const damaged = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new ChatError('closing'));
    if (waiting >= MOST_WAITING) return Promise.reject(new ChatError('busy'));
    waiting += 1;
    const turn = last
      .then(() => {
        if (closed) throw new ChatError('closing');
        return work();
      })
      .finally(() => {
        waiting -= 1;
      });
    last = turn.catch(() => undefined);
    return turn;
  };

  const drawn = async (path: string, name: string): Promise<Buffer | undefined> => {
    try {
      return await drawThumbnail(path);
    } catch (error) {
      env.note({
        level: 'warn',
        event: 'thumbnail-failed',
        file: name,
        reason: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    }
  };

  const write = async (stored: string, bytes: Buffer): Promise<string> => {
    const path = join(uploads, thumbnailName(stored));
    // its uuid alone: with one more ending the name could be too long
    const name = `${stored.slice(0, 36)}.webp`;
    const names = [name, `${name}.tmp`];
    for (const each of names) active.add(each);
    try {
      await replaceFile(env.fs, join(incoming, name), bytes);
      await env.fs.rename(join(incoming, name), path);
    } catch (error) {
      await env.fs.remove(join(incoming, name)).catch(() => undefined);
      throw error;
    } finally {
      for (const each of names) active.delete(each);
    }
    return path;
  };

  const make = async (stored: string): Promise<string | undefined> => {
    const path = join(uploads, thumbnailName(stored));
    if ((await env.fs.stat(path))?.isFile) return path;
    if (damaged.has(stored) || !(await env.fs.stat(join(uploads, stored)))) return undefined;
    const bytes = await inTurn(() => drawn(join(uploads, stored), stored));
    if (bytes) return write(stored, bytes);
    damaged.add(stored);
    return undefined;
  };

  const once = (stored: string, work: () => Promise<string | undefined>): Promise<string | undefined> => {
    const running = making.get(stored) ?? work().finally(() => making.delete(stored));
    making.set(stored, running);
    return running;
  };
  const ready = (stored: string): Promise<string | undefined> => once(stored, () => make(stored));

  return {
    get busy() {
      return waiting > 0;
    },
    draw: (path) => inTurn(() => drawn(path, path)),
    async keep(stored, bytes) {
      try {
        await once(stored, () => write(stored, bytes));
      } catch (error) {
        env.note({
          level: 'warn',
          event: 'thumbnail-not-kept',
          file: stored,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },
    later(stored) {
      ready(stored).catch(() => undefined);
    },
    ready,
    async close() {
      closed = true;
      await last;
      await Promise.allSettled(making.values());
    },
  };
}
