// A message's Markdown as a tree of allowed nodes: sanitised by construction, since only the nodes of
// nodes.ts can be drawn.
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { safeAddress } from './address.ts';
import { isCheap, linesOf } from './effort.ts';
import { isEmojiOnly } from './emoji-only.ts';
import type { Block, Inline, Message } from './nodes.ts';

/**
 * Of CommonMark, what is not chat: a `#` is a channel, a `<b>` is four characters, an indented line is no
 * code, and no link hides its target elsewhere in the text.
 */
const NOT_CHAT = [
  'headingAtx',
  'setextUnderline',
  'thematicBreak',
  'codeIndented',
  'definition',
  'htmlFlow',
  'htmlText',
  'labelStartImage',
  'characterReference',
];

const OPTIONS: Options = {
  extensions: [
    gfmStrikethrough({ singleTilde: false }),
    gfmAutolinkLiteral(),
    { disable: { null: NOT_CHAT } },
  ],
  // its transforms look for addresses a second time, by expressions that Safari before 16.4 cannot read
  mdastExtensions: [gfmStrikethroughFromMarkdown(), { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] }],
};

/** Levels of quotes and lists, and of emphasis; what lies deeper is text */
const DEEPEST = 12;
/** Nodes of one message */
const MOST = 3_000;

/** Without any of these a text is a paragraph: most are. */
const MAY_BE_MARKED = /[\\`*_~[<>@:]|^[ \t]*[-+][ \t]|^[ \t]*\d+[.)]\s|www\./mu;

const plain = (text: string): Block[] => [{ type: 'paragraph', children: [{ type: 'text', value: text }] }];

/** Never throws: what cannot be read as Markdown is shown as it was written. */
export function parseMessage(content: string): Message {
  const text = content.replace(/\r\n?/gu, '\n');
  if (!MAY_BE_MARKED.test(text)) return { blocks: plain(text.trim()), isEmojiOnly: isEmojiOnly(text) };
  return { blocks: isCheap(text) ? parseBlocks(text) : plain(text), isEmojiOnly: isEmojiOnly(text) };
}

function parseBlocks(text: string): Block[] {
  const budget = { left: MOST };
  const blocks = fromMarkdown(endQuotes(text), OPTIONS).children.flatMap((node) => block(node, 0, budget));
  // all that was written lay in what is not shown, or there was too much of it
  return blocks.length === 0 || budget.left < 0 ? plain(text) : blocks;
}

/** In a chat the line after a quote is the answer to it, so an empty line ends each quote. */
function endQuotes(text: string): string {
  let wasQuote = false;
  let result = '';
  for (const { line, isCode } of linesOf(text)) {
    const isQuote = !isCode && /^ {0,3}>/u.test(line);
    if (wasQuote && !isQuote && line.trim() !== '') result += '\n';
    result += `${line}\n`;
    wasQuote = isQuote;
  }
  return result;
}

interface Budget {
  left: number;
}

/** The words of a node and all below it. */
function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node
    ? (node.children as Nodes[])
        .map(wordsOf)
        .join(node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' ? '\n' : '')
    : '';
}

function block(node: RootContent, depth: number, budget: Budget): Block[] {
  budget.left -= 1;
  if (budget.left < 0) return [];
  if (depth >= DEEPEST) return plain(wordsOf(node));
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- an allow-list: every other node becomes text
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: inlines(node.children, depth, budget) }];
    case 'blockquote':
      return [{ type: 'quote', children: node.children.flatMap((child) => block(child, depth + 1, budget)) }];
    case 'code':
      return [code(node.lang ?? '', node.meta ?? '', node.value)];
    case 'list':
      return [
        {
          type: 'list',
          start: node.ordered === true ? (node.start ?? 1) : null,
          items: node.children.map((item) =>
            item.children.flatMap((child) => block(child, depth + 1, budget)),
          ),
        },
      ];
    default:
      return plain(wordsOf(node));
  }
}

/** Who writes on the line of the fence means code, not its language, unless it is one word. */
function code(lang: string, meta: string, value: string): Block {
  if (meta === '' && /^[\w+#.-]{0,24}$/u.test(lang)) return { type: 'code', lang, value };
  return { type: 'code', lang: '', value: `${lang}${meta === '' ? '' : ` ${meta}`}\n${value}` };
}

const inlines = (nodes: readonly PhrasingContent[], depth: number, budget: Budget): Inline[] =>
  nodes.flatMap((node) => inline(node, depth, budget));

function inline(node: PhrasingContent, depth: number, budget: Budget): Inline[] {
  budget.left -= 1;
  if (budget.left < 0) return [];
  if (depth >= DEEPEST) return [{ type: 'text', value: wordsOf(node) }];
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- an allow-list: every other node becomes text
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.value }];
    case 'break':
      return [{ type: 'break' }];
    case 'inlineCode':
      return [{ type: 'inlineCode', value: node.value }];
    case 'strong':
    case 'emphasis':
    case 'delete':
      return [{ type: node.type, children: inlines(node.children, depth + 1, budget) }];
    case 'link': {
      const href = safeAddress(node.url);
      const children = inlines(node.children, depth + 1, budget);
      // a link that leads nowhere allowed shows where it would have led
      if (href === null)
        return wordsOf(node) === node.url
          ? children
          : [...children, { type: 'text', value: ` (${node.url})` }];
      return [{ type: 'link', href, children }];
    }
    default:
      return [{ type: 'text', value: wordsOf(node) }];
  }
}
