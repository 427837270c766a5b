// The socket events, both ways. A client event is one row of `clientEvents`; its answer is one row of
// `Answers`.
import { z } from 'zod';
import type { answers } from './answers.ts';
import type { WireError } from './errors.ts';
import { channelId, token } from './ids.ts';
import { LIMITS } from './limits.ts';
import { messageDraftSchema } from './message.ts';
import type { serverEvents } from './server-events.ts';
import { statusSchema, userSchema } from './user.ts';

export type { ServerInfo } from './answers.ts';

const inChannel = z.object({ channel_id: channelId });

/** What a client may send, by event: the schema of its one payload. */
export const clientEvents = {
  join_user: z
    .object({
      user: userSchema,
      token: token
        .describe('Binds the id to this secret, or proves that it is bound to it: see Identity')
        .optional(),
      calm: z
        .boolean()
        .optional()
        .describe('Presence in batches (`presence_changed`) instead of an event for each person and channel'),
      batch: z
        .boolean()
        .optional()
        .describe('Several new messages in one packet (`new_messages`) when they come fast'),
    })
    .describe('Come into the room. Again with the same id: describe yourself anew.'),
  set_profile: z
    .object({
      username: z.string().optional().describe('As in `join_user`'),
      status: statusSchema.optional().describe('Shown beside the name'),
    })
    .describe('Change your name or status.'),
  join_channel: z
    .object({
      channel_id: channelId,
      after_seq: z
        .int()
        .min(0)
        .optional()
        .describe('The last `seq` you know, to get what came since. Send it with `epoch`'),
      epoch: z.string().max(64).optional().describe('The `epoch` that `after_seq` belongs to'),
      limit: z
        .int()
        .min(0)
        .max(LIMITS.joinPage)
        .optional()
        .describe(`Messages of a newest page; ${String(LIMITS.joinPageDefault)} if missing`),
    })
    .describe('From now on get the messages of this channel; in the same step, what was missed.'),
  leave_channel: inChannel.describe('No longer get the messages of this channel.'),
  send_message: z
    .object({ channel_id: channelId, message: messageDraftSchema })
    .describe('Send a message. Old clients add `user`; it is ignored.'),
  typing_start: inChannel.describe(
    'You are writing. Counts for 6 seconds: repeat it on key presses. The others hear only of the beginning and the end.',
  ),
  typing_stop: inChannel.describe('You have stopped writing, or sent it.'),
  file_too_large: z
    .object({
      filename: z.string().max(1_000).describe('Its name, for the host'),
      size: z.int().min(1).describe('Bytes'),
    })
    .describe(
      'You have not sent a file because it is larger than `limits.upload` allows. The host is told and can raise the limit.',
    ),
};

export type ClientEvent = keyof typeof clientEvents;
export type Payload<E extends ClientEvent> = z.output<(typeof clientEvents)[E]>;

/** What the acknowledgement of each client event carries beside `ok: true`. */
export type Answers = { [E in ClientEvent]: z.output<(typeof answers)[E]> };

/** How a new-style join answers: from the newest page (`reset`), or with what was missed since. */
export type ChannelSnapshot = Answers['join_channel'];

export type Ack<E extends ClientEvent> = ({ ok: true } & Answers[E]) | { ok: false; error: WireError };

/** What the server sends, by event: its one payload. */
export type ServerEvents = { [E in keyof typeof serverEvents]: z.output<(typeof serverEvents)[E]> };
export type ServerEvent = keyof ServerEvents;

/**
 * The types of a Socket.IO connection. A client need not pass an acknowledgement callback: old ones never do.
 */
export type ClientToServer = {
  [E in ClientEvent]: (payload: z.input<(typeof clientEvents)[E]>, ack?: (answer: Ack<E>) => void) => void;
};
export type ServerToClient = { [E in ServerEvent]: (payload: ServerEvents[E]) => void };
