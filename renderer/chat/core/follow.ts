// How a channel follows what the server says of it: by `seq`, without a hole (protocol, extension 3). Pure.
import type { ChannelSnapshot } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import type { ChannelState, ChatState, OutboxEntry } from './model.ts';
import { countNew } from './reading.ts';
import { append, note, windowEnd } from './window.ts';

/**
 * Messages that came as events, ascending. What cannot be placed makes the channel `behind`: it is asked for.
 */
export function receive(state: ChatState, channel: ChannelState, messages: readonly Message[]): ChannelState {
  if (channel.sync !== 'live')
    return { ...channel, trail: { ...channel.trail, early: [...channel.trail.early, ...messages] } };
  let last = channel.lastSeq;
  const added: Message[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.seq <= last) continue;
    if (message.seq > last + 1) {
      const behind: ChannelState = {
        ...channel,
        sync: 'behind',
        trail: { ...channel.trail, early: messages.slice(index) },
      };
      return added.length === 0 ? behind : advance(state, behind, added, last, false);
    }
    last = message.seq;
    added.push(message);
  }
  return added.length === 0 ? channel : advance(state, channel, added, last, false);
}

/** The channel with what follows `lastSeq`. */
function advance(
  state: ChatState,
  channel: ChannelState,
  added: readonly Message[],
  lastSeq: number,
  missed: boolean,
): ChannelState {
  const keepOldest = state.current === channel.id && !state.isAtNewest;
  const follows = { ...settle(channel, added, state.me.id), lastSeq };
  const grown = channel.hasNewer ? note(follows, added) : append(follows, added, keepOldest);
  return countNew(state, nobodyTypes(grown, added), added, missed);
}

/** Whoever has said it is typing no more. */
function nobodyTypes(channel: ChannelState, added: readonly Message[]): ChannelState {
  if (channel.typing.length === 0) return channel;
  const said = new Set(added.map(({ user_id: author }) => author));
  return channel.typing.some((id) => said.has(id))
    ? { ...channel, typing: channel.typing.filter((id) => !said.has(id)) }
    : channel;
}

/** Entries of the outbox that have become messages are waiting no more. */
export function settle(channel: ChannelState, messages: readonly Message[], myId: string): ChannelState {
  if (channel.pending.length === 0) return channel;
  const stored = new Set(
    messages.flatMap(({ client_id: clientId, user_id: author }) =>
      author === myId && clientId !== undefined ? [clientId] : [],
    ),
  );
  const isThere = ({ clientId, storedAs }: OutboxEntry): boolean =>
    stored.has(clientId) || (storedAs !== null && storedAs <= channel.lastSeq);
  return channel.pending.some(isThere)
    ? { ...channel, pending: channel.pending.filter((entry) => !isThere(entry)) }
    : channel;
}

/** The answer to joining; `after` is what was asked for, undefined for the newest page whatever is here. */
export function takeSnapshot(
  state: ChatState,
  channel: ChannelState,
  snapshot: ChannelSnapshot,
  after: number | undefined,
): ChannelState {
  const { early } = channel.trail;
  const calm: ChannelState = { ...channel, sync: 'live', trail: { ...channel.trail, early: [] } };
  const taken = snapshot.reset
    ? takeReset(state, calm, snapshot, after)
    : takeChanges(state, calm, snapshot, after ?? 0);
  return receive(state, settle(taken, [], state.me.id), early);
}

type Reset = Extract<ChannelSnapshot, { reset: true }>;
type Changes = Extract<ChannelSnapshot, { reset: false }>;

function takeChanges(
  state: ChatState,
  channel: ChannelState,
  { changes, epoch, last_seq: lastSeq, has_more: hasMore }: Changes,
  after: number,
): ChannelState {
  const messages = changes.map(({ message }) => message);
  const known =
    channel.messages.length === 0 ? { ...channel, epoch, hasOlder: hasMore } : { ...channel, epoch };
  const fresh = messages.filter(({ seq }) => seq > channel.lastSeq);
  if (!channel.hasNewer || after > windowEnd(channel)) return advance(state, known, fresh, lastSeq, true);
  // asked from the window's end: it reaches the newest again
  const whole = append(
    {
      ...settle(known, messages, state.me.id),
      lastSeq,
      hasNewer: false,
      trail: { ...known.trail, bookmarks: [] },
    },
    messages.filter(({ seq }) => seq > windowEnd(channel)),
    false,
  );
  return countNew(state, whole, fresh, true);
}

function takeReset(
  state: ChatState,
  channel: ChannelState,
  { messages, epoch, last_seq: lastSeq, has_more: hasMore }: Reset,
  after: number | undefined,
): ChannelState {
  const isFirst = channel.epoch === null;
  const isSameLog = channel.epoch === epoch && lastSeq >= channel.lastSeq;
  const fresh = isSameLog ? messages.filter(({ seq }) => seq > channel.lastSeq) : [];
  const known = settle(channel, messages, state.me.id);
  const isFarUp = channel.hasNewer || (state.current === channel.id && !state.isAtNewest);
  if (after !== undefined && isSameLog && isFarUp && channel.messages.length > 0) {
    // the place where somebody reads stays; what follows it is asked for when they get there
    const kept = note({ ...known, lastSeq, hasNewer: windowEnd(channel) < lastSeq }, messages);
    return countMissed(state, kept, fresh, channel.lastSeq);
  }
  const replaced: ChannelState = {
    ...known,
    epoch,
    lastSeq,
    messages,
    hasOlder: hasMore,
    hasNewer: false,
    loadFailed: false,
    trail: { ...known.trail, bookmarks: [] },
  };
  if (isSameLog) return countMissed(state, replaced, fresh, channel.lastSeq);
  // another history, or a first visit: what was said before is not news
  const readSeq = isFirst || channel.epoch !== epoch ? lastSeq : Math.min(channel.readSeq, lastSeq);
  return {
    ...replaced,
    readSeq,
    newSince: null,
    unread: lastSeq - readSeq,
    mentions: 0,
    trail: { ...replaced.trail, mentionSeqs: [] },
  };
}

/** Like `countNew`, where of what is new only the newest messages are here. */
function countMissed(
  state: ChatState,
  channel: ChannelState,
  fresh: readonly Message[],
  before: number,
): ChannelState {
  const counted = countNew(state, channel, fresh, true);
  const unseen = channel.lastSeq - before - fresh.length;
  return unseen > 0 && counted.unread > 0 ? { ...counted, unread: counted.unread + unseen } : counted;
}
