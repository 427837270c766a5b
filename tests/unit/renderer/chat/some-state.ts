// States of the page as views get them, for tests of what they make of it.
import { initialState, newChannel } from '../../../../renderer/chat/core/initial.ts';
import type { ChannelState, ChatState, Message, Person } from '../../../../renderer/chat/core/model.ts';

export const channel = (name: string, more: Partial<ChannelState> = {}): ChannelState => ({
  ...newChannel({ id: name, name, type: 'text', description: '', createdAt: '2026-11-20T09:00:00.000Z' }),
  ...more,
});

/** The first is oneself. */
export const people = (...names: string[]): Person[] =>
  names.map((name) => ({ id: `id-${name}`, name, status: 'online', verified: true }));

export function state(
  channels: readonly ChannelState[],
  persons: readonly Person[] = people('Anna'),
): ChatState {
  const [me] = persons;
  return {
    ...initialState(0),
    stage: 'room',
    ...(me && { me }),
    order: channels.map(({ id }) => id),
    channels: byId(channels),
    people: byId(persons),
  };
}

export const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

export const message = (seq: number, content = 'text'): Message => ({
  id: `m${String(seq)}`,
  user_id: 'id-Ben',
  username: 'Ben',
  content,
  type: 'text',
  file: null,
  timestamp: '2026-11-20T09:00:00.000Z',
  channel_id: 'general',
  seq,
});
