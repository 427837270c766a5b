import { z } from 'zod';
import { channelId } from './ids.ts';
import { LIMITS } from './limits.ts';

/** A channel as clients see it. */
export const channelSchema = z
  .object({
    id: z.string().describe('As in `join_channel`'),
    name: z.string().describe('What people see'),
    type: z.literal('text').describe('More may come'),
    description: z.string().describe('Its topic; "" if it has none'),
    createdAt: z.string().describe('ISO 8601, UTC'),
  })
  .meta({ id: 'Channel', description: 'A channel. Lists of channels are in the host’s order.' });
export type Channel = z.output<typeof channelSchema>;

const name = z.string().trim().min(1).max(LIMITS.channelName);
const description = z.string().trim().max(LIMITS.channelTopic);

/** What the host may give when making a channel; without an id one is made from the name, or a uuid. */
export const newChannelSchema = z.strictObject({
  id: channelId.optional(),
  name,
  description: description.optional(),
});
export type NewChannel = z.input<typeof newChannelSchema>;

/** What the host may change of a channel. */
export const channelChangeSchema = z.strictObject({
  name: name.optional(),
  description: description.optional(),
});
export type ChannelChange = z.input<typeof channelChangeSchema>;
