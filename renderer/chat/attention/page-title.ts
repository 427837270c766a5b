// What stands on the browser's tab. Pure.
import type { ChatState } from '../core/model.ts';

export interface Waiting {
  /** Other people's messages that were not read, in all channels */
  unread: number;
  /** Those of them with one's own name */
  mentions: number;
}

export function countWaiting(channels: ChatState['channels']): Waiting {
  let unread = 0;
  let mentions = 0;
  for (const channel of channels.values()) {
    unread += channel.unread;
    mentions += channel.mentions;
  }
  return { unread, mentions };
}

/** `(3) #general, Physik 10b`; before joining the room's name alone. */
export function pageTitle(unread: number, channel: string, room: string): string {
  const place = channel === '' ? room : `#${channel}, ${room}`;
  return unread > 0 ? `(${String(unread)}) ${place}` : place;
}
