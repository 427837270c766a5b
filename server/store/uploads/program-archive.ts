// ZIP archives that are programs: Android apps, and Java programs that start by a double click. Read as Java
// and Android do, from the directory at the end, whatever comes before the archive.
import { promisify } from 'node:util';
import { constants, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_64 = Buffer.from('PK\x06\x06', 'latin1');
const LOCATOR_64 = Buffer.from('PK\x06\x07', 'latin1');
const ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const END_BYTES = 22;
const END_64_BYTES = 56;
const LOCATOR_64_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const WINDOW_BYTES = 64 * 1024;
/** More than any real manifest; what does not fit is refused */
const MANIFEST_BYTES = 4 * 1024 * 1024;
const UNKNOWN = 0xffff_ffff;

/** The bytes of a whole file. */
export interface FileBytes {
  readonly size: number;
  /** Fewer bytes than asked only at the end of the file; none outside of it. */
  read(at: number, length: number): Promise<Buffer>;
}

interface Directory {
  at: number;
  size: number;
  /** Bytes before the archive, by which its own positions are off */
  before: number;
}

interface Entry {
  name: string;
  method: number;
  compressed: number;
  /** Position of its local header, counted from the archive's beginning */
  local: number;
}

export async function isProgramArchive(file: FileBytes): Promise<'jar' | 'apk' | undefined> {
  const directory = await findDirectory(file);
  if (!directory) return undefined;
  for await (const entry of entriesOf(file, directory)) {
    if (entry.name === 'AndroidManifest.xml') return 'apk';
    // Java ignores case here
    if (entry.name.toUpperCase() === 'META-INF/MANIFEST.MF' && (await namesMain(file, directory, entry)))
      return 'jar';
  }
  return undefined;
}

async function findDirectory(file: FileBytes): Promise<Directory | undefined> {
  const from = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await file.read(from, file.size - from);
  const isArchive = (await file.read(0, 2)).toString('latin1') === 'PK';
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    if (at + END_BYTES > tail.length) continue;
    const isLast = at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length;
    // readers forgive bytes after the archive; of a file that is something else they would be a part
    if (!isLast && !isArchive) continue;
    const found = await readEnd(file, from + at, tail.subarray(at, at + END_BYTES));
    if (found) return found;
  }
  return undefined;
}

async function readEnd(file: FileBytes, endAt: number, end: Buffer): Promise<Directory | undefined> {
  const long = await readEnd64(file, endAt);
  const size = long?.size ?? end.readUInt32LE(12);
  const offset = long?.offset ?? end.readUInt32LE(16);
  for (const at of [(long?.at ?? endAt) - size, offset]) {
    if (at < 0 || !(await file.read(at, ENTRY.length)).equals(ENTRY)) continue;
    return { at, size, before: at - offset };
  }
  return undefined;
}

/** The record of archives over 4 GB or 65,535 entries, in front of the usual one. */
async function readEnd64(
  file: FileBytes,
  endAt: number,
): Promise<{ at: number; size: number; offset: number } | undefined> {
  if (endAt < LOCATOR_64_BYTES) return undefined;
  const locator = await file.read(endAt - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
  if (!locator.subarray(0, 4).equals(LOCATOR_64)) return undefined;
  // at the end of the file the record lies right before its locator, wherever the archive begins
  for (const at of [endAt - LOCATOR_64_BYTES - END_64_BYTES, Number(locator.readBigUInt64LE(8))]) {
    const record = at < 0 ? Buffer.alloc(0) : await file.read(at, END_64_BYTES);
    if (record.length === END_64_BYTES && record.subarray(0, 4).equals(END_64))
      return { at, size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
  }
  return undefined;
}

async function* entriesOf(file: FileBytes, { at: start, size }: Directory): AsyncGenerator<Entry> {
  const end = Math.min(file.size, start + size);
  let at = start;
  let windowAt = at;
  let window = await file.read(at, WINDOW_BYTES);
  /** What lies at `at`, in a window that is moved only when it is left. */
  const take = async (length: number): Promise<Buffer> => {
    if (at + length > windowAt + window.length) {
      windowAt = at;
      window = await file.read(at, Math.max(WINDOW_BYTES, length));
    }
    return window.subarray(at - windowAt, at - windowAt + length);
  };
  while (at + ENTRY_BYTES <= end) {
    const head = await take(ENTRY_BYTES);
    if (head.length < ENTRY_BYTES || !head.subarray(0, 4).equals(ENTRY)) return;
    const entry = {
      method: head.readUInt16LE(10),
      compressed: head.readUInt32LE(20),
      local: head.readUInt32LE(42),
    };
    const nameLength = head.readUInt16LE(28);
    const length = ENTRY_BYTES + nameLength + head.readUInt16LE(30) + head.readUInt16LE(32);
    const name = (await take(ENTRY_BYTES + nameLength)).toString('latin1', ENTRY_BYTES);
    yield { name, ...entry };
    at += length;
  }
}

/** Whether the manifest says what to start. One that cannot be read as usual is taken as if it did. */
async function namesMain(file: FileBytes, { before }: Directory, entry: Entry): Promise<boolean> {
  if (entry.local === UNKNOWN) return true;
  const head = await file.read(before + entry.local, LOCAL_BYTES);
  if (head.length < LOCAL_BYTES || !head.subarray(0, 4).equals(LOCAL)) return false;
  const at = before + entry.local + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = await file.read(at, Math.min(entry.compressed, MANIFEST_BYTES));
  const manifest = entry.method === 0 ? packed : entry.method === 8 ? await unpack(packed) : Buffer.alloc(0);
  return manifest === 'too long' || /^Main-Class *:/im.test(manifest.toString('latin1'));
}

async function unpack(packed: Buffer): Promise<Buffer | 'too long'> {
  try {
    return await inflate(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MANIFEST_BYTES });
  } catch (error) {
    const isLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isLong ? 'too long' : Buffer.alloc(0);
  }
}
