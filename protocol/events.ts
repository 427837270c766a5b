// The socket events, both ways. A client event is one row of `clientEvents`; its answer is one row of
// `Answers`.
import { z } from 'zod';
import type { Channel } from './channel.ts';
import type { WireError } from './errors.ts';
import type { Farewell } from './farewell.ts';
import { channelId, token } from './ids.ts';
import { LIMITS } from './limits.ts';
import { messageDraftSchema, type Change, type Message } from './message.ts';
import { statusSchema, userSchema, type User } from './user.ts';

const inChannel = z.object({ channel_id: channelId });

/** What a client may send, by event: the schema of its one payload. */
export const clientEvents = {
  join_user: z.object({
    user: userSchema,
    /** Binds the id, or proves that it is bound to this client */
    token: token.optional(),
    /** Presence in batches (`presence_changed`) instead of one event a person */
    calm: z.boolean().optional(),
    /** Several new messages in one packet (`new_messages`) when they come fast */
    batch: z.boolean().optional(),
  }),
  set_profile: z.object({ username: z.string().optional(), status: statusSchema.optional() }),
  join_channel: z.object({
    channel_id: channelId,
    after_seq: z.int().min(0).optional(),
    epoch: z.string().max(64).optional(),
    limit: z.int().min(0).max(LIMITS.joinPage).optional(),
  }),
  leave_channel: inChannel,
  send_message: z.object({ channel_id: channelId, message: messageDraftSchema }),
  typing_start: inChannel,
  typing_stop: inChannel,
};

export type ClientEvent = keyof typeof clientEvents;
export type Payload<E extends ClientEvent> = z.output<(typeof clientEvents)[E]>;

/** What the server says of itself when somebody joins. */
export interface ServerInfo {
  /** Random, kept in the data folder: a client keys its secret, outbox and drafts by it */
  id: string;
  name: string;
  version: string;
  /** Changes with every build; a page that is older offers a reload */
  build: string;
  limits: {
    /** Characters of one message */
    message: number;
    /** Bytes of one upload */
    upload: number;
    /** File name extensions that may be uploaded, without the dot */
    types: readonly string[];
  };
  /** Names of what this server can do beyond the legacy protocol */
  features: readonly string[];
}

/** How a new-style join answers: from the newest page (`reset`), or with what was missed since. */
export type ChannelSnapshot = {
  channel_id: string;
  epoch: string;
  last_seq: number;
  /** Whether there are messages older than those in this answer */
  has_more: boolean;
} & ({ reset: true; messages: Message[] } | { reset: false; changes: Change[] });

/** What the acknowledgement of each client event carries beside `ok: true`. */
export interface Answers {
  join_user: { user: User; channels: Channel[]; server: ServerInfo };
  set_profile: { user: User };
  join_channel: ChannelSnapshot;
  leave_channel: object;
  send_message: { message: Message };
  typing_start: object;
  typing_stop: object;
}

export type Ack<E extends ClientEvent> = ({ ok: true } & Answers[E]) | { ok: false; error: WireError };

/** What the server sends, by event: its one payload. */
export interface ServerEvents {
  connected: { sid: string; server_id: string };
  online_users: { users: User[] };
  user_connected: { user: User };
  user_disconnected: { user_id: string; user: User };
  user_updated: { user: User };
  /** For `calm` clients, instead of the three above; `left` are ids */
  presence_changed: { joined: User[]; left: string[]; changed: User[] };
  channel_messages: { channel_id: string; messages: Message[] };
  user_joined_channel: { user: User; channel_id: string };
  user_left_channel: { user: User; channel_id: string };
  new_message: { channel_id: string; message: Message };
  /** For `batch` clients: ascending */
  new_messages: { channel_id: string; messages: Message[] };
  user_typing: { user: User; channel_id: string; typing: boolean };
  channels_changed: { channels: Channel[] };
  /** The server is about to stop, or its computer to sleep; clients reconnect by themselves */
  server_closing: Farewell;
  error: WireError;
}
export type ServerEvent = keyof ServerEvents;

/**
 * The types of a Socket.IO connection. A client need not pass an acknowledgement callback: old ones never do.
 */
export type ClientToServer = {
  [E in ClientEvent]: (payload: z.input<(typeof clientEvents)[E]>, ack?: (answer: Ack<E>) => void) => void;
};
export type ServerToClient = { [E in ServerEvent]: (payload: ServerEvents[E]) => void };
