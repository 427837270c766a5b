import type { Message } from '../../../protocol/message.ts';
import type { LongList, OpenChannel, Page } from './chat-store.ts';

/** Messages as JSON, made once for everybody who gets them. */
export interface MessageEncoding {
  one(message: Message): string;
  /**
   * The channel's newest messages, at most `limit` and `bytes`, but one where there is one. The same page again,
   * until the channel changes
   */
  newest(channel: OpenChannel, limit: number, bytes: number): Page;
  /** The same messages, in pieces if they are many. */
  list(channel: OpenChannel, limit: number, bytes: number): Page | LongList;
  /**
   * All changes after `seq`, as JSON in place of messages; undefined where they are more than `bytes`, or
   * cannot be told. The same again, until the channel changes
   */
  since(channel: OpenChannel, seq: number, bytes: number): Page | undefined;
}
