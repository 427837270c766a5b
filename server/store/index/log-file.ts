// What the index reads from a log's file. Synchronous: it runs in the worker, in slices.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { salvage } from '../log/log-line.ts';

const HEADER_BYTES = 4096;
/** Enough for the checksum that ends a line */
const TAIL_BYTES = 32;

/** How the log is recognised as the one that was read before. */
export interface Mark {
  /** '' where the header is damaged */
  epoch: string;
  /** The bytes just before an offset; undefined where the file ends before it */
  tail: Buffer | undefined;
}

/** Throws the errors of the disk, as all functions here. */
export function readMark(path: string, offset: number): Mark {
  return withFile(path, (file) => {
    const from = Math.max(0, offset - TAIL_BYTES);
    const tail = readAt(file, from, offset - from);
    return {
      epoch: epochOf(readAt(file, 0, HEADER_BYTES)),
      tail: tail.length === offset - from ? tail : undefined,
    };
  });
}

/** The tail that `readMark` will find at the end of these bytes, given the one before them. */
export function tailOf(before: Buffer, bytes: Buffer): Buffer {
  // a copy: it must not keep a whole slice alive
  return Buffer.from(
    bytes.length >= TAIL_BYTES
      ? bytes.subarray(-TAIL_BYTES)
      : Buffer.concat([before, bytes]).subarray(-TAIL_BYTES),
  );
}

/** The bytes at `offset`, at most `length`. Throws where the file has none there. */
export function readSlice(path: string, offset: number, length: number): Buffer {
  return withFile(path, (file) => {
    const bytes = readAt(file, offset, length);
    if (bytes.length > 0) return bytes;
    const size = String(fstatSync(file).size);
    throw Object.assign(new Error(`the log ends at ${size}, before ${String(offset)}`), { code: 'ESHORT' });
  });
}

/** Whether it came from reading a file: its code is that of the system call. */
export function isFileError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z0-9]+$/.test(error.code)
  );
}

function epochOf(bytes: Buffer): string {
  for (const { record } of salvage(bytes, 0)) {
    if (!record) continue;
    const { format, epoch } = record;
    return typeof format === 'number' && typeof epoch === 'string' ? epoch : '';
  }
  return '';
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(file, bytes, filled, length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
