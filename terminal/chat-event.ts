// What happens, as the two ways of showing it (screen.ts, json.ts) get it. With --json each is one line on
// stdout.
import type { Channel } from '../protocol/channel.ts';
import type { WireError } from '../protocol/errors.ts';
import type { ServerInfo } from '../protocol/events.ts';
import type { ClosingCode } from '../protocol/farewell.ts';
import type { FileRecord, Message } from '../protocol/message.ts';
import type { User } from '../protocol/user.ts';

export type ChatEvent =
  /** In the room; `returning` after the connection was lost */
  | { event: 'online'; returning: boolean; server: ServerInfo; user: User; channels: readonly Channel[] }
  /** The connection is lost and is being made again; `said` by the server before, where it could */
  | { event: 'offline'; reason: string; said: ClosingCode | null; waiting: number }
  /** Now in this channel; messages that follow belong to it */
  | { event: 'channel'; channel: Channel; last_seq: number }
  /** `live` is false for what was said before one came (back) */
  | { event: 'message'; live: boolean; message: Message }
  /** What was said in between is not shown: there is too much of it, or the channel was made anew */
  | { event: 'gap'; channel_id: string }
  /** Answer to /older, oldest first */
  | { event: 'older'; channel_id: string; messages: readonly Message[]; has_more: boolean }
  /** Stored for good by the server */
  | { event: 'sent'; client_id: string; message: Message }
  /** Certainly not stored, and not tried again */
  | { event: 'failed'; client_id: string; channel_id: string; content: string; error: Failure }
  | { event: 'presence'; joined: readonly User[]; left: readonly User[]; changed: readonly User[] }
  | { event: 'typing'; channel_id: string; user: User; typing: boolean }
  | { event: 'channels'; asked: boolean; channels: readonly Channel[] }
  /** Answer to /who */
  | { event: 'people'; people: readonly User[] }
  /** Answer to /name, /away and /back */
  | { event: 'profile'; user: User }
  /** A file was fetched; `path` is absolute */
  | { event: 'saved'; file: FileRecord; path: string; size: number }
  | { event: 'help'; lines: readonly string[] }
  /** A command or an answer that went wrong */
  | { event: 'problem'; error: Failure };

/** `code` is one of the server's (protocol/errors.ts), or `here` where the fault is on this side. */
export interface Failure {
  code: WireError['code'] | 'here';
  message: string;
}

export type Emit = (event: ChatEvent) => void;
