// The schemas of the files in the data folder; data/README.md describes them for people.
import { z } from 'zod';

/** `format.json` */
export const folderFormatSchema = z.object({
  /** The version of the folder */
  format: z.int().min(1),
  /** The first Lanline that can read it */
  needs: z.string(),
  /** The room's own random id */
  server_id: z.string(),
  created: z.string(),
});

/** `lock.json`: who holds the folder */
export const lockHolderSchema = z.object({ pid: z.number(), port: z.number().optional() });

/** One entry of `channels.json` */
export const storedChannelSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.literal('text'),
  description: z.string(),
  createdAt: z.string(),
});

/** `channels.json`: the channels in the host's order, and the ids that were deleted */
export const channelsFileSchema = z.object({
  format: z.literal(1),
  channels: z.array(storedChannelSchema),
  deleted: z.array(z.string()),
  /** As in `format.json`, should that be lost */
  server_id: z.string().optional(),
});

/** A line of `users.jsonl`; the last one of an id counts */
export const personLineSchema = z.object({
  id: z.string(),
  name: z.string(),
  token_hash: z.string().optional(),
  seen_at: z.number(),
});

/** The version of a channel's log. */
export const LOG_FORMAT = 1;

/** Line 1 of `channels/<id>.jsonl` */
export const logHeaderSchema = z.object({
  format: z.literal(LOG_FORMAT),
  channel: z.string(),
  epoch: z.string(),
  created: z.string(),
  /** The room's, as in `format.json`, should that be lost; logs of earlier versions have none */
  server_id: z.string().optional(),
});

/**
 * `moving-to.json`, `moved-to.json` and `moving-from.json`: a data folder on its way from one place to
 * another
 */
export const moveMarkSchema = z.object({
  format: z.literal(1),
  /** The same in the marks of both folders */
  id: z.string().min(1),
  from: z.string().min(1),
  to: z.string().min(1),
  /** Whether the folder `to` was made for this */
  made: z.boolean(),
});
