// What the acknowledgement of each client event carries, as schemas. Programs import their types from
// events.ts; the schemas are for the documentation and for tests.
import { z } from 'zod';
import { channelSchema } from './channel.ts';
import { changeSchema, messageSchema } from './message.ts';
import { shownUserSchema } from './user.ts';

/** What the server says of itself when somebody joins. */
const serverInfoSchema = z
  .object({
    id: z.string().describe('`server_id` of `connected`'),
    name: z.string().describe('What the room is called'),
    version: z.string().describe('The program’s version'),
    build: z.string().describe('Changes with every build; a page that is older offers to reload'),
    limits: z
      .object({
        message: z.int().describe('Code points of one message'),
        upload: z.int().describe('Bytes of one file'),
        types: z
          .array(z.string())
          .readonly()
          .describe(
            'File name extensions that may be uploaded, lower case, without the dot. With `denied_types` there are more: it then lists common ones, for clients that do not know that field',
          ),
        denied_types: z
          .exactOptional(z.array(z.string()).readonly())
          .describe(
            'If present, every type may be uploaded except these extensions, and programs of these types under any name. If absent, only `types`',
          ),
      })
      .describe('What the host allows'),
    features: z
      .array(z.string())
      .readonly()
      .describe('Names of what this server can do beyond the old protocol'),
  })
  .meta({ id: 'ServerInfo', description: 'What the server says of itself.' });

const snapshot = {
  channel_id: z.string().describe('The channel'),
  epoch: z.string().describe('Names this history of the channel; keep it together with the last `seq`'),
  last_seq: z.int().min(0).describe('The newest change’s number; 0 if there is none'),
  has_more: z.boolean().describe('Whether there are messages older than those in this answer'),
};

const nothing = z.object({});

/** By event: what its acknowledgement carries beside `ok: true`. */
export const answers = {
  join_user: z.object({
    user: shownUserSchema.describe('You, as everybody sees you'),
    channels: z.array(channelSchema),
    server: serverInfoSchema,
  }),
  set_profile: z.object({ user: shownUserSchema.describe('You, as everybody sees you now') }),
  join_channel: z.discriminatedUnion('reset', [
    z.object({
      ...snapshot,
      reset: z.literal(true).describe('Throw away what you have of this channel; this replaces it'),
      messages: z.array(messageSchema).describe('The newest ones, oldest first'),
    }),
    z.object({
      ...snapshot,
      reset: z.literal(false).describe('Keep what you have'),
      changes: z
        .array(changeSchema)
        .describe('Everything since `after_seq`, in order; none if nothing was missed'),
    }),
  ]),
  leave_channel: nothing,
  send_message: z.object({ message: messageSchema.describe('As it is stored') }),
  typing_start: nothing,
  typing_stop: nothing,
  file_too_large: nothing,
};

export type ServerInfo = z.output<typeof serverInfoSchema>;
