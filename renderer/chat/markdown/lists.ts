// Lists: `- a`, `* a`, `+ a`, and `1. a` followed by `2.`. `8) a` is a face, and a list would show another
// mark than was written.
import type { Effort } from './effort.ts';
import type { Block } from './nodes.ts';
import { hasWord } from './words.ts';

// `01.` would be shown as `1.`
const MARKER = /^( {0,3})(?:([-*+])|(0|[1-9]\d{0,8})\.)([ \t]+)/u;
/** Further spaces before the text of an item are part of the text */
const WIDEST_GAP = 4;
const TAB = 4;

interface Item {
  /** The same for all items of one list */
  mark: string;
  /** null for bullets */
  number: number | null;
  text: string;
  /** Columns that the further lines of the item are moved to the left */
  width: number;
  /** Columns by which a line must be indented to belong to the item */
  indent: number;
}

/** The item that begins at a line; null for a mark without a word: `* * *`, `- - -`, `+ +`. */
export function itemAt(line: string): Item | null {
  const match = MARKER.exec(line);
  if (!match) return null;
  const [all, before = '', bullet, number, gap = ''] = match;
  const text = line.slice(all.length);
  if (!hasWord(text)) return null;
  const mark = all.length - gap.length;
  return {
    mark: bullet ?? '.',
    number: number === undefined ? null : Number(number),
    text,
    width: mark + (gap.length > WIDEST_GAP ? 1 : gap.length),
    indent: Math.min(all.length, before.length + 2),
  };
}

/** The list that begins at a line, and the line after it. `parse` reads the lines of one item. */
export function listAt(
  lines: readonly string[],
  at: number,
  effort: Effort,
  parse: (lines: readonly string[]) => Block[],
): { block: Block; next: number } | null {
  const first = itemAt(lines[at] ?? '');
  if (!first) return null;
  const items: string[][] = [];
  let next = at;
  for (let from = at; from < lines.length;) {
    const item = itemAt(lines[from] ?? '');
    // numbers that do not count on begin a list of their own, or they would be shown as others
    if (item?.mark !== first.mark) break;
    if (first.number !== null && item.number !== first.number + items.length) break;
    const end = endOfItem(lines, from + 1, item.indent, effort);
    items.push([item.text, ...lines.slice(from + 1, end).map((line) => dedent(line, item.width))]);
    next = end;
    from = end;
    while (from < lines.length && lines[from]?.trim() === '') from += 1;
    effort.spend(from - end + 1);
  }
  return isList(first, items) ? { block: listOf(first, items, effort, parse), next } : null;
}

/** `24. Dezember` and `- 5 °C` on a line of their own are no lists. */
function isList({ number, text }: Item, items: readonly (readonly string[])[]): boolean {
  if (items.length > 1 || (items[0]?.length ?? 0) > 1) return true;
  return number === null && !/^\p{N}/u.test(text);
}

function listOf(
  first: Item,
  items: readonly (readonly string[])[],
  effort: Effort,
  parse: (lines: readonly string[]) => Block[],
): Block {
  const parsed = items.map((lines) => {
    effort.addNodes(1);
    return parse(lines);
  });
  return { type: 'list', start: first.number, items: parsed };
}

/** The line after an item: its further lines are indented, with empty ones between them. */
function endOfItem(lines: readonly string[], from: number, indent: number, effort: Effort): number {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    effort.spend(line.length + 1);
    if (line.trim() === '') continue;
    if (widthOf(line) < indent) break;
    end = at + 1;
  }
  return end;
}

/** Columns of white space before a line's text. */
function widthOf(line: string): number {
  let width = 0;
  for (const each of line) {
    if (each === '\t') width += TAB - (width % TAB);
    else if (each === ' ') width += 1;
    else break;
  }
  return width;
}

/** Without up to `columns` of its indentation. */
function dedent(line: string, columns: number): string {
  let width = 0;
  let at = 0;
  while (width < columns && (line[at] === ' ' || line[at] === '\t')) {
    width += line[at] === '\t' ? TAB - (width % TAB) : 1;
    at += 1;
  }
  return line.slice(at);
}
