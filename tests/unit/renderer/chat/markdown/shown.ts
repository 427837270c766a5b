// What a reader sees of a parsed message, for tests.
import type { Block, Inline } from '../../../../../renderer/chat/markdown/nodes.ts';
import { parseMessage } from '../../../../../renderer/chat/markdown/parse.ts';

export interface Shown {
  /** All text; blocks and items are on lines of their own */
  text: string;
  /** Nodes that are markup, in order: `emphasis`, `quote` … */
  markup: string[];
  hrefs: string[];
}

const PLAIN = new Set(['text', 'paragraph', 'link']);

export function shown(written: string): Shown {
  const seen: Shown = { text: '', markup: [], hrefs: [] };
  const inline = (node: Inline): string => {
    if (!PLAIN.has(node.type)) seen.markup.push(node.type);
    if (node.type === 'link') seen.hrefs.push(node.href);
    return 'value' in node ? node.value : node.children.map(inline).join('');
  };
  const block = (node: Block): string => {
    if (!PLAIN.has(node.type)) seen.markup.push(node.type);
    if (node.type === 'paragraph') return node.children.map(inline).join('');
    if (node.type === 'code') return node.value;
    const children = node.type === 'list' ? node.items.flat() : node.children;
    return children.map(block).join('\n');
  };
  seen.text = parseMessage(written).blocks.map(block).join('\n');
  return seen;
}
