// What a message can hold: a closed set. Whatever the parser gives beyond it becomes text, so nothing else
// can reach the page.

export type Inline =
  | { type: 'text'; value: string }
  | { type: 'break' }
  | { type: 'strong' | 'emphasis' | 'delete'; children: readonly Inline[] }
  | { type: 'inlineCode'; value: string }
  /** `href` is http, https or mailto, without a name or password in it */
  | { type: 'link'; href: string; children: readonly Inline[] };

export type Block =
  | { type: 'paragraph'; children: readonly Inline[] }
  | { type: 'quote'; children: readonly Block[] }
  | { type: 'list'; start: number | null; items: readonly (readonly Block[])[] }
  /** `lang` as it was written, empty where it was not */
  | { type: 'code'; lang: string; value: string };

export interface Message {
  blocks: readonly Block[];
  /** Nothing but a few emoji */
  isEmojiOnly: boolean;
}
