// What the importer reads: the old server's messages, and its own record of what it has taken over.
import { z } from 'zod';
import { messageId } from '../../../protocol/ids.ts';
import { textOrNumber } from '../../../protocol/text.ts';

/** A message as the old server wrote it. Other keys are kept. */
export const legacyMessageSchema = z.looseObject({
  id: messageId,
  user_id: textOrNumber(z.string()),
  username: textOrNumber(z.string().nullish()),
  content: textOrNumber(z.string().nullish()),
  type: z.string().nullish(),
  file: z.looseObject({}).nullish(),
  timestamp: z.unknown(),
});

/** The parts of the old server's file object that a record of ours needs. */
export const legacyFileSchema = z
  .object({
    id: z.string().min(1),
    filename: z.string().min(1),
    size: z.number().nonnegative(),
    type: z.string().min(1),
    url: z.string().min(1),
    thumbnail_url: z.string().nullable(),
    uploaded_at: z.string(),
  })
  .partial();

const sourceSchema = z.object({
  /** Its name in `channels/` */
  file: z.string(),
  size: z.number(),
  /** ms since 1970 */
  mtime: z.number(),
  sha256: z.string(),
  /** The channel it became */
  channel: z.string(),
  name: z.string(),
  /** Time of its first message; null where nothing could be saved, and then there is no channel */
  created_at: z.string().nullable(),
});

/** `import.json` */
export const importRecordSchema = z.object({
  format: z.literal(1),
  /** Whether all files of `uploads/` that were there with these sources are adopted */
  uploads_adopted: z.boolean(),
  sources: z.array(sourceSchema),
});

export type LegacyMessage = z.output<typeof legacyMessageSchema>;
export type SourceRecord = z.output<typeof sourceSchema>;
export type ImportRecord = z.output<typeof importRecordSchema>;
