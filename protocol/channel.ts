import { z } from 'zod';
import { channelId } from './ids.ts';
import { LIMITS } from './limits.ts';

/** A channel as clients see it. */
export interface Channel {
  id: string;
  name: string;
  type: 'text';
  /** Its topic; "" where there is none */
  description: string;
  /** ISO time, UTC */
  createdAt: string;
}

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
