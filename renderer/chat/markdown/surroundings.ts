// What stands beside a place in a text, in whole characters.
import type { Effort } from './effort.ts';

export function charBefore(text: string, at: number): string {
  const unit = text.charAt(at - 1);
  return /[\uDC00-\uDFFF]/u.test(unit) && /[\uD800-\uDBFF]/u.test(text.charAt(at - 2))
    ? text.slice(at - 2, at)
    : unit;
}

export function charAfter(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** What stands around a run of marks, other marks passed over; empty at the ends of the text. */
export interface Around {
  before: string;
  /** Before that */
  before2: string;
  after: string;
  /** After that */
  after2: string;
}

const MARKS = /(?:\\?[*_~])*/uy;

/** Give it all runs in order. Marks that stand together are looked at once, however many there are. */
export function createSurroundings(text: string, effort: Effort): (start: number, end: number) => Around {
  let formerEnd = -1;
  let before = '';
  let before2 = '';
  let marksEnd = 0;
  return (start, end) => {
    if (start !== formerEnd) {
      before = charBefore(text, start);
      before2 = charBefore(text, start - before.length);
    }
    formerEnd = end;
    if (marksEnd < end) {
      MARKS.lastIndex = end;
      MARKS.test(text);
      marksEnd = MARKS.lastIndex;
      effort.spend(marksEnd - end);
    }
    const after = charAfter(text, marksEnd);
    const next = marksEnd + after.length;
    const isEscape = /^\\[*_~`[\]]/u.test(text.slice(next, next + 2));
    return { before, before2, after, after2: charAfter(text, isEscape ? next + 1 : next) };
  };
}
