// What a log needs before it can be appended to: a torn tail is cut off (and kept in `damaged/`), a last line
// that only lacks its newline is completed. Damage with good lines after it is left alone: readers skip it.
import { basename, dirname, join } from 'node:path';
import { createBufferedWriter } from '../files/buffered-writer.ts';
import { channelOfLog } from './channel-files.ts';
import { readFully, writeFully, type OpenFile } from '../files/file-system.ts';
import { findHeader, isHeader } from './log-header.ts';
import { readLog, readLogBackwards } from './log-reading.ts';
import { missingMessages } from './missing-messages.ts';
import { encodeHeader, newHeader, type LogHeader } from './log-record.ts';
import type { StoreEnvironment } from '../store-environment.ts';

export interface LogTail {
  /** The length in bytes; the last byte is a newline */
  end: number;
  /** The newest change's number; 0 where there is none */
  lastSeq: number;
  epoch: string;
  /** ISO time, UTC */
  created: string;
}

const HEADER_BYTES = 64 * 1024;
const COPY_SLICE = 1024 * 1024;
const NEWLINE = 10;

/** Where a log stood before, as others remember it. */
export type KnownTail = Pick<LogTail, 'epoch' | 'lastSeq'>;

/**
 * Makes the channel log at `path` (`<data>/channels/<id>.jsonl`) end with a good line; durable when it
 * resolves, safe to be interrupted anywhere.
 * undefined where there is no log, or none any more because nothing in it could be read (it was moved to
 * `<data>/damaged/`).
 *
 * The log is rewritten with a new epoch if its header is damaged, and if lines are gone from its end that had
 * once been whole, which `known` may tell: clients may know their numbers, which will be given again. Throws
 * errors of the disk, and if a newer version wrote the log.
 */
export async function repairTail(
  env: StoreEnvironment,
  path: string,
  known?: KnownTail,
): Promise<LogTail | undefined> {
  if (!(await env.fs.stat(path))) return undefined;
  const file = await env.fs.open(path, 'r+');
  let repaired: Repaired | undefined;
  try {
    repaired = await repairOpen(env, path, file, known);
  } finally {
    await file.close();
  }
  if (!repaired) {
    await setAside(env, path);
    return undefined;
  }
  const { replacement, ...tail } = repaired;
  if (replacement !== undefined) {
    // only now: Windows replaces no file that is open
    await env.fs.rename(replacement, path);
    await env.fs.syncFolder(dirname(path));
  }
  return tail;
}

/** With the file that takes the log's place, where it was written anew. */
type Repaired = LogTail & { replacement?: string };

async function repairOpen(
  env: StoreEnvironment,
  path: string,
  file: OpenFile,
  known: KnownTail | undefined,
): Promise<Repaired | undefined> {
  const { size } = await file.stat();
  const last = await findLast(file, size);
  if (!last) return undefined;
  const { end, lastSeq } = last;
  const header = findHeader(await readFully(file, 0, Math.min(size, HEADER_BYTES)));
  const cut = await readCut(file, end, size);
  const channel = header?.channel ?? channelOfLog(basename(path)) ?? basename(path);
  const isShort = known !== undefined && known.epoch === header?.epoch && known.lastSeq > lastSeq;
  if (isShort) env.note(missingMessages(channel, { first: lastSeq + 1, last: known.lastSeq }));
  if (!header || cut.hadNewline || isShort) {
    await keep(env, path, file, 0, size);
    env.note({
      level: cut.hadNewline ? 'error' : 'warn',
      event: 'log-rewritten',
      channel,
      reason: !header
        ? 'its header is damaged'
        : cut.hadNewline
          ? 'its last lines are damaged'
          : 'its last lines are gone',
      offset: end,
    });
    return rewrite(env, path, file, { size, lastSeq, header, channel });
  }
  const complete = (await readFully(file, end - 1, 1))[0] === NEWLINE;
  if (end < size) {
    await keep(env, path, file, end, size);
    env.note({ level: 'warn', event: 'torn-tail-cut', channel, offset: end, bytes: size - end });
    await file.truncate(end);
  }
  if (!complete) await writeFully(file, Buffer.from('\n'), end);
  if (end < size || !complete) await file.datasync();
  return { end: complete ? end : end + 1, lastSeq, epoch: header.epoch, created: header.created };
}

/** Where the last good line ends, and the newest change's number. */
async function findLast(file: OpenFile, size: number): Promise<{ end: number; lastSeq: number } | undefined> {
  let end: number | undefined;
  for await (const { end: recordEnd, record } of readLogBackwards(file, size)) {
    end ??= recordEnd;
    if (typeof record['seq'] === 'number') return { end, lastSeq: record['seq'] };
    if (isHeader(record)) break;
  }
  return end === undefined ? undefined : { end, lastSeq: 0 };
}

async function readCut(file: OpenFile, end: number, size: number): Promise<{ hadNewline: boolean }> {
  for (let position = end; position < size; position += COPY_SLICE) {
    const bytes = await readFully(file, position, Math.min(COPY_SLICE, size - position));
    // a newline directly after the last record's own bytes cannot be: it would belong to that record
    if (bytes.includes(NEWLINE)) return { hadNewline: true };
  }
  return { hadNewline: false };
}

/** A new log beside, with a new epoch and all good lines, renamed over the old one. */
async function rewrite(
  env: StoreEnvironment,
  path: string,
  file: OpenFile,
  {
    size,
    lastSeq,
    header,
    channel,
  }: { size: number; lastSeq: number; header: LogHeader | undefined; channel: string },
): Promise<Repaired> {
  const created = header?.created ?? new Date(env.now()).toISOString();
  const fresh = newHeader(channel, created, header?.server_id);
  const temporary = `${path}.repairing`;
  const target = await env.fs.open(temporary, 'w');
  const writer = createBufferedWriter(target, 0);
  try {
    await writer.write(Buffer.from(encodeHeader(fresh)));
    for await (const { record, bytes } of readLog(file, size)) {
      if (!record || isHeader(record)) continue;
      await writer.write(bytes.at(-1) === NEWLINE ? bytes : Buffer.concat([bytes, Buffer.from('\n')]));
    }
    await writer.flush();
    await target.datasync();
  } finally {
    await target.close();
  }
  return { end: writer.end, lastSeq, epoch: fresh.epoch, created: fresh.created, replacement: temporary };
}

/** Copies the bytes from `start` to `end` into `damaged/`, durable. */
async function keep(
  env: StoreEnvironment,
  path: string,
  file: OpenFile,
  start: number,
  end: number,
): Promise<void> {
  const target = await damagedPath(env, path, start);
  const copy = await env.fs.open(target, 'w');
  try {
    for (let position = start; position < end;) {
      const bytes = await readFully(file, position, Math.min(COPY_SLICE, end - position));
      if (bytes.length === 0) break;
      await writeFully(copy, bytes, position - start);
      position += bytes.length;
    }
    await copy.datasync();
  } finally {
    await copy.close();
  }
  await env.fs.syncFolder(dirname(target));
}

/** A log without one good line: nothing could be appended to it. */
async function setAside(env: StoreEnvironment, path: string): Promise<void> {
  const found = await env.fs.stat(path);
  if (found && found.size === 0) {
    await env.fs.remove(path);
  } else {
    const target = await damagedPath(env, path, 0);
    await env.fs.rename(path, target);
    await env.fs.syncFolder(dirname(target));
    const channel = channelOfLog(basename(path)) ?? basename(path);
    env.note({ level: 'error', event: 'log-unreadable', channel, kept_at: target });
  }
  await env.fs.syncFolder(dirname(path));
}

async function damagedPath(env: StoreEnvironment, path: string, offset: number): Promise<string> {
  // beside `channels/`, which holds nothing but logs and an old server's originals
  const folder = join(dirname(dirname(path)), 'damaged');
  await env.fs.mkdir(folder);
  return join(folder, `${basename(path)}.${String(offset)}.${String(env.now())}`);
}
