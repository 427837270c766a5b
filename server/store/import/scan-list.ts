// Reads a file that should hold one JSON array, entry by entry, in little memory. Where it is damaged it says
// where, and goes on at the next entry that is whole. Libraries that stream JSON stop at the first fault or
// do not tell its place, so this is our own.
import { isSpace, readEntry } from './json-entry.ts';

/** A place in a file. */
export interface Place {
  /** Bytes before it */
  offset: number;
  /** From 1 */
  line: number;
  /** Characters, from 1 */
  column: number;
}

export type ScanItem =
  | {
      kind: 'entry';
      at: Place;
      value: unknown;
      replaced: boolean;
      /** Found behind damage: whole, but perhaps a part of an entry */ salvaged: boolean;
    }
  | { kind: 'damage'; at: Place; why: string };

/** Answers about as many bytes as asked, none at the end. */
export type ReadMore = (bytes: number) => Promise<Buffer>;

const SLICE = 1024 * 1024;
const LONGEST_ENTRY = 64 * 1024 * 1024;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BOM = Buffer.of(0xef, 0xbb, 0xbf);

export async function* scanList(readMore: ReadMore): AsyncGenerator<ScanItem> {
  const text = createWindow(readMore);
  while (text.bytes.length < BOM.length && (await text.fill()));
  if (text.bytes.subarray(0, BOM.length).equals(BOM)) text.moveTo(BOM.length);
  let state: 'start' | 'first' | 'next' | 'entry' | 'end' = 'start';
  let salvaging = false;
  const damage = (why: string): ScanItem => {
    salvaging = true;
    return { kind: 'damage', at: text.place(), why };
  };
  for (;;) {
    const byte = salvaging
      ? await text.skipTo((each) => each === BRACE)
      : await text.skipTo((each) => !isSpace(each));
    if (byte === undefined) {
      if (!salvaging && state === 'start') yield damage('the file is empty');
      else if (!salvaging && state !== 'end') yield damage('the file ends before its list is closed');
      return;
    }
    if (!salvaging && state !== 'entry') {
      if (state === 'end') yield damage('there is more after the end of the list');
      else if (state === 'start' && byte !== BRACKET) yield damage('the file does not begin with a list');
      else if (state === 'next' && byte !== COMMA && byte !== BRACKET_END)
        yield damage('a comma is missing before this');
      else if (byte === BRACKET_END && state !== 'start') state = 'end';
      else if (state === 'first') {
        state = 'entry';
        continue;
      } else state = state === 'start' ? 'first' : 'entry';
      if (!salvaging) text.moveTo(text.from + 1);
      continue;
    }
    if (byte === BRACKET_END) {
      // after a comma too much
      state = 'next';
      continue;
    }
    if (byte === BRACKET) {
      // reading it whole would hide good entries in it
      yield damage('a list where an entry should be');
      continue;
    }
    const attempt = await text.readEntry();
    if (attempt.found !== 'whole') {
      if (!salvaging) yield damage(attempt.found === 'more' ? 'this entry is too long' : attempt.why);
      text.moveTo(text.from + 1);
      continue;
    }
    const { value, replaced, end } = attempt;
    yield { kind: 'entry', at: text.place(), value, replaced, salvaged: salvaging };
    text.moveTo(end);
    state = 'next';
    if (salvaging) salvaging = !(await text.goesOnAsList());
  }
}

interface Window {
  readonly bytes: Buffer;
  /** Where in `bytes` the reader is */
  readonly from: number;
  place(): Place;
  moveTo(index: number): void;
  /** Reads on; false at the file's end. */
  fill(): Promise<boolean>;
  /** Moves to the next byte that fits; undefined where none does. */
  skipTo(fits: (byte: number) => boolean): Promise<number | undefined>;
  /** Reads the entry that begins here; `more` where it is longer than any can be. */
  readEntry(): Promise<ReturnType<typeof readEntry>>;
  /**
   * Whether what follows is what follows an entry of a list: so the entry before was one, and not a part of
   * one.
   */
  goesOnAsList(): Promise<boolean>;
}

function createWindow(readMore: ReadMore): Window {
  let bytes: Buffer = Buffer.alloc(0);
  let from = 0;
  let complete = false;
  const place: Place = { offset: 0, line: 1, column: 1 };

  const moveTo = (index: number): void => {
    const passed = bytes.subarray(from, index);
    let lineStart = 0;
    for (let newline = passed.indexOf(NEWLINE); newline >= 0; newline = passed.indexOf(NEWLINE, lineStart)) {
      place.line += 1;
      place.column = 1;
      lineStart = newline + 1;
    }
    for (let at = lineStart; at < passed.length; at += 1)
      if (((passed[at] ?? 0) & 0xc0) !== 0x80) place.column += 1;
    place.offset += index - from;
    from = index;
  };
  const fill = async (): Promise<boolean> => {
    if (complete) return false;
    const left = bytes.subarray(from);
    // doubling, so that a long entry is not searched again for each slice of it
    const more = await readMore(Math.max(SLICE, left.length));
    complete = more.length === 0;
    bytes = left.length > 0 ? Buffer.concat([left, more]) : more;
    from = 0;
    return !complete;
  };
  const skipTo: Window['skipTo'] = async (fits) => {
    do {
      let at = from;
      while (at < bytes.length && !fits(bytes[at] ?? 0)) at += 1;
      moveTo(at);
      if (at < bytes.length) return bytes[at];
    } while (await fill());
    return undefined;
  };
  return {
    get bytes() {
      return bytes;
    },
    get from() {
      return from;
    },
    place: () => ({ ...place }),
    moveTo,
    fill,
    skipTo,
    async readEntry() {
      for (;;) {
        const attempt = readEntry(bytes, from, complete);
        if (attempt.found !== 'more' || bytes.length - from > LONGEST_ENTRY) return attempt;
        await fill();
      }
    },
    async goesOnAsList() {
      const after = await skipTo((byte) => !isSpace(byte));
      if (after !== COMMA) return after === BRACKET_END;
      for (let ahead = 1; ; ahead += 1) {
        if (from + ahead >= bytes.length && !(await fill())) return false;
        const byte = bytes[from + ahead] ?? 0;
        if (!isSpace(byte)) return byte === BRACE;
      }
    },
  };
}
