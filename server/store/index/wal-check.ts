// Whether SQLite's write-ahead log was damaged after it was written. SQLite itself takes the first bad frame
// for the end, as after a power cut;
// where good frames follow, that would bring back older pages than those that were copied into the database
// meanwhile.
// The format: https://www.sqlite.org/fileformat2.html#walformat
import { readFileSync } from 'node:fs';
import { errorCode } from '../files/file-system.ts';

const HEADER = 32;
const FRAME_HEADER = 24;
// the last bit says in which byte order checksums are computed
const MAGIC = 0x377f0682;

interface Sums {
  a: number;
  b: number;
}

/** False too where there is no such file. Throws the errors of the disk. */
export function isWalDamaged(path: string): boolean {
  const wal = readWal(path);
  // an empty one was never used or is all copied
  if (wal.length === 0) return false;
  // SQLite writes the header first and alone: a torn one has nothing after it
  if (wal.length < HEADER) return false;
  const isBigEndian = wal.readUInt32BE(0) === MAGIC + 1;
  if (!isBigEndian && wal.readUInt32BE(0) !== MAGIC) return true;
  const add = (sums: Sums, from: number, to: number): Sums => checksum(wal, isBigEndian, sums, from, to);
  let sums = add({ a: 0, b: 0 }, 0, 24);
  if (!isAt(wal, 24, sums)) return true;
  const frame = FRAME_HEADER + wal.readUInt32BE(8);
  const isOfThisLog = (at: number): boolean => wal.compare(wal, 16, 24, at + 8, at + 16) === 0;
  let at = HEADER;
  for (; at + frame <= wal.length && isOfThisLog(at); at += frame) {
    sums = add(add(sums, at, at + 8), at + FRAME_HEADER, at + frame);
    if (!isAt(wal, at + 16, sums)) break;
  }
  // the frame that did not fit may be a torn last one; after it there may be only frames of an earlier round
  for (at += frame; at + frame <= wal.length; at += frame) if (isOfThisLog(at)) return true;
  return false;
}

function readWal(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function isAt(wal: Buffer, at: number, { a, b }: Sums): boolean {
  return wal.readUInt32BE(at) === a && wal.readUInt32BE(at + 4) === b;
}

function checksum(wal: Buffer, isBigEndian: boolean, { a, b }: Sums, from: number, to: number): Sums {
  for (let at = from; at < to; at += 8) {
    a = (a + (isBigEndian ? wal.readUInt32BE(at) : wal.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBigEndian ? wal.readUInt32BE(at + 4) : wal.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return { a, b };
}
