// One file of the old server: its messages as ours will be, in order, and what is wrong with it.
import { createHash } from 'node:crypto';
import { explain } from '../../../protocol/explain.ts';
import { legacyMessageSchema, type LegacyMessage } from '../format/import-files.ts';
import type { FileSystem, OpenFile } from '../files/file-system.ts';
import type { TimeReader } from './local-time.ts';
import type { ImportProblem } from './report.ts';
import { scanList } from './scan-list.ts';

/**
 * A message as its log line holds it, but for its channel and number. The old server's file object stays as
 * it was.
 */
export interface ImportedMessage {
  id: string;
  user_id: string;
  username: string;
  content: string;
  type: 'text' | 'file';
  file: Record<string, unknown> | null;
  /** UTC, with six decimals */
  timestamp: string;
}

/** The disk refused to give the file's bytes: a fault of this file alone. */
export class SourceError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'SourceError';
  }
}

export interface Source {
  /** Can be read once. */
  messages(): AsyncGenerator<ImportedMessage>;
  /** After the last message: hex of all bytes */
  sha256(): string;
  /** After the last message: whether the file was the same all the while */
  unchanged(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SourceOptions {
  fs: FileSystem;
  path: string;
  readTime: TimeReader;
  onProblem: (problem: ImportProblem) => void;
}

// set by us, or ours to say: another server's word must not count
const OURS = new Set([
  'timestamp',
  'channel_id',
  'seq',
  'client_id',
  'verified',
  'edited_at',
  'deleted_at',
  'reply_to',
  'reactions',
  'mentions',
  'pinned_at',
  '__proto__',
]);

export async function openSource({ fs, path, readTime, onProblem }: SourceOptions): Promise<Source> {
  const file = await reading(() => fs.open(path, 'r'));
  const before = await reading(() => file.stat()).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  const hash = createHash('sha256');
  const readMore = createReader(file, (bytes) => {
    hash.update(bytes);
  });

  async function* messages(): AsyncGenerator<ImportedMessage> {
    const seen = new Set<string>();
    // an unreadable time becomes that of the message before
    let time = new Date(before.mtimeMs).toISOString().replace('Z', '000Z');
    for await (const item of scanList(readMore)) {
      const { at } = item;
      if (item.kind === 'damage') {
        onProblem({ ...at, why: item.why, lost: true });
        continue;
      }
      const parsed = legacyMessageSchema.safeParse(item.value);
      if (!parsed.success) {
        // behind damage a piece of a message is no fault of its own
        if (!item.salvaged)
          onProblem({
            ...at,
            why: `not a message: ${explain(parsed.error, item.value, 'entry')}`,
            lost: true,
          });
        continue;
      }
      const legacy = parsed.data;
      if (seen.has(legacy.id)) {
        onProblem({ ...at, why: 'a message with this id came before; the first one counts', lost: true });
        continue;
      }
      seen.add(legacy.id);
      const read = readTime(legacy.timestamp);
      if (read === undefined)
        onProblem({ ...at, why: 'its time cannot be read; it got that of the message before', lost: false });
      if (item.replaced)
        onProblem({ ...at, why: 'some of its bytes are not UTF-8 and were replaced', lost: false });
      time = read ?? time;
      yield toMessage(legacy, time, readTime);
    }
  }

  return {
    messages,
    sha256: () => hash.copy().digest('hex'),
    async unchanged() {
      const now = await reading(() => file.stat());
      return now.size === before.size && now.mtimeMs === before.mtimeMs;
    },
    close: () => file.close(),
  };
}

/** The hash of a file's bytes, as `Source.sha256` gives it. */
export async function hashFile(fs: FileSystem, path: string): Promise<string> {
  const file = await reading(() => fs.open(path, 'r'));
  try {
    const hash = createHash('sha256');
    const readMore = createReader(file, (bytes) => {
      hash.update(bytes);
    });
    while ((await readMore(SLICE)).length > 0);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

const SLICE = 1024 * 1024;

function createReader(file: OpenFile, onBytes: (bytes: Buffer) => void): (bytes: number) => Promise<Buffer> {
  let position = 0;
  return async (length) => {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await reading(() => file.read(buffer, 0, length, position));
    position += bytesRead;
    const bytes = buffer.subarray(0, bytesRead);
    onBytes(bytes);
    return bytes;
  };
}

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new SourceError(error);
  }
}

function toMessage(
  { id, user_id, username, content, type, file, ...others }: LegacyMessage,
  timestamp: string,
  readTime: TimeReader,
): ImportedMessage {
  return {
    id,
    user_id,
    username: username ?? '',
    content: content ?? '',
    // the old server took any word; it meant a file where there is one
    type: type === 'file' || (type !== 'text' && file) ? 'file' : 'text',
    file: file ? { ...file, uploaded_at: readTime(file['uploaded_at']) ?? timestamp } : null,
    timestamp,
    ...Object.fromEntries(Object.entries(others).filter(([key]) => !OURS.has(key))),
  };
}
