// Uploads: `uploads/<uuid>_<safe name>` with a line in `uploads.jsonl` each. Equal bytes are one file.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { ChatError } from '../../../protocol/errors.ts';
import type { FileRecord } from '../../../protocol/message.ts';
import type { UploadRule } from '../../../protocol/upload-rule.ts';
import { isDiskFull } from '../files/file-system.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { requireAccepted, requireNoProgram } from './accept.ts';
import { typeOf } from './file-types.ts';
import { receive, type Received } from './receive.ts';
import { recover } from './recover.ts';
import { restore } from './restore.ts';
import { extensionOf, safeName } from './safe-name.ts';
import { createSettling } from './settle.ts';
import { createSpace, type Owner, type Reservation } from './space.ts';
import { createFileFinder, type StoredFile } from './stored-file.ts';
import { sweep, type SweepOptions, type SweepReport } from './sweep.ts';
import { createThumbnails } from './thumbnails.ts';
import { createUploadIndex } from './upload-index.ts';
import { isFileRecord, openUploadLog, UPLOADS_LOG } from './upload-log.ts';

/** Node has four threads for the disk: as many syncs of large files would keep messages from being stored. */
const SYNCS_AT_ONCE = 2;

export interface UploadsEnvironment extends StoreEnvironment {
  /** The data folder */
  folder: string;
  /** Bytes free on its disk */
  freeBytes: () => Promise<number>;
  /** Bytes that uploads must leave free; 0 where it is left out */
  freeSpaceFloor?: number;
  /** Bytes that one person may bring; any number where it is left out */
  quotaPerPerson?: number;
  /** Bytes of everybody together; any number where it is left out */
  quotaInAll?: number;
}

export interface SaveOptions {
  /** As the client named it */
  filename: string;
  /** Bytes at most */
  limit: number;
  /** Which files are accepted */
  rule: UploadRule;
  /** About as many bytes will come, as far as that is known: space for them is set aside at once */
  expected?: number;
  owner?: Owner | undefined;
  signal?: AbortSignal;
}

export interface Uploads {
  /**
   * Takes a file in; durable when it resolves. Rejects with `too_large`, `type_denied`, `quota`,
   * `storage_full`, `storage_failed`, `closing`, or with the source's own error; then nothing is left of it.
   */
  save(source: AsyncIterable<Buffer>, options: SaveOptions): Promise<FileRecord>;
  record(uniqueFilename: string): FileRecord | undefined;
  /**
   * For a `unique_filename` or a thumbnail's name. Rejects with `busy` where too many thumbnails are waiting
   * to be made.
   */
  open(name: string): Promise<StoredFile | undefined>;
  /**
   * Registers an old server's files, which lie in `uploads/` already: never swept. Those known are passed
   * over; durable when it resolves.
   */
  adopt(records: readonly FileRecord[]): Promise<void>;
  /** Some records were lost: their file was not there, or had damaged lines. */
  readonly isIncomplete: boolean;
  /**
   * Names with a record but without a file when this was opened: somebody removed it, or the power went before the
   * upload was answered
   */
  readonly missing: readonly string[];
  /** Makes records again from messages that show the files; those known are passed over. Durable when it resolves. */
  restore(files: readonly FileRecord[]): Promise<{ restored: number; missing: number }>;
  /** Moves to `trash/<date>/uploads/` what nothing has referred to for 24 hours. */
  sweep(options: SweepOptions): Promise<SweepReport>;
  /** What the uploads take, without thumbnails; equal bytes once. */
  usage(): { bytes: number; files: number };
  /** Refuses new uploads and waits for those that run. */
  close(): Promise<void>;
}

/** Opens the uploads of a data folder; what an interrupted upload left behind is finished or removed. */
export async function openUploads(env: UploadsEnvironment): Promise<Uploads> {
  const uploads = join(env.folder, 'uploads');
  const incoming = join(uploads, '.incoming');
  await env.fs.mkdir(incoming);
  await env.fs.syncFolder(env.folder);
  await env.fs.syncFolder(uploads);
  const log = await openUploadLog(env, join(env.folder, UPLOADS_LOG));
  const index = createUploadIndex();
  const active = new Set<string>();
  const askedFor = new Map<string, number>();
  const running = new Set<Promise<unknown>>();
  const thumbnails = createThumbnails(env, { uploads, incoming, active });
  const settle = createSettling({ env, uploads, incoming, index, log, thumbnails });
  const find = createFileFinder({ env, uploads, index, thumbnails });
  const { there, missing } = await recover({ env, uploads, incoming, found: log.uploads });
  for (const upload of there) index.add(upload);
  const space = createSpace({
    freeBytes: env.freeBytes,
    floor: env.freeSpaceFloor ?? 0,
    perPerson: env.quotaPerPerson ?? Infinity,
    inAll: env.quotaInAll ?? Infinity,
    stored: () => index.usage().bytes,
    storedOf: (owner) => index.broughtBy(owner),
  });
  const syncing = pLimit(SYNCS_AT_ONCE);
  let closing = false;

  const storing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ChatError) throw error;
      env.note({
        level: 'error',
        event: 'upload-not-stored',
        reason: error instanceof Error ? error.message : String(error),
      });
      throw isDiskFull(error)
        ? new ChatError('storage_full')
        : new ChatError('storage_failed', 'The file could not be stored');
    }
  };

  const receiveInto = async (
    path: string,
    source: AsyncIterable<Buffer>,
    { limit, signal }: SaveOptions,
    cover: Reservation['cover'],
  ): Promise<Received> => {
    const file = await storing(env.fs.open(path, 'wx+'));
    let received: Received;
    try {
      received = await receive(source, file, { limit, signal, storing, cover, syncing });
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    await storing(file.close());
    return received;
  };

  const save = async (source: AsyncIterable<Buffer>, options: SaveOptions): Promise<FileRecord> => {
    const filename = safeName(options.filename);
    const extension = extensionOf(filename);
    requireAccepted(options.filename, filename, options.rule);
    const { expected = 0, limit, owner } = options;
    const reserved = await storing(space.reserve(owner, Math.min(expected, limit)));
    const id = randomUUID();
    const name = `${id}_${filename}`;
    active.add(name);
    try {
      const { sniffed, program, ...received } = await receiveInto(
        join(incoming, name),
        source,
        options,
        (size) => reserved.cover(size),
      );
      requireNoProgram(program, options.rule);
      const type = typeOf(extension, sniffed, received.encoding);
      return await storing(settle({ id, filename, name, type, owner, ...received }));
    } catch (error) {
      await env.fs.remove(join(incoming, name)).catch((reason: unknown) => {
        env.note({ level: 'warn', event: 'incoming-not-removed', file: name, reason: String(reason) });
      });
      throw error;
    } finally {
      active.delete(name);
      reserved.release();
    }
  };

  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) throw new ChatError('closing');
    const promise = work();
    running.add(promise);
    try {
      return await promise;
    } finally {
      running.delete(promise);
    }
  };

  return {
    save: (source, options) => run(() => save(source, options)),
    record(name) {
      const upload = index.get(name);
      if (upload) askedFor.set(name, env.now());
      return upload?.file;
    },
    open: (name) => find(name),
    adopt: (records) =>
      run(async () => {
        await Promise.all(
          records.map(async (file) => {
            if (!isFileRecord(file)) {
              env.note({ level: 'warn', event: 'file-not-adopted', reason: 'its record lacks fields' });
            } else if (!index.get(file.unique_filename)) {
              const upload = {
                file,
                storedAs: file.unique_filename,
                sha256: undefined,
                encoding: undefined,
                imported: true,
              };
              await log.add(upload);
              index.add(upload);
            }
          }),
        );
      }),
    isIncomplete: log.isIncomplete,
    missing,
    restore: (files) => run(() => restore({ env, uploads, index, log, missing }, files)),
    sweep: (options) =>
      run(() => sweep({ env, folder: env.folder, uploads, incoming, index, log, active, askedFor }, options)),
    usage: () => index.usage(),
    async close() {
      closing = true;
      await Promise.allSettled(running);
      await thumbnails.close();
      await log.close();
    },
  };
}
