// Which mentions have come since the last look. Pure.
import type { ChannelState, ChatState, Message } from '../core/model.ts';

export interface NewMention {
  channel: ChannelState;
  /** undefined where it is not among those that this page holds */
  message: Message | undefined;
}

/**
 * One for each channel that was live before and has a newer mention now; what was missed while the page was
 * closed is no news.
 */
export function newMentions(before: ChatState['channels'], now: ChatState['channels']): NewMention[] {
  if (before === now) return [];
  return [...now.values()].flatMap((channel) => {
    const earlier = before.get(channel.id);
    const seqs = channel.trail.mentionSeqs;
    const newest = seqs.at(-1);
    if (
      !earlier ||
      earlier.epoch === null ||
      newest === undefined ||
      earlier.trail.mentionSeqs === seqs ||
      newest <= earlier.lastSeq
    )
      return [];
    return [{ channel, message: channel.messages.find(({ seq }) => seq === newest) }];
  });
}
