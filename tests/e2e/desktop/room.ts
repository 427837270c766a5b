// What guests find in the room.
import type { Guest } from '../../support/helpers/test-client.ts';

/** Comes into a channel; what was said there, oldest first. */
export async function messagesIn(guest: Guest, channelId: string): Promise<string[]> {
  const answer = await guest.askOk('join_channel', { channel_id: channelId });
  return answer.reset ? answer.messages.map(({ content }) => content) : [];
}
