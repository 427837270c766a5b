// What a message can hold: a closed set. The parser makes nothing else, so nothing else can reach the page.

export type Inline =
  /** Line breaks are part of the text */
  | { type: 'text'; value: string }
  | { type: 'strong' | 'emphasis' | 'delete'; children: readonly Inline[] }
  | { type: 'inlineCode'; value: string }
  /** `href` is http, https or mailto, without a name or password in it */
  | { type: 'link'; href: string; children: readonly Inline[] };

export type Block =
  | { type: 'paragraph'; children: readonly Inline[] }
  | { type: 'quote'; children: readonly Block[] }
  /** `start` is null for bullets */
  | { type: 'list'; start: number | null; items: readonly (readonly Block[])[] }
  /** `lang` as it was written, empty where it was not */
  | {
      type: 'code';
      lang: string;
      value: string;
      /** All of the code, where `value` is only its beginning */
      whole?: string;
    };

export interface Message {
  blocks: readonly Block[];
  /** Nothing but a few emoji */
  isEmojiOnly: boolean;
}

/** Adds text, to the text before it if there is one. */
export function pushText(nodes: Inline[], value: string): void {
  if (value === '') return;
  const last = nodes.at(-1);
  if (last?.type === 'text') last.value += value;
  else nodes.push({ type: 'text', value });
}

export function pushAll(nodes: Inline[], more: readonly Inline[]): void {
  for (const node of more)
    if (node.type === 'text') pushText(nodes, node.value);
    else nodes.push(node);
}
