// One line of a log: a JSON object whose last key is `crc`, the CRC-32 of the bytes before `,"crc"`. So each line is plain JSON for any tool.
import { crc32 } from 'node:zlib';

const MARK = ',"crc":';

/** The line for a record, with its newline. */
export function encodeLine(record: object): string {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body}${MARK}${String(crc32(body))}}\n`;
}

/**
 * The record in a line (without its newline), `crc` included, or undefined where the line is not exactly what was written.
 * The bytes are compared, so a flipped bit anywhere is found, also in the checksum itself.
 */
export function decodeLine(line: Buffer): (Record<string, unknown> & { crc: number }) | undefined {
  const mark = line.lastIndexOf(MARK);
  if (mark <= 0) return undefined;
  const crc = crc32(line.subarray(0, mark));
  if (line.toString('latin1', mark + MARK.length) !== `${String(crc)}}`) return undefined;
  try {
    const record: unknown = JSON.parse(line.toString('utf8'));
    return typeof record === 'object' && record !== null ? { ...record, crc } : undefined;
  } catch {
    return undefined;
  }
}

const START = Buffer.from('{"');
const NEWLINE = 10;

/** A stretch of bytes in a log: one whole record, or bytes that are none. Offsets are relative to the buffer. */
export interface Stretch {
  start: number;
  /** After its newline, where there is one */
  end: number;
  record: (Record<string, unknown> & { crc: number }) | undefined;
}

/**
 * Cuts a buffer that begins at a line's start into records and damaged stretches. A line that is no record is searched for whole records
 * within it (two lines whose newline was lost or flipped are both good). `rest` is where an unfinished last line begins.
 */
export function* readLines(bytes: Buffer): Generator<Stretch, number> {
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0) return start;
    const record = decodeLine(bytes.subarray(start, newline));
    if (record) yield { start, end: newline + 1, record };
    else yield* salvage(bytes.subarray(start, newline + 1), start);
    start = newline + 1;
  }
}

/** The whole records in a stretch that as a line is none. */
export function* salvage(bytes: Buffer, offset: number): Generator<Stretch> {
  let damagedFrom = 0;
  let from = bytes.indexOf(START);
  while (from >= 0) {
    const end = recordEnd(bytes, from);
    const record = end === undefined ? undefined : decodeLine(bytes.subarray(from, end));
    if (record && end !== undefined) {
      if (from > damagedFrom) yield { start: offset + damagedFrom, end: offset + from, record: undefined };
      damagedFrom = bytes[end] === NEWLINE ? end + 1 : end;
      yield { start: offset + from, end: offset + damagedFrom, record };
      from = bytes.indexOf(START, damagedFrom);
    } else from = bytes.indexOf(START, from + 1);
  }
  if (damagedFrom < bytes.length) yield { start: offset + damagedFrom, end: offset + bytes.length, record: undefined };
}

/** Where the first record that begins at `from` would end: after the brace that closes a checksum. */
function recordEnd(bytes: Buffer, from: number): number | undefined {
  for (let mark = bytes.indexOf(MARK, from); mark >= 0; mark = bytes.indexOf(MARK, mark + 1)) {
    let end = mark + MARK.length;
    while (end < bytes.length && isDigit(bytes[end])) end += 1;
    if (bytes[end] !== 0x7d) continue;
    if (decodeLine(bytes.subarray(from, end + 1))) return end + 1;
  }
  return undefined;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
