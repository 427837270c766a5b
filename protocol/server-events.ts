// What the server sends, as schemas. Programs import their types from events.ts; the schemas are for the
// documentation and for tests.
import { z } from 'zod';
import { channelSchema } from './channel.ts';
import { ERRORS, type ErrorCode, type WireError } from './errors.ts';
import { CLOSING_CODES } from './farewell.ts';
import { messageSchema } from './message.ts';
import { shownUserSchema } from './user.ts';

export const wireErrorSchema = z
  .object({
    code: z.enum(Object.keys(ERRORS) as ErrorCode[]).meta({ id: 'ErrorCode' }),
    message: z.string().describe('An English sentence that is safe to show. Translate by `code`'),
    retry_after_ms: z
      .exactOptional(z.number())
      .describe('With `rate_limited` and `kicked`: how long to wait, in milliseconds'),
    suggestion: z.exactOptional(z.string()).describe('With `name_taken`: a name that is free'),
  })
  .meta({
    id: 'WireError',
    description: 'A refusal: nothing was stored or changed.',
  }) satisfies z.ZodType<WireError>;

const user = shownUserSchema;
const users = z.array(shownUserSchema);
const channelId = z.string().describe('The channel');
const messages = z.array(messageSchema);

/** By event: its one payload, and who gets it. */
export const serverEvents = {
  connected: z
    .object({
      sid: z.string().describe('Names this connection; the client has no use for it'),
      server_id: z
        .string()
        .describe(
          'Names the room, however it is reached: random, and kept by the server as long as its data',
        ),
    })
    .describe('The first event of every connection. To the new connection.'),
  online_users: z
    .object({ users: users.describe('Everybody who is here, you included') })
    .describe(
      'The answer to `join_user`, also for clients that asked for an acknowledgement; it comes before that.',
    ),
  user_connected: z
    .object({ user })
    .describe('Somebody has come. To everybody else in the room, except clients that joined with `calm`.'),
  user_disconnected: z
    .object({ user_id: z.string().describe('Their id'), user })
    .describe(
      'Somebody’s last connection has been gone for 5 seconds, or the host removed them. To the same clients.',
    ),
  user_updated: z
    .object({ user })
    .describe('Somebody is described anew: another name or status. To the same clients.'),
  presence_changed: z
    .object({
      joined: users,
      left: z.array(z.string()).describe('Ids'),
      changed: users.describe('Described anew'),
    })
    .describe(
      'Everything of the three events above, yourself included, collected for 50 ms. To clients that joined with `calm`.',
    ),
  channel_messages: z
    .object({ channel_id: channelId, messages: messages.describe('The newest 1,000, oldest first') })
    .describe('The answer to `join_channel` without an acknowledgement.'),
  user_joined_channel: z
    .object({ user, channel_id: channelId })
    .describe('To the others in the channel, except clients that joined with `calm`.'),
  user_left_channel: z
    .object({ user, channel_id: channelId })
    .describe('To the same clients, a second after the leaving: who is back by then never left.'),
  new_message: z
    .object({ channel_id: channelId, message: messageSchema })
    .describe('To everybody in the channel, the sender included.'),
  new_messages: z
    .object({ channel_id: channelId, messages: messages.describe('In order, two or more') })
    .describe('The same for clients that joined with `batch`, if several messages come within 50 ms.'),
  user_typing: z
    .object({
      user,
      channel_id: channelId,
      typing: z.boolean().describe('true when it begins, false when it ends'),
    })
    .describe('Somebody begins or stops writing. To the others in the channel.'),
  channels_changed: z
    .object({ channels: z.array(channelSchema).describe('All of them, in the host’s order') })
    .describe('A channel was made, renamed, moved or deleted. To everybody who has joined.'),
  server_closing: z
    .object({
      reason: z.string().describe('An English sentence'),
      code: z
        .enum(CLOSING_CODES)
        .describe(
          '`stopping`: until the host starts it again. `restarting`: back within seconds. `sleeping`: the host’s computer goes to sleep',
        ),
    })
    .describe(
      'The connection is about to end. Connect again, as after any break. To everybody who has joined.',
    ),
  error: wireErrorSchema.describe(
    'A refused event that asked for no acknowledgement; or, before the host removes you, `kicked`.',
  ),
};
