// What is being named before the caret, and who or what fits.

export type Sign = '@' | '#' | ':';

export interface Query {
  sign: Sign;
  /** What was typed after the sign */
  text: string;
  /** Where the sign stands; up to the caret it is replaced */
  from: number;
}

/** Characters after the sign; names have spaces */
const LONGEST = 40;
const BEFORE = /(?:^|[^\p{L}\p{N}\p{M}_@#:/])$/u;
const PATTERNS: Record<Sign, RegExp> = {
  '@': /^[^\n@#:]*$/u,
  '#': /^[^\n@#:]*$/u,
  // one letter would open it at every smiley and every time of day
  ':': /^[\p{L}\p{N}_+-]{2,}$/u,
};

/** Null where nothing is being named. */
export function queryAt(text: string, caret: number): Query | null {
  const before = text.slice(0, caret);
  const from = Math.max(before.lastIndexOf('@'), before.lastIndexOf('#'), before.lastIndexOf(':'));
  if (from < 0 || caret - from > LONGEST) return null;
  const sign = before.charAt(from) as Sign;
  const typed = before.slice(from + 1);
  return BEFORE.test(before.slice(0, from)) && PATTERNS[sign].test(typed) && !/^\s/u.test(typed)
    ? { sign, text: typed, from }
    : null;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Those whose name begins with the query, then those of whom a later word does; in their given order, at most
 * `most`.
 */
export function fitting<T extends { name: string }>(query: string, entries: Iterable<T>, most: number): T[] {
  const wanted = fold(query);
  const first: T[] = [];
  const later: T[] = [];
  for (const entry of entries) {
    const name = fold(entry.name);
    if (name.startsWith(wanted)) first.push(entry);
    else if (name.split(/[\s_.-]+/u).some((word) => word.startsWith(wanted))) later.push(entry);
    if (first.length >= most) break;
  }
  return [...first, ...later].slice(0, most);
}

/** Characters as the server counts them: an emoji of two units is one. */
export const lengthOf = (text: string): number => Array.from(text).length;
