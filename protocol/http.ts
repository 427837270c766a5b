// The HTTP API: the schemas that the routes of server/http check with, and the list of all routes with what
// they answer. tests/protocol/documented.test.ts compares the list with what the server has.
import { z } from 'zod';
import { channelSchema } from './channel.ts';
import type { ErrorCode } from './errors.ts';
import { channelId, messageId, uniqueFilename, userId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { fileRecordSchema, messageDraftSchema, messageSchema } from './message.ts';
import { textOrNumber } from './text.ts';

export const channelParams = z.object({ id: channelId });
export const fileParams = z.object({ filename: uniqueFilename });

/** `GET /api/channels/{id}/messages`: without `before` and `limit` it is the old client's call. */
export const pageQuery = z.object({
  before: messageId.optional().describe('The messages before this one; without it, the newest'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LIMITS.page)
    .optional()
    .describe(
      `How many; ${String(LIMITS.pageDefault)} if missing, without \`before\` as well ${String(LIMITS.legacyPage)}`,
    ),
});

/** `POST /api/channels/{id}/messages` */
export const postBody = z.object({
  message: messageDraftSchema,
  user: z
    .object({
      id: textOrNumber(userId),
      username: textOrNumber(z.string().refine((name) => name.trim() !== '', 'expected a name')).describe(
        'A name that cannot be used is cleaned',
      ),
    })
    .describe('Who writes'),
});

const roomSchema = z.object({
  server_id: z.string().describe('`server_id` of `connected`'),
  name: z.string().describe('What the room is called'),
  people: z.int().min(0).describe('How many are here. A count, never who'),
  password: z.boolean().describe('Whether a password is asked for; always false for now'),
  build: z.string().describe('As in `ServerInfo`'),
});
/** `GET /api/room`: what may be known before joining. */
export type RoomInfo = z.output<typeof roomSchema>;

export interface Route {
  /** `GET /api/channels/{id}` */
  route: string;
  text: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** What is sent instead of JSON */
  form?: string;
  /** What a success answers as JSON; instead of that, `answerText` says what comes */
  answer?: z.ZodType;
  answerText?: string;
  /** Beside those that every request may get */
  errors: readonly ErrorCode[];
}

/** Everything below `/api/`. */
export const routes: readonly Route[] = [
  {
    route: 'GET /api/health',
    text: 'Whether the server is there.',
    answer: z.object({
      status: z.literal('online').describe('Nothing else'),
      timestamp: z.string().describe('The server’s time, ISO 8601, UTC'),
    }),
    errors: [],
  },
  {
    route: 'GET /api/room',
    text: 'What may be known before joining. Ask this first: it says whether a Lanline server answers at all, and which.',
    answer: roomSchema,
    errors: [],
  },
  {
    route: 'GET /api/channels',
    text: 'All channels, in the host’s order.',
    answer: z.array(channelSchema),
    errors: [],
  },
  {
    route: 'GET /api/channels/{id}/messages',
    text: 'A page of messages, oldest first; fewer than asked for where they are long, and the header `Has-More` says whether there are messages before it (`true`, `false`). A channel that does not exist has none. Carries an `ETag`: with `If-None-Match` an unchanged page is 304. Without `before` and `limit` an id of no known form has none either, and a client that asks again on one connection for a list it has is answered when something is said, or after 1, 2, 4 … 10 s.',
    params: channelParams,
    query: pageQuery,
    answer: z.array(messageSchema),
    errors: ['invalid', 'not_found', 'rate_limited'],
  },
  {
    route: 'POST /api/channels/{id}/messages',
    text: 'Sends a message without a connection. It is durable and was broadcast when this answers. A channel that does not exist is made.',
    params: channelParams,
    body: postBody,
    answer: z.object({ success: z.literal(true).describe('Nothing else'), message: messageSchema }),
    errors: [
      'invalid',
      'unauthenticated',
      'empty',
      'too_long',
      'too_large',
      'forbidden',
      'kicked',
      'not_found',
      'rate_limited',
      'closing',
      'storage_failed',
      'storage_full',
    ],
  },
  {
    route: 'POST /api/upload',
    text: 'Stores a file. Nobody sees it before a message names it.',
    form: '`multipart/form-data` with the file in the field `file`, its name in `filename`. Other fields are ignored.',
    answer: fileRecordSchema,
    errors: [
      'invalid',
      'no_file',
      'type_denied',
      'too_large',
      'quota',
      'rate_limited',
      'closing',
      'storage_failed',
      'storage_full',
    ],
  },
  {
    route: 'GET /api/files/{filename}',
    text: 'The bytes of a file, or of its small copy (`thumbnail_url`). Ranges and conditional requests work. What a browser could run comes as an attachment.',
    params: fileParams,
    answerText: 'the bytes, with their `Content-Type`, `ETag` and the name in `Content-Disposition`.',
    errors: ['not_found', 'busy', 'closing'],
  },
];
