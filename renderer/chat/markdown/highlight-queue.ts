// Highlights code without ever holding up the page: a piece at a time, each in a task of its own. The
// highlighter's time grows with the square of some texts and cannot be counted from outside, so what bounds
// it is the length of a piece.
import type { Run } from './highlight.ts';

/** Characters of one piece; ends at a line, where there is one */
const PIECE = 1_000;
/** Longer code, and code of more runs, is left plain: each run is an element */
const LONGEST = 10_000;
const MOST_RUNS = 1_000;

/** Pieces of all blocks of the page come one after another. */
let former: Promise<unknown> = Promise.resolve();

/** A timer and not a microtask: the browser paints and handles input between two tasks. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

export function piecesOf(code: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < code.length;) {
    const line = code.lastIndexOf('\n', from + PIECE - 1) + 1;
    const end = from + PIECE >= code.length ? code.length : line > from ? line : from + PIECE;
    pieces.push(code.slice(from, end));
    from = end;
  }
  return pieces;
}

/** Resolves with null where the code stays plain: its language is not known, or it is too much. */
export async function highlightInPieces(
  lang: string,
  code: string,
  highlight: (lang: string, code: string) => readonly Run[] | null,
  isWanted: () => boolean,
): Promise<readonly Run[] | null> {
  if (code.length > LONGEST) return null;
  const all: Run[] = [];
  for (const piece of piecesOf(code)) {
    const turn = former.then(nextTask);
    former = turn;
    await turn;
    if (!isWanted()) return null;
    const runs = highlight(lang, piece);
    if (!runs || all.length + runs.length > MOST_RUNS) return null;
    all.push(...runs);
  }
  return all;
}
