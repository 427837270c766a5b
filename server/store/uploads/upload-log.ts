// `uploads.jsonl`: one line an upload, `{file, sha256?, stored_as?, encoding?, imported?, by?, crc}`, and `{removed, at,
// crc}` for one that was swept.
import { basename, dirname, join } from 'node:path';
import { uniqueFilename } from '../../../protocol/ids.ts';
import type { FileRecord } from '../../../protocol/message.ts';
import { createAppendFile, storageError } from '../log/append-file.ts';
import { replaceFile } from '../files/atomic-file.ts';
import { errorCode } from '../files/file-system.ts';
import { encodeLine, readLines, salvage } from '../log/log-line.ts';
import { createOpenFiles } from '../log/open-files.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { ENCODINGS, type TextEncoding } from './text-encoding.ts';
import type { Upload } from './upload-index.ts';

/** Its name in the data folder */
export const UPLOADS_LOG = 'uploads.jsonl';

export interface UploadLog {
  /** It was not there, or some of its lines could not be read */
  readonly isIncomplete: boolean;
  /** What the file held when it was opened */
  readonly uploads: Iterable<Upload>;
  /**
   * Resolves when durable (several at once share one write); rejects with `storage_full` or `storage_failed`.
   */
  add(upload: Upload): Promise<void>;
  remove(uniqueFilename: string, at: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or makes the file. Damaged lines are skipped and noted, a torn last line is cut off; the file as it
 * was is kept in `damaged/`.
 */
export async function openUploadLog(env: StoreEnvironment, path: string): Promise<UploadLog> {
  const { uploads, lines, damaged, isTorn, length } = await read(env, path);
  let end = length ?? 0;
  if (damaged > 0 || isTorn) {
    const keptAt = await keepCopy(env, path);
    env.note({
      level: damaged > 0 ? 'error' : 'warn',
      event: damaged > 0 ? 'uploads-damaged' : 'uploads-tail-cut',
      ...(damaged > 0 && { count: damaged }),
      kept_at: keptAt,
    });
  }
  if (length === undefined || damaged > 0 || isTorn || lines > 2 * uploads.size + 100) {
    const compact = Buffer.from([...uploads.values()].map(encode).join(''));
    await replaceFile(env.fs, path, compact);
    end = compact.length;
  }
  const files = createOpenFiles(env.fs, 1);
  const file = createAppendFile<undefined>({
    env,
    path,
    end,
    files,
    turn: (commit) => commit(),
    onCommitted: () => undefined,
  });

  const append = async (line: string): Promise<void> => {
    let settled = false;
    const appended = file
      .append(() => ({ line, value: undefined }))
      .finally(() => {
        settled = true;
      });
    // Where it is unknown whether the line was written the append never settles. An upload need not wait: a
    // line whose file is missing is dropped at the next start.
    const uncertain = file.idle().then(() => {
      if (!settled) throw storageError(undefined);
      return appended;
    });
    await Promise.race([appended, uncertain]);
  };
  return {
    isIncomplete: length === undefined || damaged > 0,
    uploads: uploads.values(),
    add: (upload) => append(encode(upload)),
    remove: (name, at) => append(encodeLine({ removed: name, at: new Date(at).toISOString() })),
    async close() {
      await file.idle();
      await files.close();
    },
  };
}

function encode({ file, storedAs, sha256, encoding, imported, owner }: Upload): string {
  return encodeLine({
    file,
    sha256,
    stored_as: storedAs === file.unique_filename ? undefined : storedAs,
    encoding,
    imported: imported || undefined,
    // an address says nothing any more when the server starts again
    by: owner && 'person' in owner ? owner.person : undefined,
  });
}

async function read(
  env: StoreEnvironment,
  path: string,
): Promise<{
  uploads: Map<string, Upload>;
  lines: number;
  damaged: number;
  /** The last line is unfinished: the write that was going on when the power went */
  isTorn: boolean;
  length: number | undefined;
}> {
  const uploads = new Map<string, Upload>();
  let bytes: Buffer;
  try {
    bytes = await env.fs.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      return { uploads, lines: 0, damaged: 0, isTorn: false, length: undefined };
    throw error;
  }
  let lines = 0;
  let damaged = 0;
  const take = (record: Record<string, unknown> | undefined): void => {
    if (record && applyRecord(uploads, record)) lines += 1;
    else damaged += 1;
  };
  const reader = readLines(bytes);
  let step = reader.next();
  for (; !step.done; step = reader.next()) take(step.value.record);
  const isTorn = step.value < bytes.length;
  // only its newline may be missing
  if (isTorn)
    for (const { record } of salvage(bytes.subarray(step.value), step.value)) if (record) take(record);
  return { uploads, lines, damaged, isTorn, length: bytes.length };
}

/** Takes a line's record into what was read before it; false where it is none of this file. */
export function applyRecord(uploads: Map<string, Upload>, record: Record<string, unknown>): boolean {
  const { file, removed, stored_as: storedAs, sha256, encoding, imported, by } = record;
  if (typeof removed === 'string') {
    uploads.delete(removed);
    return true;
  }
  if (!isFileRecord(file)) return false;
  uploads.set(file.unique_filename, {
    file,
    storedAs: uniqueFilename.safeParse(storedAs).data ?? file.unique_filename,
    sha256: typeof sha256 === 'string' ? sha256 : undefined,
    encoding: encodingOf(file, encoding, imported === true),
    imported: imported === true,
    owner: typeof by === 'string' ? { person: by } : undefined,
  });
  return true;
}

function encodingOf({ type }: FileRecord, encoding: unknown, isImported: boolean): TextEncoding | undefined {
  const known = ENCODINGS.find((each) => each === encoding);
  // earlier versions accepted no other texts, and did not write it down
  return known ?? (type === 'text/plain' && !isImported ? 'utf-8' : undefined);
}

const TEXTS = ['id', 'filename', 'type', 'url', 'uploaded_at'];

/**
 * Whether it has the fields of a file record, its name being no path. Others are let pass: an old server's
 * object stays as it was.
 */
export function isFileRecord(value: unknown): value is FileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const thumbnail = fields.get('thumbnail_url');
  return (
    TEXTS.every((name) => typeof fields.get(name) === 'string') &&
    uniqueFilename.safeParse(fields.get('unique_filename')).success &&
    typeof fields.get('size') === 'number' &&
    (thumbnail === null || typeof thumbnail === 'string')
  );
}

async function keepCopy(env: StoreEnvironment, path: string): Promise<string> {
  const folder = join(dirname(path), 'damaged');
  await env.fs.mkdir(folder);
  const copy = join(folder, `${basename(path)}.${String(env.now())}`);
  await replaceFile(env.fs, copy, await env.fs.readFile(path));
  return copy;
}
