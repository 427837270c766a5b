// What was read, what was not, and whom it mentions. Pure.
import type { Message } from '../../../protocol/message.ts';
import { mentions } from './mentions.ts';
import type { ChannelState, ChatState } from './model.ts';

/** Everything up to `seq` is read. Never goes back. */
export function readTo(channel: ChannelState, seq: number, myId: string): ChannelState {
  const readSeq = Math.min(Math.max(seq, channel.readSeq), channel.lastSeq);
  if (readSeq === channel.readSeq && (channel.unread === 0 || readSeq < channel.lastSeq)) return channel;
  const mentionSeqs = channel.trail.mentionSeqs.filter((each) => each > readSeq);
  return {
    ...channel,
    readSeq,
    unread: readSeq === channel.lastSeq ? 0 : countBeyond(channel, readSeq, myId),
    mentions: mentionSeqs.length,
    trail: { ...channel.trail, mentionSeqs },
  };
}

/** Other people's messages beyond a number; those outside the window all count, whoever wrote them. */
function countBeyond({ messages, lastSeq }: ChannelState, readSeq: number, myId: string): number {
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) return lastSeq - readSeq;
  const before = Math.max(0, first.seq - 1 - readSeq);
  const after = lastSeq - Math.max(last.seq, readSeq);
  return (
    before + messages.filter(({ seq, user_id: author }) => seq > readSeq && author !== myId).length + after
  );
}

/** Whether what comes to this channel now is seen. */
export const isReading = (
  { isAttended, isAtNewest, current }: ChatState,
  { id, hasNewer }: ChannelState,
): boolean => isAttended && isAtNewest && current === id && !hasNewer;

/**
 * Counts what is new; `channel.lastSeq` is that after them. One's own message shows that what is before it
 * was read. `missed`: came while there was no connection.
 */
export function countNew(
  state: ChatState,
  channel: ChannelState,
  added: readonly Message[],
  missed: boolean,
): ChannelState {
  const { me } = state;
  const own = added.findLast(({ user_id: author }) => author === me.id)?.seq ?? 0;
  const mine =
    own > channel.readSeq
      ? { ...channel, readSeq: own, unread: 0, mentions: 0, trail: { ...channel.trail, mentionSeqs: [] } }
      : channel;
  const foreign = added.filter(({ seq, user_id: author }) => seq > mine.readSeq && author !== me.id);
  if (foreign.length === 0) return mine;
  const reading = isReading(state, channel);
  // a line for whoever looks away, and for whoever looked at a page without a connection
  const drawsLine = channel.newSince === null && state.current === channel.id && (!reading || missed);
  const lined = drawsLine ? { ...mine, newSince: mine.readSeq } : mine;
  if (reading) return readTo(lined, lined.lastSeq, me.id);
  const meant = foreign
    .filter(({ content }) => mentions(content, me.name, names(state)))
    .map(({ seq }) => seq);
  const mentionSeqs = meant.length > 0 ? [...lined.trail.mentionSeqs, ...meant] : lined.trail.mentionSeqs;
  return {
    ...lined,
    unread: lined.unread + foreign.length,
    mentions: mentionSeqs.length,
    trail: { ...lined.trail, mentionSeqs },
  };
}

function* names({ people, me }: ChatState): Generator<string> {
  for (const { id, name } of people.values()) if (id !== me.id) yield name;
}
