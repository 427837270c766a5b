// The window of a channel's messages: which of them the page holds, and where it asks for more. Pure.
import { LIMITS } from '../../../protocol/limits.ts';
import type { Message } from '../../../protocol/message.ts';
import { WINDOW, type Bookmark, type ChannelState } from './model.ts';

/** Cut to this when there are more than WINDOW, so that not every message cuts. */
const CUT_TO = 1_200;
/** What a channel keeps that is not open. */
const IN_BACKGROUND = 50;
/** Less than a page of the server's, so that a page before a bookmark always reaches the one before it */
const BOOKMARK_EVERY = 150;

/** The number of the newest message in the window; where it is empty, nothing after `lastSeq` is missing. */
export const windowEnd = ({ messages, lastSeq }: ChannelState): number => messages.at(-1)?.seq ?? lastSeq;

/**
 * Adds what follows the window's newest message. With `keepOldest` the reader is far up, and the newer end
 * gives way.
 */
export function append(channel: ChannelState, added: readonly Message[], keepOldest: boolean): ChannelState {
  if (added.length === 0) return channel;
  const messages = [...channel.messages, ...added];
  if (messages.length <= WINDOW) return { ...channel, messages };
  return keepOldest
    ? cutNewer({ ...channel, messages })
    : { ...channel, messages: messages.slice(-CUT_TO), hasOlder: true };
}

/** Adds a page of what is before the window; what it overlaps is not added twice. */
export function prepend(channel: ChannelState, page: readonly Message[], hasOlder: boolean): ChannelState {
  const first = channel.messages[0]?.seq ?? Infinity;
  const messages = [...page.filter(({ seq }) => seq < first), ...channel.messages];
  const next = { ...channel, messages, hasOlder };
  return messages.length > WINDOW ? cutNewer(next) : next;
}

function cutNewer(channel: ChannelState): ChannelState {
  const messages = channel.messages.slice(0, CUT_TO);
  return note({ ...channel, messages, hasNewer: true }, channel.messages.slice(CUT_TO));
}

/** Remembers of messages beyond the window where to page from. */
export function note(channel: ChannelState, beyond: readonly Message[]): ChannelState {
  const [first, last] = [beyond[0], beyond.at(-1)];
  const added = beyond.filter(({ seq }) => seq % BOOKMARK_EVERY === 0 || seq === first?.seq);
  if (!first || !last) return channel;
  const { bookmarks } = channel.trail;
  // a single new message is a step of its own only now and then, or each would be kept
  if (
    added.length === 1 &&
    first === last &&
    first.seq % BOOKMARK_EVERY !== 0 &&
    bookmarks.some(({ seq }) => seq > first.seq - BOOKMARK_EVERY)
  )
    return channel;
  const marks = added.map(({ seq, id }): Bookmark => ({ seq, id }));
  return {
    ...channel,
    trail: {
      ...channel.trail,
      bookmarks: [
        ...bookmarks.filter(({ seq }) => seq < first.seq),
        ...marks,
        ...bookmarks.filter(({ seq }) => seq > last.seq),
      ],
    },
  };
}

/** How to get what follows the window: what changed since its end, or the page before a bookmark. */
export function nextPage(channel: ChannelState): { after: number } | { before: Bookmark } {
  const end = windowEnd(channel);
  // the first message beyond the end cannot be had by the page before itself
  const before = channel.trail.bookmarks.find(({ seq }) => seq > end + 1);
  return before === undefined || channel.lastSeq - end <= LIMITS.catchUp ? { after: end } : { before };
}

/**
 * Adds a page from before a bookmark: to the window where it reaches it, else as a bookmark that is nearer.
 * Tells whether it reached.
 */
export function bridge(
  channel: ChannelState,
  page: readonly Message[],
): { channel: ChannelState; reached: boolean } {
  const end = windowEnd(channel);
  const [first] = page;
  if (first && first.seq > end + 1) return { channel: note(channel, page), reached: false };
  const added = page.filter(({ seq }) => seq > end);
  const next = append(channel, added, false);
  const newEnd = windowEnd(next);
  return {
    channel: {
      ...next,
      hasNewer: newEnd < channel.lastSeq,
      trail: { ...next.trail, bookmarks: next.trail.bookmarks.filter(({ seq }) => seq > newEnd) },
    },
    reached: true,
  };
}

/** As it is kept while another channel is open. */
export function putAway(channel: ChannelState): ChannelState {
  if (channel.hasNewer)
    return {
      ...channel,
      messages: [],
      hasOlder: true,
      hasNewer: false,
      trail: { ...channel.trail, bookmarks: [] },
    };
  return channel.messages.length > IN_BACKGROUND
    ? { ...channel, messages: channel.messages.slice(-IN_BACKGROUND), hasOlder: true }
    : channel;
}
