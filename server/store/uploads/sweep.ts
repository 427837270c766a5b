// Moving away what nothing refers to. Nothing is deleted but what can be made again: `trash/` keeps the rest
// for 30 days.
import { join } from 'node:path';
import type { StoreEnvironment } from '../store-environment.ts';
import { thumbnailName } from './thumbnails.ts';
import type { Upload, UploadIndex } from './upload-index.ts';
import type { UploadLog } from './upload-log.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;
/** Names asked for at once. */
const ASKED = 500;

export interface SweepOptions {
  /** Which of these uploads a message refers to. Must reject rather than guess. */
  isReferenced: (names: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Wall time in ms; the store's clock where it is left out */
  now?: number;
}

export interface SweepReport {
  /** Uploads whose record went */
  uploads: number;
  /** Thumbnails and half-written files without an upload */
  leftovers: number;
}

export interface SweepParts {
  env: StoreEnvironment;
  /** The data folder */
  folder: string;
  uploads: string;
  incoming: string;
  index: UploadIndex;
  log: UploadLog;
  /** Names in `incoming` that are being written */
  active: ReadonlySet<string>;
  /** When a record was last asked for, to be put into a message: it may be referred to in a moment */
  askedFor: Map<string, number>;
}

export async function sweep(
  parts: SweepParts,
  { isReferenced, now = parts.env.now() }: SweepOptions,
): Promise<SweepReport> {
  const { index, askedFor } = parts;
  for (const [name, at] of askedFor) if (now - at >= KEPT_MS) askedFor.delete(name);
  const due = [...index.all()].filter(
    (upload) => isDue(upload, now) && !askedFor.has(upload.file.unique_filename),
  );
  let uploads = 0;
  for (let from = 0; from < due.length; from += ASKED) {
    const some = due.slice(from, from + ASKED);
    const referenced = await isReferenced(some.map(({ file }) => file.unique_filename));
    for (const upload of some) {
      const name = upload.file.unique_filename;
      // asked for while the question above was being answered
      if (referenced.has(name) || askedFor.has(name)) continue;
      if (await remove(parts, upload, now)) uploads += 1;
    }
  }
  return { uploads, leftovers: await removeLeftovers(parts, now) };
}

function isDue({ file, imported }: Upload, now: number): boolean {
  return !imported && now - Date.parse(file.uploaded_at) >= KEPT_MS;
}

async function remove(parts: SweepParts, upload: Upload, now: number): Promise<boolean> {
  const { env, index, log } = parts;
  // first out of sight: nobody must find bytes that are about to go
  index.remove(upload.file.unique_filename);
  try {
    if (!index.inUse(upload.storedAs))
      await moveToTrash(parts, [upload.storedAs, thumbnailName(upload.storedAs)], now);
    await log.remove(upload.file.unique_filename, now);
    return true;
  } catch (error) {
    // its bytes may be gone already; the next sweep goes on
    index.add(upload);
    env.note({
      level: 'error',
      event: 'sweep-failed',
      file: upload.file.unique_filename,
      reason: error instanceof Error ? error.message : String(error),
    });
    return false;
  }
}

async function moveToTrash(
  { env, folder, uploads }: SweepParts,
  names: readonly string[],
  now: number,
): Promise<void> {
  const target = join(folder, 'trash', new Date(now).toISOString().slice(0, 10), 'uploads');
  await env.fs.mkdir(target);
  for (const name of names) {
    if (await env.fs.stat(join(uploads, name))) await env.fs.rename(join(uploads, name), join(target, name));
  }
  await env.fs.syncFolder(target);
}

async function removeLeftovers(parts: SweepParts, now: number): Promise<number> {
  const { env, uploads, incoming, index, active } = parts;
  let removed = 0;
  for (const name of await env.fs.readdir(incoming)) {
    if (active.has(name)) continue;
    await env.fs.remove(join(incoming, name));
    removed += 1;
  }
  const names = new Set(await env.fs.readdir(uploads));
  for (const name of names) {
    if (!/^thumb_.+\.webp$/.test(name)) continue;
    const of = name.slice('thumb_'.length);
    const stored = of.slice(0, -'.webp'.length);
    // an old server's thumbnail has the name of its file, ours adds `.webp`
    if (names.has(of) || names.has(stored) || index.inUse(stored)) continue;
    await moveToTrash(parts, [name], now);
    removed += 1;
  }
  return removed;
}
