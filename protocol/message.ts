import { z } from 'zod';
import { clientId, uniqueFilename } from './ids.ts';

/**
 * What `POST /api/upload` answers and what `message.file` holds. Imported messages keep the old server's
 * object as it was.
 */
export interface FileRecord {
  /** uuid of the upload */
  id: string;
  /** The name it was uploaded under, made safe */
  filename: string;
  /** `<uuid>_<safe name>`: its name in URLs and on disk */
  unique_filename: string;
  /** Bytes */
  size: number;
  /** MIME type as sniffed */
  type: string;
  /** Percent-encoded path */
  url: string;
  thumbnail_url: string | null;
  /** ISO time, UTC */
  uploaded_at: string;
  /** Pixels as shown (after EXIF rotation); images only */
  width?: number;
  height?: number;
}

export interface Message {
  /** Unique within its channel only */
  id: string;
  user_id: string;
  username: string;
  content: string;
  type: 'text' | 'file';
  file: FileRecord | null;
  /** ISO time in UTC with `Z`; for people, never an order */
  timestamp: string;
  channel_id: string;
  /** The change that created it; the order */
  seq: number;
  client_id?: string;
  verified?: true;
}

/**
 * `message` of `send_message` and of `POST …/messages`. Missing fields mean an empty text; of `file` only the
 * name is read.
 */
export const messageDraftSchema = z.object({
  content: z
    .string()
    .nullish()
    .transform((content) => content ?? ''),
  type: z.enum(['text', 'file']).nullish(),
  file: z
    .object({ unique_filename: uniqueFilename })
    .nullish()
    .transform((file) => file ?? null),
  client_id: clientId.optional(),
});
export type MessageDraft = z.output<typeof messageDraftSchema>;

/**
 * One change of a channel, as catch-up answers it: the event's payload plus what it is. More kinds come with
 * editing.
 */
export interface MessageChange {
  seq: number;
  kind: 'message';
  channel_id: string;
  message: Message;
}
export type Change = MessageChange;
