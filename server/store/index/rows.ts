// From the bytes of a log to the rows of the index.
import { LONGEST_SALVAGED, readLines, salvage, type Stretch } from '../log/log-line.ts';

/** What the database keeps of one message. */
export interface Row {
  seq: number;
  messageId: string;
  userId: string;
  clientId: string | null;
  /** unique_filename */
  file: string | null;
  /** Milliseconds since 1970 */
  time: number | null;
  /** For the full text */
  words: { content: string; username: string; file: string };
  /** The message as JSON */
  json: string;
}

/** A damaged stretch; the offset is the log's. */
export interface Damage {
  offset: number;
  length: number;
}

/** Numbers that no record has, from the first to the last of them. */
export interface Gap {
  first: number;
  last: number;
}

/** A place in a log: its byte, and the number of the last record before it (0: none). */
export interface Place {
  offset: number;
  lastSeq: number;
}

export interface Parsed {
  rows: Row[];
  damaged: Damage[];
  gaps: Gap[];
  /** The number of the last record so far, also of one that is no message */
  lastSeq: number;
  /** Good records that are no message of a form known here */
  unknown: number;
  /** How many of the bytes were parsed; the rest begins an unfinished line */
  length: number;
}

// seq is half of the database's key
const LAST_SEQ = 2 ** 32 - 1;

/**
 * The messages in bytes that begin at a line's start, `from` there in the log.
 * `rest` says what an unfinished last line is: to be read `later` together with what follows, or all there is
 * (`none` follows), or longer than anything the store writes (`rubbish`).
 */
export function parseRows(
  bytes: Buffer,
  { offset, lastSeq }: Place,
  rest: 'later' | 'none' | 'rubbish',
): Parsed {
  const parsed: Parsed = { rows: [], damaged: [], gaps: [], lastSeq, unknown: 0, length: 0 };
  const lines = readLines(bytes);
  for (;;) {
    const next = lines.next();
    if (next.done === true) {
      parsed.length = next.value;
      break;
    }
    addStretch(parsed, next.value, offset);
  }
  if (rest === 'later' || parsed.length === bytes.length) return parsed;
  const stretches = [...salvage(bytes.subarray(parsed.length), parsed.length)];
  // a record that begins near the end of rubbish may go on after it
  const until =
    rest === 'none'
      ? bytes.length
      : Math.max(
          parsed.length,
          bytes.length - LONGEST_SALVAGED,
          stretches.findLast(({ record }) => record)?.end ?? 0,
        );
  for (const stretch of stretches)
    if (stretch.start < until) addStretch(parsed, { ...stretch, end: Math.min(stretch.end, until) }, offset);
  parsed.length = until;
  return parsed;
}

function addStretch(parsed: Parsed, { start, end, record, text }: Stretch, offset: number): void {
  if (!record) {
    const before = parsed.damaged.at(-1);
    if (before && before.offset + before.length === offset + start) before.length += end - start;
    else parsed.damaged.push({ offset: offset + start, length: end - start });
    return;
  }
  if ('format' in record && !('seq' in record)) return;
  countNumber(parsed, record['seq']);
  const row = rowOf(record, text);
  if (row) parsed.rows.push(row);
  else parsed.unknown += 1;
}

function countNumber(parsed: Parsed, seq: unknown): void {
  if (!isSeq(seq) || seq <= parsed.lastSeq) return;
  if (seq > parsed.lastSeq + 1) parsed.gaps.push({ first: parsed.lastSeq + 1, last: seq - 1 });
  parsed.lastSeq = seq;
}

function rowOf(record: Record<string, unknown>, text: string): Row | undefined {
  const { seq, kind, message } = record;
  if (kind !== 'message' || !isSeq(seq) || !isObject(message)) return undefined;
  const { id, user_id: userId, client_id: clientId, timestamp, content, username } = message;
  if (typeof id !== 'string' || typeof userId !== 'string') return undefined;
  const file = isObject(message['file']) ? message['file'] : {};
  const time = Date.parse(orEmpty(timestamp));
  return {
    seq,
    messageId: id,
    userId,
    clientId: typeof clientId === 'string' ? clientId : null,
    file: typeof file['unique_filename'] === 'string' ? file['unique_filename'] : null,
    time: Number.isNaN(time) ? null : time,
    words: { content: orEmpty(content), username: orEmpty(username), file: orEmpty(file['filename']) },
    json: messageText(record, seq, message, text),
  };
}

/**
 * The message's own text, cut from the line where the line is as the store writes it, so that it need not be
 * made again.
 */
function messageText(record: Record<string, unknown>, seq: number, message: object, text: string): string {
  const before = `{"seq":${String(seq)},"kind":"message","message":`;
  if (Object.keys(record).length !== 4 || !text.startsWith(before)) return JSON.stringify(message);
  return text.slice(before.length, text.lastIndexOf(',"crc":'));
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_SEQ;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function orEmpty(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
