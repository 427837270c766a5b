// The schemas of the HTTP routes; each route of server/http uses its row here.
import { z } from 'zod';
import { channelId, messageId, uniqueFilename, userId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { messageDraftSchema } from './message.ts';

export const channelParams = z.object({ id: channelId });
export const fileParams = z.object({ filename: uniqueFilename });

/** `GET /api/channels/{id}/messages`: without `before` and `limit` it is the old client's call. */
export const pageQuery = z.object({
  before: messageId.optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.page).optional(),
});

/** `POST /api/channels/{id}/messages` */
export const postBody = z.object({
  message: messageDraftSchema,
  user: z.object({ id: userId, username: z.string() }),
});

/** `GET /api/room`: what may be known before joining. A count, never who. */
export interface RoomInfo {
  server_id: string;
  name: string;
  people: number;
  password: boolean;
  build: string;
}
