// What was written for a channel that the host has deleted meanwhile: it has nowhere to stand any more, but
// is not dropped without a word. Pure.
import type { ChatState, OutboxEntry } from './model.ts';

const holds =
  (clientId: string) =>
  ({ entry }: { entry: OutboxEntry }): boolean =>
    entry.clientId === clientId;

/** An entry whose channel is not there. Before there are any channels it may still be there. */
export function strand(now: ChatState, entry: OutboxEntry): ChatState {
  if (now.channels.size === 0) return now;
  const known = now.stranded.find(holds(entry.clientId));
  const next = { entry, channel: known?.channel ?? null };
  return {
    ...now,
    stranded: known ? now.stranded.map((each) => (each === known ? next : each)) : [...now.stranded, next],
  };
}

export function unstrand(now: ChatState, clientId: string): ChatState {
  return now.stranded.some(holds(clientId))
    ? { ...now, stranded: now.stranded.filter(({ entry }) => entry.clientId !== clientId) }
    : now;
}

/**
 * After the list of channels is another: what waited in those that went is stranded, and what finds its
 * channel (again) goes back.
 */
export function regroup(next: ChatState, before: ChatState): ChatState {
  const gone = [...before.channels.values()].filter(
    ({ id, pending }) => pending.length > 0 && !next.channels.has(id),
  );
  const back = next.stranded.filter(({ entry }) => next.channels.has(entry.channelId));
  if (gone.length === 0 && back.length === 0) return next;
  const channels = new Map(next.channels);
  for (const { entry } of back) {
    const channel = channels.get(entry.channelId);
    if (channel) channels.set(channel.id, { ...channel, pending: [...channel.pending, entry] });
  }
  const lost = gone.flatMap(({ name, pending }) => pending.map((entry) => ({ entry, channel: name })));
  return { ...next, channels, stranded: [...next.stranded.filter((each) => !back.includes(each)), ...lost] };
}
