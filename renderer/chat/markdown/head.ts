// The beginning of a message: what is drawn of a long one until a reader wants all of it.
import type { Block, Inline } from './nodes.ts';

/** What there is still room for */
interface Rest {
  characters: number;
  lines: number;
}

/** As much as is more than a screen: whatever is longer is folded. */
const CHARACTERS = 3_000;
const LINES = 36;

export const headOf = (blocks: readonly Block[]): Block[] =>
  cutBlocks(blocks, { characters: CHARACTERS, lines: LINES });

function cutText(text: string, rest: Rest): string {
  let end = Math.min(text.length, rest.characters);
  let at = text.indexOf('\n');
  while (at >= 0 && at < end) {
    rest.lines -= 1;
    if (rest.lines <= 0) end = at;
    at = text.indexOf('\n', at + 1);
  }
  rest.characters -= end;
  if (end === text.length) return text;
  rest.characters = 0;
  // half a character is none
  return text.slice(0, /[\uD800-\uDBFF]/u.test(text.charAt(end - 1)) ? end - 1 : end);
}

/** Those of `nodes` that there is room for, each cut by `cut`. */
function cutAll<T>(nodes: readonly T[], rest: Rest, cut: (node: T) => T): T[] {
  const head: T[] = [];
  for (const node of nodes) {
    if (rest.characters <= 0 || rest.lines <= 0) break;
    head.push(cut(node));
  }
  return head;
}

const cutInlines = (nodes: readonly Inline[], rest: Rest): Inline[] =>
  cutAll(nodes, rest, (node) =>
    'value' in node
      ? { ...node, value: cutText(node.value, rest) }
      : { ...node, children: cutInlines(node.children, rest) },
  );

const cutBlocks = (blocks: readonly Block[], rest: Rest): Block[] =>
  cutAll(blocks, rest, (block) => {
    // it begins a line
    rest.lines -= 1;
    switch (block.type) {
      case 'paragraph':
        return { ...block, children: cutInlines(block.children, rest) };
      case 'quote':
        return { ...block, children: cutBlocks(block.children, rest) };
      case 'code':
        return { ...block, value: cutText(block.value, rest), whole: block.value };
      case 'list':
        return { ...block, items: cutAll(block.items, rest, (item) => cutBlocks(item, rest)) };
    }
  });
