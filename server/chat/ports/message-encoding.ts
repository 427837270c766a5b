import type { Message } from '../../../protocol/message.ts';
import type { OpenChannel, Page } from './chat-store.ts';

/** Messages as JSON, made once for everybody who gets them. */
export interface MessageEncoding {
  one(message: Message): string;
  /** The newest of them that are at most `bytes` of JSON together; all where they fit, always the very newest */
  fitting(messages: readonly Message[], bytes: number): readonly Message[];
  /** The channel's newest messages, at most `limit` and `bytes`; made again when it changes */
  newest(channel: OpenChannel, limit: number, bytes: number): Page;
}
