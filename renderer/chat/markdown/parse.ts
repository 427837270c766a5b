// A message's text as a tree of allowed nodes: sanitised by construction, since only the nodes of nodes.ts
// can be drawn. What people type is shown unchanged unless it is complete markup; CommonMark is not followed
// where it would take characters away from what is not markup.
import { isBlank } from '../../../protocol/blank.ts';
import { parseBlocks } from './blocks.ts';
import { createEffort, isTooLong, type Effort } from './effort.ts';
import { isEmojiOnly } from './emoji-only.ts';
import type { Block, Message } from './nodes.ts';

/** Without any of these a text is a paragraph: most are. */
const MAY_BE_MARKED = /[\\`*_~[>@]|https?:\/\/|www\.|^[ \t]*(?:[-+]|\d+\.)[ \t]/imu;

const plain = (text: string): Block[] => [{ type: 'paragraph', children: [{ type: 'text', value: text }] }];

/** Never throws: what cannot be parsed within the bound is shown as it was written, with its line breaks. */
export function parseMessage(content: string): Message {
  return parseWithin(createEffort(), content);
}

/** As `parseMessage`, for a test that measures the work. */
export function parseWithin(effort: Effort, content: string): Message {
  const text = withoutMargins(content.replace(/\r\n?/gu, '\n'));
  return { blocks: blocksOf(effort, text), isEmojiOnly: isEmojiOnly(text) };
}

function blocksOf(effort: Effort, text: string): Block[] {
  if (isTooLong(text) || !MAY_BE_MARKED.test(text)) return plain(text);
  try {
    const blocks = parseBlocks(text.split('\n'), 0, effort);
    return blocks.length === 0 ? plain(text) : blocks;
  } catch {
    // too much work; any other error is a bug, which must not cost the reader the message
    return plain(text);
  }
}

/**
 * Without the empty lines around it. The first of several lines keeps its indentation, because the others
 * keep theirs.
 */
function withoutMargins(text: string): string {
  if (isBlank(text)) return text;
  const trimmed = text.trim();
  if (!trimmed.includes('\n')) return trimmed;
  const start = text.indexOf(trimmed.charAt(0));
  return text.slice(text.lastIndexOf('\n', start) + 1).trimEnd();
}
