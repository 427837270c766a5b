// The lines of a message: fenced code, quotes, lists, and paragraphs of what is left.
import { isBlank } from '../../../protocol/blank.ts';
import type { Effort } from './effort.ts';
import { parseInlines } from './inlines.ts';
import { itemAt, listAt } from './lists.ts';
import { pushAll, pushText, type Block, type Inline } from './nodes.ts';

/** Quotes and lists within each other; what lies deeper is text */
const DEEPEST = 8;

/** Nodes that a block of code counts as: it has buttons and a frame of its own */
const CODE = 10;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
/** A quote is `> ` with text after it */
const QUOTE = /^ {0,3}>[ \t](?=[^])/u;
/** Parts two paragraphs of one quote */
const EMPTY_QUOTE = /^ {0,3}>[ \t]*$/u;
/** `> <`, `> _ <`: a face */
const FACE = /^[\p{P}\p{S}\s]{0,4}<\s*$/u;
const EMPTY_LINES = /(\n(?:[^\S\n]*\n)+)/u;
const ESCAPE = /^ {0,3}(?:\d{1,9})?\\(?=[->*+.][ \t])/u;

/** What begins at a line, and the line after it. */
interface Found {
  block: Block;
  next: number;
}

/** `isItem`: the lines of one list item, whose first line holds no further marker (`1. 2. 2024`). */
export function parseBlocks(
  lines: readonly string[],
  depth: number,
  effort: Effort,
  isItem = false,
): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    const children = paragraphOf(paragraph, effort);
    paragraph = [];
    if (children.length === 0) return;
    effort.addNodes(1);
    blocks.push({ type: 'paragraph', children });
  };
  /** A number amid a sentence that goes over two lines is none of a list, unless it is 1. */
  const mayStartList = (at: number): boolean =>
    (at > 0 || !isItem) && (isEmpty(paragraph.at(-1)) || (itemAt(lines[at] ?? '')?.number ?? 1) === 1);
  const fences = createFences(lines, effort);
  const blockAt = (at: number): Found | null => {
    const code = fences.codeAt(at);
    if (code || depth >= DEEPEST) return code;
    return (
      quoteAt(lines, at, depth, effort) ??
      (mayStartList(at)
        ? listAt(lines, at, effort, (item) => parseBlocks(item, depth + 1, effort, true))
        : null)
    );
  };

  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    effort.spend(line.length + 1);
    const found = blockAt(at);
    if (found) {
      endParagraph();
      effort.addNodes(found.block.type === 'code' ? CODE : 1);
      blocks.push(found.block);
      at = found.next;
      continue;
    }
    paragraph.push(withoutEscape(line));
    at += 1;
  }
  endParagraph();
  return blocks;
}

const isEmpty = (line: string | undefined): boolean => line === undefined || line.trim() === '';

const isQuote = (line: string): boolean => {
  const mark = QUOTE.exec(line)?.[0];
  if (mark === undefined) return false;
  const rest = line.slice(mark.length);
  // in a quote of a quote, too
  return !isBlank(rest.replace(/^[> \t]+/u, '')) && !FACE.test(rest);
};

/** The backslash goes where it kept a line from being a quote or an item. */
function withoutEscape(line: string): string {
  const escape = ESCAPE.exec(line)?.[0];
  if (escape === undefined) return line;
  const bare = escape.slice(0, -1) + line.slice(escape.length);
  return isQuote(bare) || itemAt(bare) ? bare : line;
}

function quoteAt(lines: readonly string[], at: number, depth: number, effort: Effort): Found | null {
  if (!isQuote(lines[at] ?? '')) return null;
  let next = at;
  // empty lines of a quote belong to it only if it goes on after them
  for (let end = at; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    effort.spend(line.length + 1);
    if (isQuote(line)) next = end + 1;
    else if (!EMPTY_QUOTE.test(line)) break;
  }
  const inner = lines.slice(at, next).map((line) => line.replace(/^ {0,3}>[ \t]?/u, ''));
  return { block: { type: 'quote', children: parseBlocks(inner, depth + 1, effort) }, next };
}

/** Finds fenced code. A fence that is never closed is text. */
function createFences(lines: readonly string[], effort: Effort): { codeAt: (at: number) => Found | null } {
  /** By character: a fence at least as long as this is not closed any more */
  const open = new Map<string, number>();

  const closeOf = (fence: string, from: number): number => {
    const mark = fence.charAt(0);
    if (fence.length >= (open.get(mark) ?? Infinity)) return -1;
    for (let at = from; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      effort.spend(1);
      const run = FENCE.exec(line)?.[1];
      if (run?.startsWith(fence) === true && line.trim() === run) return at;
    }
    open.set(mark, fence.length);
    return -1;
  };

  return {
    codeAt: (at) => {
      const line = lines[at] ?? '';
      const fence = FENCE.exec(line)?.[1];
      if (fence === undefined) return null;
      const indent = line.indexOf(fence);
      const info = line.slice(indent + fence.length).trim();
      if (fence.startsWith('`') && info.includes('`')) return null;
      const close = closeOf(fence, at + 1);
      if (close < 0) return null;
      const value = lines
        .slice(at + 1, close)
        .map((each) => each.slice(Math.min(indent, each.search(/[^ ]|$/u))));
      const block = codeOf(info, value.join('\n'));
      return block && { block, next: close + 1 };
    },
  };
}

/** Who writes on the line of the fence means code, not its language, unless it is one word. */
function codeOf(info: string, value: string): Block | null {
  const isLanguage = /^[\w+#.-]{0,24}$/u.test(info);
  const code = isLanguage ? value : `${info}\n${value}`;
  return isBlank(code) ? null : { type: 'code', lang: isLanguage ? info : '', value: code };
}

/** Emphasis and links end at an empty line. Empty lines between the parts are kept as they are. */
function paragraphOf(lines: readonly string[], effort: Effort): Inline[] {
  let start = 0;
  let end = lines.length;
  while (start < end && isEmpty(lines[start])) start += 1;
  while (end > start && isEmpty(lines[end - 1])) end -= 1;
  const nodes: Inline[] = [];
  const parts = lines.slice(start, end).join('\n').split(EMPTY_LINES);
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 1) pushText(nodes, part);
    else pushAll(nodes, parseInlines(part, effort));
  }
  return nodes;
}
