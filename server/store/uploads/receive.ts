// Taking the bytes of one upload in: written, counted, hashed and looked at on the way, so that memory does
// not grow with the file.
import { createHash } from 'node:crypto';
import { fileTooLarge } from '../../../protocol/upload-rule.ts';
import { readFully, writeFully, type OpenFile } from '../files/file-system.ts';
import type { Sniffed } from './file-types.ts';
import type { FileBytes } from './program-archive.ts';
import { programTypeOf, type ProgramType } from './programs.ts';
import { createTextCheck, type TextEncoding } from './text-encoding.ts';

/** Enough for the headers of all formats here; what lies behind a larger picture in a song is not needed. */
const SAMPLE_BYTES = 64 * 1024;

export interface Received {
  size: number;
  /** Hex */
  sha256: string;
  sniffed: Sniffed | undefined;
  /** Undefined if it is not text */
  encoding: TextEncoding | undefined;
  /** What kind of program it is; undefined if it is none */
  program: ProgramType | undefined;
}

/**
 * Writes the source into an empty file, which is open for reading too, and makes it durable. Throws `too_large`
 * over `limit` bytes, what `cover` does, what `storing` makes of the disk's errors, and the source's own errors as they are.
 */
export async function receive(
  source: AsyncIterable<Buffer>,
  file: OpenFile,
  {
    limit,
    signal,
    storing,
    cover,
    syncing,
  }: {
    limit: number;
    signal: AbortSignal | undefined;
    storing: <T>(work: Promise<T>) => Promise<T>;
    /** Rejects if there is no space for `size` bytes */
    cover: (size: number) => Promise<void>;
    /** Runs it when few others are synced */
    syncing: <T>(sync: () => Promise<T>) => Promise<T>;
  },
): Promise<Received> {
  const hash = createHash('sha256');
  const text = createTextCheck();
  const sample: Buffer[] = [];
  let sampled = 0;
  let size = 0;
  signal?.throwIfAborted();
  for await (const chunk of signal ? untilAborted(source, signal) : source) {
    if (size + chunk.length > limit) throw fileTooLarge(limit);
    hash.update(chunk);
    text.push(chunk);
    if (sampled < SAMPLE_BYTES) {
      const part = Buffer.from(chunk.subarray(0, SAMPLE_BYTES - sampled));
      sample.push(part);
      sampled += part.length;
    }
    await storing(cover(size + chunk.length));
    await storing(writeFully(file, chunk, size));
    size += chunk.length;
  }
  await storing(syncing(() => file.datasync()));
  const start = Buffer.concat(sample);
  // loaded with the first file: it takes 10 MB
  const { fileTypeFromBuffer } = await import('file-type');
  return {
    size,
    sha256: hash.digest('hex'),
    sniffed: await fileTypeFromBuffer(start),
    encoding: text.end(),
    program: await storing(programTypeOf(bytesOf(file, size, start))),
  };
}

/** The written file, of which `start` is in memory. */
function bytesOf(file: OpenFile, size: number, start: Buffer): FileBytes {
  return {
    size,
    async read(at, length) {
      const wanted = Math.max(0, Math.min(length, size - at));
      return at + wanted <= start.length ? start.subarray(at, at + wanted) : readFully(file, at, wanted);
    },
  };
}

/** The source's chunks; throws the signal's reason even where the source never says anything again. */
async function* untilAborted(source: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined);
  const stop = (): void => {
    reject(signal.reason);
  };
  signal.addEventListener('abort', stop);
  const chunks = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await Promise.race([chunks.next(), aborted]);
      if (step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // not awaited: it may wait for what never comes
    chunks.return?.().then(
      () => undefined,
      () => undefined,
    );
  }
}
