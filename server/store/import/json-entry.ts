// Finding where one JSON value ends, byte by byte, and noticing damage early enough that what follows can
// still be saved.

/** One attempt to read a value. `more`: the bytes end within it. */
export type Attempt =
  | {
      found: 'whole';
      end: number;
      value: unknown;
      /** Bytes that were no UTF-8 stand as U+FFFD */ replaced: boolean;
    }
  | { found: 'damaged'; why: string }
  | { found: 'more' };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const DEEPEST = 200;

/** Reads the value that begins at `from`, which is no white space. `complete`: no bytes come after these. */
export function readEntry(bytes: Buffer, from: number, complete: boolean): Attempt {
  const ended = findEnd(bytes, from, complete);
  if (typeof ended !== 'number') return ended;
  const slice = bytes.subarray(from, ended);
  const text = slice.toString('utf8');
  try {
    // what was no UTF-8 comes back longer or different
    return {
      found: 'whole',
      end: ended,
      value: JSON.parse(text),
      replaced: text.includes('\uFFFD') && !Buffer.from(text).equals(slice),
    };
  } catch {
    // the parser's own words would repeat what somebody wrote
    return { found: 'damaged', why: 'this entry is not valid JSON' };
  }
}

function findEnd(
  bytes: Buffer,
  from: number,
  complete: boolean,
): number | Exclude<Attempt, { found: 'whole' }> {
  const unfinished: Attempt = complete
    ? { found: 'damaged', why: 'the file ends in the middle of this entry' }
    : { found: 'more' };
  const open: number[] = [];
  let before = COMMA;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isSpace(byte)) {
      if (open.length === 0 && at > from) return at;
      continue;
    }
    if (open.length === 0 && at > from && (byte === COMMA || byte === BRACKET_END)) return at;
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at + 1);
      if (end === undefined) return unfinished;
      if (end < 0) return { found: 'damaged', why: 'a text in this entry is not closed' };
      at = end;
      if (open.length === 0) return at + 1;
    } else if (byte === BRACE || byte === BRACKET) {
      if (!mayOpen(before, open.at(-1)) || open.length >= DEEPEST)
        return { found: 'damaged', why: 'something is missing in this entry' };
      open.push(byte);
    } else if (byte === BRACE_END || byte === BRACKET_END) {
      if (open.pop() !== byte - 2) return { found: 'damaged', why: 'the brackets of this entry do not fit' };
      if (open.length === 0) return at + 1;
    } else if (!isScalar(byte)) return { found: 'damaged', why: 'bytes that are no JSON' };
    before = byte;
  }
  // a number or a word may end with the file
  return complete && open.length === 0 ? bytes.length : unfinished;
}

/**
 * Where the closing quote is; undefined: not in these bytes; negative: a control character comes first, which
 * no text holds.
 */
function stringEnd(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
    else if (byte < 0x20) return -1;
  }
  return undefined;
}

/** A key is expected in an object, so that a lost bracket is noticed where the next entry begins. */
function mayOpen(before: number, within: number | undefined): boolean {
  return within === BRACE ? before === COLON : before === BRACKET || before === COMMA;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Numbers, `true`, `false`, `null`, commas and colons. */
function isScalar(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= COLON) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === COMMA ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x45
  );
}
