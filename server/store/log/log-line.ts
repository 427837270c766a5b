// One line of a log: a JSON object whose last key is `crc`, the CRC-32 of the bytes before `,"crc"`. So each
// line is plain JSON for any tool.
import { crc32 } from 'node:zlib';

const MARK = ',"crc":';
// a number as JSON writes it, so that every other spelling is damage
const CHECKSUM = /,"crc":(0|[1-9]\d{0,9})\}$/;
const LONGEST_CHECKSUM = ',"crc":4294967295}'.length;

/** A record as read; `crc` is its checksum. */
export type LogRecord = Record<string, unknown> & { crc: number };

/** The line for a record, with its newline. */
export function encodeLine(record: object): string {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body}${MARK}${String(crc32(body))}}\n`;
}

/**
 * The record in a line (without its newline), or undefined where the line is not exactly what was written.
 * The bytes are compared, so a flipped bit anywhere is found, also in the checksum itself.
 */
export function decodeLine(line: Buffer): LogRecord | undefined {
  return decode(line, 0, line.length)?.record;
}

interface Decoded {
  record: LogRecord;
  /** The line without its newline */
  text: string;
}

function decode(bytes: Buffer, from: number, to: number): Decoded | undefined {
  const found = CHECKSUM.exec(bytes.toString('latin1', Math.max(from, to - LONGEST_CHECKSUM), to));
  if (!found || crc32(bytes.subarray(from, to - found[0].length)) !== Number(found[1])) return undefined;
  const text = bytes.toString('utf8', from, to);
  try {
    const record: unknown = JSON.parse(text);
    return isRecord(record) ? { record, text } : undefined;
  } catch {
    return undefined;
  }
}

// the checksum is the last key of what was parsed
function isRecord(value: unknown): value is LogRecord {
  return typeof value === 'object' && value !== null && 'crc' in value;
}

const START = Buffer.from('{"');
const NEWLINE = 10;
const CLOSING_BRACE = 0x7d;

/**
 * A stretch of bytes in a log: one whole record, or bytes that are none. Offsets are relative to the buffer.
 */
export interface Stretch {
  start: number;
  /** After its newline, where there is one */
  end: number;
  record: LogRecord | undefined;
  /** The record's line as it was written, without its newline; '' where there is no record */
  text: string;
}

/**
 * Cuts a buffer that begins at a line's start into records and damaged stretches. A line that is no record is
 * searched for whole records within it (two lines whose newline was lost or flipped are both good). `rest` is
 * where an unfinished last line begins.
 */
export function* readLines(bytes: Buffer): Generator<Stretch, number> {
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0) return start;
    const decoded = decode(bytes, start, newline);
    if (decoded) yield { start, end: newline + 1, ...decoded };
    else yield* salvage(bytes.subarray(start, newline + 1), start);
    start = newline + 1;
  }
}

/**
 * The longest record that is found within a line that as a whole is none: a bound, so that megabytes of
 * rubbish cost little.
 */
export const LONGEST_SALVAGED = 128 * 1024;
// a record's own checksum is the first or, where objects within it have a key `crc`, one of the next
const CHECKSUMS_TRIED = 8;

/** The whole records in a stretch that as a line is none. */
export function* salvage(bytes: Buffer, offset: number): Generator<Stretch> {
  const checksums = findChecksums(bytes);
  let next = 0;
  let damagedFrom = 0;
  let from = bytes.indexOf(START);
  while (from >= 0 && next < checksums.length) {
    while ((checksums[next]?.mark ?? Infinity) <= from) next += 1;
    const found = recordAt(bytes, from, checksums, next);
    if (found) {
      if (from > damagedFrom)
        yield { start: offset + damagedFrom, end: offset + from, record: undefined, text: '' };
      damagedFrom = bytes[found.end] === NEWLINE ? found.end + 1 : found.end;
      yield { start: offset + from, end: offset + damagedFrom, record: found.record, text: found.text };
      from = bytes.indexOf(START, damagedFrom);
    } else from = bytes.indexOf(START, from + 1);
  }
  if (damagedFrom < bytes.length)
    yield { start: offset + damagedFrom, end: offset + bytes.length, record: undefined, text: '' };
}

interface Checksum {
  /** Where `,"crc":` begins */
  mark: number;
  crc: number;
  /** After the closing brace */
  end: number;
}

/** Where records could end, ascending. */
function findChecksums(bytes: Buffer): Checksum[] {
  const found: Checksum[] = [];
  for (let mark = bytes.indexOf(MARK); mark >= 0; mark = bytes.indexOf(MARK, mark + 1)) {
    let end = mark + MARK.length;
    while (isDigit(bytes[end])) end += 1;
    if (bytes[end] === CLOSING_BRACE)
      found.push({ mark, crc: Number(bytes.toString('latin1', mark + MARK.length, end)), end: end + 1 });
  }
  return found;
}

/** The record that begins at `from` and ends with one of the checksums from the one numbered `next`. */
function recordAt(
  bytes: Buffer,
  from: number,
  checksums: readonly Checksum[],
  next: number,
): (Decoded & { end: number }) | undefined {
  let crc = 0;
  let summed = from;
  for (const { mark, crc: written, end } of checksums.slice(next, next + CHECKSUMS_TRIED)) {
    if (end - from > LONGEST_SALVAGED) return undefined;
    crc = crc32(bytes.subarray(summed, mark), crc);
    summed = mark;
    const decoded = crc === written ? decode(bytes, from, end) : undefined;
    if (decoded) return { ...decoded, end };
  }
  return undefined;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
