// Where emphasis and code may begin and end, by what stands beside their marks: never inside a word, between
// digits or in a path.
import type { Effort } from './effort.ts';
import type { Around } from './surroundings.ts';

/** What matters of a character beside a mark */
interface Kind {
  isSpace: boolean;
  isDigit: boolean;
  isInWord: boolean;
  isPath: boolean;
  isOpening: boolean;
  isClosing: boolean;
  /** Emphasis may stand directly beside it */
  isBeside: boolean;
  endsSentence: boolean;
  /** Faces are made of symbols (`*^o^*`, `(*´ω`*)`), which begin no emphasis; emoji and code do */
  isSymbol: boolean;
}

// white space and unseen marks of direction, brackets, quotation marks, dashes, emoji, full-width punctuation
const BESIDE =
  /[\s\p{Z}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}"'¿¡\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\uFE0F\u20E3、。，！：；？]/u;
const EMOJI_OR_CODE = /[\p{Extended_Pictographic}\p{Regional_Indicator}`]/u;

const kindOf = (each: string): Kind => ({
  isSpace: /[\s\p{Z}]/u.test(each),
  isDigit: /\p{N}/u.test(each),
  isInWord: /[\p{L}\p{M}\p{N}_]/u.test(each),
  isPath: /[/\\]/u.test(each),
  isOpening: /\p{Ps}/u.test(each),
  isClosing: /\p{Pe}/u.test(each),
  isBeside: BESIDE.test(each),
  endsSentence: /[.,;:!?…]/u.test(each),
  isSymbol: /[\p{Sk}\p{So}]/u.test(each) && !EMOJI_OR_CODE.test(each),
});

/** Characters whose kind is remembered: looking at one is far quicker than nine expressions */
const MOST = 1_000;
/** Steps that a new one costs */
const NEW = 50;
const known = new Map<string, Kind>();

function look(each: string, effort: Effort): Kind {
  let kind = known.get(each);
  if (!kind) {
    effort.spend(NEW);
    if (known.size >= MOST) known.clear();
    kind = kindOf(each);
    known.set(each, kind);
  }
  return kind;
}

/** What a run of marks may do. At the ends of the text the characters beside it are empty. */
export function flanksOf(around: Around, effort: Effort): { canOpen: boolean; canClose: boolean } {
  const before = look(around.before, effort);
  const before2 = look(around.before2, effort);
  const after = look(around.after, effort);
  const after2 = look(around.after2, effort);
  const isStart = around.before === '';
  const isEnd = around.after === '';
  // `3 *4`, `3* 4`: a product
  const isBetweenDigits =
    (before.isDigit || (before.isSpace && before2.isDigit)) &&
    (after.isDigit || (after.isSpace && after2.isDigit));
  // `*.txt` is a pattern
  const isPattern = around.after === '.' && after2.isInWord;
  return {
    canOpen:
      !isBetweenDigits &&
      (isStart || (before.isBeside && !before.isClosing)) &&
      !(isEnd || after.isSpace || after.isClosing || after.isPath || after.isSymbol || isPattern),
    canClose:
      !isBetweenDigits &&
      !(isStart || before.isSpace || before.isOpening || before.isPath) &&
      (isEnd || after.isBeside || (after.endsSentence && !after2.isInWord)),
  };
}

/** Code may stand beside any punctuation of ASCII (`a/`b``), but never begins in a word (`geht`s`). */
export const canOpenCode = (before: string, effort: Effort): boolean =>
  before === '' || /[!-/:-@[\]^{-~]/u.test(before) || look(before, effort).isBeside;
