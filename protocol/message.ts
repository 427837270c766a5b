import { z } from 'zod';
import { clientId, uniqueFilename } from './ids.ts';
import { textOrNumber } from './text.ts';

/**
 * What `POST /api/upload` answers and what `message.file` holds. Imported messages keep the old server's
 * object as it was.
 */
export const fileRecordSchema = z
  .object({
    id: z.string().describe('A uuid'),
    filename: z.string().describe('The name it was uploaded under, made safe'),
    unique_filename: z
      .string()
      .describe('`<uuid>_<safe name>`: names the file in a message, in addresses and on the host’s disk'),
    size: z.int().min(0).describe('Bytes'),
    type: z.string().describe('MIME type, found by looking at the bytes'),
    url: z.string().describe('Where it is: a path, percent-encoded'),
    thumbnail_url: z
      .string()
      .nullable()
      .describe('A picture’s small copy, at most 300 x 200 pixels: a path, or null'),
    uploaded_at: z.string().describe('ISO 8601, UTC'),
    width: z.exactOptional(z.int()).describe('Pixels as shown (after EXIF rotation); pictures only'),
    height: z.exactOptional(z.int()).describe('The same'),
  })
  .meta({
    id: 'FileRecord',
    description: 'An uploaded file. Older messages may carry fewer or other fields.',
  });
export type FileRecord = z.output<typeof fileRecordSchema>;

export const messageSchema = z
  .object({
    id: z.string().describe('Unique within its channel only'),
    user_id: z.string().describe('Who wrote it'),
    username: z.string().describe('Their name when they wrote it'),
    content: z.string().describe('The text; "" if there is only a file'),
    type: z.enum(['text', 'file']).describe('`file` if there is one'),
    file: fileRecordSchema.nullable(),
    timestamp: z
      .string()
      .describe('ISO 8601, UTC, by the server’s clock. To show, not to sort by: the order is `seq`'),
    channel_id: z.string().describe('Its channel'),
    seq: z.int().min(1).describe('The number of the change that created it: the order in its channel'),
    client_id: z.exactOptional(z.string()).describe('As it was sent'),
    verified: z
      .exactOptional(z.literal(true))
      .describe('Present if the writer had proved the secret of `user_id`'),
  })
  .meta({ id: 'Message', description: 'A message as it is stored.' });
export type Message = z.output<typeof messageSchema>;

/**
 * `message` of `send_message` and of `POST …/messages`. Missing fields mean an empty text; of `file` only the
 * name is read.
 */
export const messageDraftSchema = z
  .object({
    content: textOrNumber(z.string())
      .nullish()
      .transform((content) => content ?? '')
      .describe('The text, plain or Markdown. At most 8,000 code points; may be missing if there is a file'),
    type: z.enum(['text', 'file']).nullish().describe('Ignored: a message with a file is of type `file`'),
    file: z
      .object({ unique_filename: uniqueFilename })
      .nullish()
      .transform((file) => file ?? null)
      .describe('What the upload answered; only `unique_filename` is read'),
    client_id: clientId.optional(),
  })
  .meta({ id: 'MessageDraft', description: 'A message to be stored.' });
export type MessageDraft = z.output<typeof messageDraftSchema>;

/**
 * One change of a channel, as catch-up answers it: the event's payload plus what it is. More kinds come with
 * editing.
 */
export const changeSchema = z
  .object({
    seq: z.int().min(1).describe('The change’s number'),
    kind: z.literal('message').describe('A new message. Skip kinds that you do not know'),
    channel_id: z.string().describe('Its channel'),
    message: messageSchema,
  })
  .meta({ id: 'Change', description: 'One change of a channel.' });
export type Change = z.output<typeof changeSchema>;
