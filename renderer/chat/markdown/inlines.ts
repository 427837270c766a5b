// What stands within a paragraph: code, links, emphasis, and text, which is most of it.
import { isBlank } from '../../../protocol/blank.ts';
import type { Effort } from './effort.ts';
import { createEmphasis, type Mark, type Run } from './emphasis.ts';
import { canOpenCode, flanksOf } from './flanks.ts';
import { addressAt, mailAt, targetAt } from './links.ts';
import type { Inline } from './nodes.ts';
import { charBefore, createSurroundings } from './surroundings.ts';
import { hasWord } from './words.ts';

/** A mark, perhaps after a backslash; the beginning of an address */
const SPECIAL = /(\\?)(\*+|_+|~+|`+|[[\]])|https?:\/\/|www\.|@/giu;

/**
 * A backslash goes only where it kept markup from happening. So the text is first read as if escaped marks
 * were ordinary ones: the backslashes of those that become markup then are those that go.
 */
export function parseInlines(text: string, effort: Effort, isInLink = false): Inline[] {
  const needed = new Set<number>();
  // nothing comes of the nodes of the trial, so they do not count
  const trial = { ...effort, addNodes: () => undefined };
  if (text.includes('\\')) read(text, { effort: trial, isInLink, isTrial: true, needed });
  return read(text, { effort, isInLink, isTrial: false, needed });
}

interface Reading {
  effort: Effort;
  /** No links in links */
  isInLink: boolean;
  /** Escaped marks are ordinary ones */
  isTrial: boolean;
  /** Where the backslashes are that kept markup from happening: a trial finds them */
  needed: Set<number>;
}

type Piece = { kind: 'text'; value: string } | { kind: 'node'; node: Inline } | Run;

/** Something special: it begins with its backslash, if it has one. */
interface Special {
  start: number;
  end: number;
  found: string;
  /** Where the backslash is, or -1 */
  backslash: number;
}

function read(text: string, { effort, isInLink, isTrial, needed }: Reading): Inline[] {
  effort.spend(text.length + 1);
  const pieces: Piece[] = [];
  const around = createSurroundings(text, effort);
  const closeOfCode = createCodeEnds(text);
  const openMarks = new Set<string>();
  let brackets: { piece: number; at: number; backslash: number }[] = [];
  /** Where the text begins that is in no piece yet */
  let from = 0;

  const keepBackslash = (at: number): void => {
    if (at >= 0) needed.add(at);
  };
  const add = (start: number, end: number, piece?: Piece): void => {
    if (start > from) pieces.push({ kind: 'text', value: text.slice(from, start) });
    if (piece) pieces.push(piece);
    from = end;
  };

  // each takes what is special, and returns where reading goes on

  const readMarks = ({ start, end, found, backslash }: Special): number => {
    const sides = around(start, end);
    if (backslash >= 0 && !isTrial) return readEscaped(start, end, backslash);
    const mark = found.charAt(0) as Mark;
    const { canOpen, canClose } = flanksOf(sides, effort);
    // within a word it is text like the word's letters
    if (!canOpen && !canClose) return end;
    add(start, end, { kind: 'run', mark, length: found.length, canOpen, canClose, backslash });
    if (canOpen) openMarks.add(mark);
    return end;
  };

  const readEscaped = (start: number, end: number, backslash: number): number => {
    if (needed.has(backslash)) add(start, backslash + 1);
    return end;
  };

  const readCode = ({ start, end, found, backslash }: Special): number => {
    const close = canOpenCode(charBefore(text, start), effort) ? closeOfCode(end, found.length) : -1;
    // `\`code\``: neither backslash would be needed without the other
    const last = backslash >= 0 && text[close - 1] === '\\' ? close - 1 : -1;
    const value = text.slice(end, last < 0 ? close : last);
    if (close < 0 || isBlank(value)) return end;
    effort.spend(value.length);
    keepBackslash(backslash);
    keepBackslash(last);
    const next = close + found.length;
    add(start, next, { kind: 'node', node: { type: 'inlineCode', value: withoutPadding(value) } });
    return next;
  };

  const readBracket = ({ start, end, found, backslash }: Special): number => {
    if (found === '[') {
      add(start, start);
      brackets.push({ piece: pieces.length, at: end, backslash });
      return end;
    }
    const open = brackets.pop();
    if (needed.has(end)) add(end, end + 1);
    const escaped = isTrial && text.startsWith('\\(', end) ? end : -1;
    const paren = escaped < 0 ? end : end + 1;
    if (!open || text[paren] !== '(') return end;
    const label = text.slice(open.at, start);
    const target = targetAt(text, paren + 1, effort);
    if (!target || isBlank(label)) return end;
    pieces.length = open.piece;
    from = target.end;
    const children = isTrial ? [] : parseInlines(label, effort, true);
    add(from, from, { kind: 'node', node: { type: 'link', href: target.href, children } });
    for (const at of [open.backslash, backslash, escaped]) keepBackslash(at);
    // no link holds another
    brackets = [];
    return target.end;
  };

  const readAddress = ({ start, found }: Special): number | null => {
    const address =
      found === '@' ? mailAt(text, start, from, effort) : addressAt(text, start, found, openMarks, effort);
    if (!address) return null;
    const { start: begin, end, href } = address;
    if (href === null) return end;
    const value = text.slice(begin, end);
    add(begin, end, { kind: 'node', node: { type: 'link', href, children: [{ type: 'text', value }] } });
    return end;
  };

  const readSpecial = (special: Special): number => {
    const { start, end, found, backslash } = special;
    if (/[*_~]/u.test(found.charAt(0))) return readMarks(special);
    if (backslash >= 0 && !isTrial) return readEscaped(start, end, backslash);
    if (found.startsWith('`')) return readCode(special);
    if (isInLink) return end;
    if (found === '[' || found === ']') return readBracket(special);
    return readAddress(special) ?? end;
  };

  for (let next = 0; ;) {
    SPECIAL.lastIndex = next;
    const match = SPECIAL.exec(text);
    if (!match) break;
    const [all, slash = '', mark = all] = match;
    const start = match.index;
    const special = { start, end: start + all.length, found: mark };
    next = readSpecial({ ...special, backslash: slash === '' ? -1 : start });
  }
  add(text.length, text.length);
  return emphasise(pieces, effort, keepBackslash);
}

function emphasise(
  pieces: readonly Piece[],
  effort: Effort,
  onMarkup: (backslash: number) => void,
): Inline[] {
  const emphasis = createEmphasis(effort, onMarkup);
  for (const piece of pieces) {
    if (piece.kind === 'run') emphasis.run(piece);
    else if (piece.kind === 'node') emphasis.node(piece.node);
    else emphasis.text(piece.value, hasWord(piece.value));
  }
  return emphasis.end();
}

const BACKTICKS = /`+/gu;

/** Finds the run of as many backticks that ends code. Ask in order. */
function createCodeEnds(text: string): (from: number, length: number) => number {
  let byLength: Map<number, number[]> | undefined;
  const runs = (): Map<number, number[]> => {
    const found = new Map<number, number[]>();
    for (const { index, 0: run } of text.matchAll(BACKTICKS)) {
      const same = found.get(run.length);
      if (same) same.push(index);
      else found.set(run.length, [index]);
    }
    // so that the next one is the last
    for (const same of found.values()) same.reverse();
    return found;
  };
  return (from, length) => {
    byLength ??= runs();
    const same = byLength.get(length) ?? [];
    while (same.length > 0 && (same.at(-1) ?? 0) < from) same.pop();
    return same.at(-1) ?? -1;
  };
}

/** One space at each end is there only because the code begins or ends with a backtick. */
const withoutPadding = (value: string): string =>
  value.startsWith(' ') && value.endsWith(' ') ? value.slice(1, -1) : value;
