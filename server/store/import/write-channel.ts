// Bringing a source's messages into a channel's log: a new log appears whole by a rename, an existing one
// gets what it does not have.
import { dirname } from 'node:path';
import { createBufferedWriter } from '../files/buffered-writer.ts';
import { readFully, type OpenFile } from '../files/file-system.ts';
import { encodeLine } from '../log/log-line.ts';
import { readLog } from '../log/log-reading.ts';
import { encodeHeader, newHeader } from '../log/log-record.ts';
import { repairTail, type KnownTail, type LogTail } from '../log/log-tail.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import type { ImportedMessage } from './source.ts';

/** What is being written until it is whole. */
export const STAGING = '.importing';
const COPY_SLICE = 1024 * 1024;

export interface WriteOptions {
  env: StoreEnvironment;
  /** Of the log */
  path: string;
  channel: string;
  /** Where the log stood, as the index remembers it */
  known: KnownTail | undefined;
  /** The room's */
  serverId: string;
  messages: AsyncIterable<ImportedMessage>;
  /** Called with each message, also those that the log has */
  onMessage: (message: ImportedMessage) => void;
  /** Called when all is read, before any new message appears in the log */
  beforeVisible: () => Promise<void>;
}

export interface Written {
  saved: number;
  present: number;
}

/**
 * Adds the messages whose ids the log does not have at its end, with the next numbers; all are durable when
 * it resolves. Without a log, or with an empty one, the log is made anew. Interrupted anywhere, it can be
 * called again.
 */
export async function writeChannel(options: WriteOptions): Promise<Written> {
  const { env, path, known } = options;
  const tail = await repairTail(env, path, known);
  const log = tail && tail.lastSeq > 0 ? tail : undefined;
  const staging = `${path}${STAGING}`;
  const staged = await stage(options, staging, log);
  await options.beforeVisible();
  if (staged.saved > 0 && log) await append(env, path, staging, log.end);
  if (staged.saved > 0 && !log) await env.fs.rename(staging, path);
  else await env.fs.remove(staging);
  await env.fs.syncFolder(dirname(path));
  return staged;
}

async function stage(
  { env, path, channel, serverId, messages, onMessage }: WriteOptions,
  staging: string,
  log: LogTail | undefined,
): Promise<Written> {
  const known = log ? await readIds(env, path, log.end) : new Set<string>();
  let seq = log?.lastSeq ?? 0;
  let saved = 0;
  let present = 0;
  await withFile(env, staging, 'w', async (file) => {
    const writer = createBufferedWriter(file, 0);
    if (!log)
      await writer.write(
        Buffer.from(encodeHeader(newHeader(channel, new Date(env.now()).toISOString(), serverId))),
      );
    for await (const message of messages) {
      onMessage(message);
      if (known.has(message.id)) {
        present += 1;
        continue;
      }
      seq += 1;
      saved += 1;
      await writer.write(
        Buffer.from(encodeLine({ seq, kind: 'message', message: { ...message, channel_id: channel, seq } })),
      );
    }
    await writer.flush();
    await file.datasync();
  });
  return { saved, present };
}

/** Of all messages that were ever written, also those that were deleted since. */
async function readIds(env: StoreEnvironment, path: string, end: number): Promise<Set<string>> {
  const ids = new Set<string>();
  await withFile(env, path, 'r', async (file) => {
    for await (const { record } of readLog(file, end)) {
      const message: unknown = record?.['message'];
      if (
        typeof message === 'object' &&
        message !== null &&
        'id' in message &&
        typeof message.id === 'string'
      )
        ids.add(message.id);
    }
  });
  return ids;
}

/**
 * Copies whole lines to the log's end; what an interruption leaves is a torn tail and messages that count as
 * present the next time.
 */
async function append(env: StoreEnvironment, path: string, staging: string, end: number): Promise<void> {
  await withFile(env, staging, 'r', (from) =>
    withFile(env, path, 'r+', async (to) => {
      const { size } = await from.stat();
      const writer = createBufferedWriter(to, end);
      for (let position = 0; position < size;) {
        const bytes = await readFully(from, position, Math.min(COPY_SLICE, size - position));
        if (bytes.length === 0) throw new Error(`${staging} became shorter`);
        await writer.write(bytes);
        position += bytes.length;
      }
      await writer.flush();
      await to.datasync();
    }),
  );
}

async function withFile<T>(
  env: StoreEnvironment,
  path: string,
  flags: string,
  work: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const file = await env.fs.open(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
