import { createContext, memo, useContext, type ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { messageTexts } from '../messages/messages.texts.ts';
import { useClient, useTexts } from '../use-chat.ts';
import { CodeBlock } from './code-block.tsx';
import { headOf } from './head.ts';
import styles from './markdown.module.css';
import type { Marker } from './marks.ts';
import type { Block, Inline, Message } from './nodes.ts';
import { parseMessage } from './parse.ts';

/** Who and what can be named in a message. */
export const MarkerContext = createContext<Marker>({ split: (text) => [{ type: 'text', value: text }] });

/** Parsed once for each message, however often its row comes and goes. */
const parsed = new WeakMap<object, Message>();

function parseOnce(owner: object, content: string): Message {
  let message = parsed.get(owner);
  if (!message) {
    message = parseMessage(content);
    parsed.set(owner, message);
  }
  return message;
}

export interface MarkdownProps {
  /** What the text belongs to and never changes without becoming another object: the key of what is kept */
  owner: object;
  content: string;
  /** Only as much as is seen of a long message that is folded */
  isHead: boolean;
}

/** A message's text as elements: only what nodes.ts names can come of it. */
export const Markdown = memo(({ owner, content, isHead }: MarkdownProps) => {
  const { blocks: all, isEmojiOnly } = parseOnce(owner, content);
  const blocks = isHead ? headOf(all) : all;
  return (
    <div className={cx(styles.markdown, isEmojiOnly && styles.emojiOnly)}>
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </div>
  );
});
Markdown.displayName = 'Markdown';

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return <p dir="auto">{inlines(block.children)}</p>;
    case 'quote':
      return (
        <blockquote dir="auto">
          {block.children.map((child, at) => (
            <BlockView key={at} block={child} />
          ))}
        </blockquote>
      );
    case 'code':
      return <CodeBlock lang={block.lang} code={block.value} whole={block.whole ?? block.value} />;
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at} dir="auto">
          {item.map((child, index) => (
            <BlockView key={index} block={child} />
          ))}
        </li>
      ));
      if (block.start === null) return <ul>{items}</ul>;
      // room for the widest number
      const digits = String(block.start + block.items.length - 1).length;
      return (
        <ol start={block.start} style={{ paddingInlineStart: `${String(digits + 1.5)}ch` }}>
          {items}
        </ol>
      );
    }
  }
}

/** Most texts name nobody, and are but text. */
const MAY_NAME = /[@#]/u;

const inlines = (nodes: readonly Inline[]): ReactNode =>
  nodes.map((node, at) =>
    node.type === 'text' && !MAY_NAME.test(node.value) ? node.value : <InlineView key={at} node={node} />,
  );

function InlineView({ node }: { node: Inline }) {
  switch (node.type) {
    case 'text':
      return <Marked text={node.value} />;
    case 'strong':
      return <strong>{inlines(node.children)}</strong>;
    case 'emphasis':
      return <em>{inlines(node.children)}</em>;
    case 'delete':
      return <del>{inlines(node.children)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    // where it leads is told before it is opened, as the browser reads it
    case 'link':
      return (
        <a href={node.href} title={node.href} rel="noopener noreferrer" target="_blank">
          {inlines(node.children)}
        </a>
      );
  }
}

function Marked({ text }: { text: string }) {
  const marker = useContext(MarkerContext);
  return marker.split(text).map((piece, at) => {
    switch (piece.type) {
      case 'text':
        return piece.value;
      case 'person':
        return <bdi key={at} className={cx(styles.person, piece.isMe && styles.me)}>{`@${piece.value}`}</bdi>;
      case 'channel':
        return <ChannelLink key={at} id={piece.id} name={piece.value} />;
    }
  });
}

function ChannelLink({ id, name }: { id: string; name: string }) {
  const texts = useTexts(messageTexts);
  const client = useClient();
  return (
    <button
      type="button"
      className={styles.channel}
      aria-label={texts.openChannel(name)}
      onClick={() => {
        client.openChannel(id);
      }}
    >
      <bdi>{`#${name}`}</bdi>
    </button>
  );
}
