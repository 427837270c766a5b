// The parser's work grows with the square of some inputs: what would hold up the page is shown as it was
// written.

/** Characters; ours have at most 8,000, imported ones may have more */
const CHARACTERS = 16_000;
const LINES = 800;
/** `>`, `-`, `*`, `+`, `1.` before the first word of a line: each is a level */
const LEVELS = 8;
/** Lines that begin a list item or a quote */
const MARKED_LINES = 150;
/** Runs of what may begin or end emphasis, code, a link */
const RUNS = 400;

const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const PREFIX = /^[ \t]*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))[ \t]*)+/u;
const LEVEL = />|[-*+](?=\s)|\d{1,9}[.)]/gu;
const RUN = /\*+|_+|~+|`+|\[|\]|<|\\|@|www\.|:\/\//gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Lines, and whether each lies in fenced code; the fences themselves do. */
export function* linesOf(text: string): Generator<{ line: string; isCode: boolean }> {
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    yield { line, isCode: fence !== undefined || mark !== undefined };
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) === true && line.trim() === mark) fence = undefined;
  }
}

/** Whether the text can be parsed within a few milliseconds. */
export function isCheap(text: string): boolean {
  if (text.length > CHARACTERS || count(text, /\n/gu) > LINES) return false;
  let marked = 0;
  let runs = 0;
  for (const { line, isCode } of linesOf(text)) {
    if (isCode) continue;
    const prefix = PREFIX.exec(line)?.[0];
    if (prefix !== undefined) {
      marked += 1;
      if (count(prefix, LEVEL) > LEVELS) return false;
    }
    runs += count(line, RUN);
  }
  return marked <= MARKED_LINES && runs <= RUNS;
}
