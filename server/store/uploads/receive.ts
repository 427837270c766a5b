// Taking the bytes of one upload in: written, counted, hashed and looked at on the way, so that memory does
// not grow with the file.
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { ChatError } from '../../../protocol/errors.ts';
import { writeFully, type OpenFile } from '../files/file-system.ts';
import type { Sniffed } from './file-types.ts';

/** Enough for the headers of all formats here; what lies behind a larger picture in a song is not needed. */
const SAMPLE_BYTES = 64 * 1024;
// all but tab, line feed and carriage return
const CONTROL = /[\p{Cc}--[\t\n\r]]/v;

export interface Received {
  size: number;
  /** Hex */
  sha256: string;
  sniffed: Sniffed | undefined;
  /** All of it is UTF-8 without control characters other than tab, CR and LF */
  isText: boolean;
}

/**
 * Writes the source into an empty file and makes it durable. Throws `too_large` over `limit` bytes, what
 * `storing` makes of the disk's errors, and the source's own errors as they are.
 */
export async function receive(
  source: AsyncIterable<Buffer>,
  file: OpenFile,
  {
    limit,
    signal,
    storing,
  }: { limit: number; signal: AbortSignal | undefined; storing: <T>(work: Promise<T>) => Promise<T> },
): Promise<Received> {
  const hash = createHash('sha256');
  const text = createTextCheck();
  const sample: Buffer[] = [];
  let sampled = 0;
  let size = 0;
  signal?.throwIfAborted();
  for await (const chunk of signal ? untilAborted(source, signal) : source) {
    if (size + chunk.length > limit)
      throw new ChatError('too_large', `The file is too large: at most ${describeSize(limit)} are allowed`);
    hash.update(chunk);
    text.push(chunk);
    if (sampled < SAMPLE_BYTES) {
      const part = Buffer.from(chunk.subarray(0, SAMPLE_BYTES - sampled));
      sample.push(part);
      sampled += part.length;
    }
    await storing(writeFully(file, chunk, size));
    size += chunk.length;
  }
  await storing(file.datasync());
  return {
    size,
    sha256: hash.digest('hex'),
    sniffed: await fileTypeFromBuffer(Buffer.concat(sample)),
    isText: text.end(),
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

function createTextCheck(): { push(chunk: Buffer): void; end(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let clean = true;
  const check = (decode: () => string): void => {
    if (!clean) return;
    try {
      clean = !CONTROL.test(decode());
    } catch {
      clean = false;
    }
  };
  return {
    push(chunk) {
      check(() => decoder.decode(chunk, { stream: true }));
    },
    end() {
      check(() => decoder.decode());
      return clean;
    },
  };
}

function describeSize(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${String(Math.round(megabytes * 10) / 10)} MB` : `${String(bytes)} bytes`;
}
