// Where one can jump to, and what fits what was typed. Pure.
import type { ChannelState, ChatState, Person } from '../core/model.ts';
import { findBest } from './fuzzy.ts';

export type Target = { kind: 'channel'; channel: ChannelState } | { kind: 'person'; person: Person };

export interface FoundTarget {
  target: Target;
  text: string;
  /** Which characters of the text were found */
  at: readonly number[];
}

export const textOf = (target: Target): string =>
  target.kind === 'channel' ? target.channel.name : target.person.name;

const MOST = 12;

/**
 * Channels, then people without oneself; `#` and `@` before the query mean only one kind. While nothing is
 * typed: channels, those with something new first.
 */
export function findTargets(
  query: string,
  { order, channels, people, me }: Pick<ChatState, 'order' | 'channels' | 'people' | 'me'>,
): FoundTarget[] {
  const sign = query.trimStart()[0];
  const wanted = sign === '#' || sign === '@' ? query.trimStart().slice(1) : query;
  const places: Target[] = order.flatMap((id) => {
    const channel = channels.get(id);
    return channel ? [{ kind: 'channel', channel }] : [];
  });
  const persons: Target[] = [...people.values()]
    .filter(({ id }) => id !== me.id)
    .map((person) => ({ kind: 'person', person }));
  if (query.trim() === '')
    return newestFirst(places)
      .slice(0, MOST)
      .map((target) => ({ target, text: textOf(target), at: [] }));
  const targets = [...(sign === '@' ? [] : places), ...(sign === '#' ? [] : persons)];
  return findBest(wanted, targets, textOf, MOST).map(({ item, at }) => ({
    target: item,
    text: textOf(item),
    at,
  }));
}

function newestFirst(places: readonly Target[]): Target[] {
  const rank = (target: Target): number =>
    target.kind === 'channel'
      ? Number(target.channel.mentions > 0) * 2 + Number(target.channel.unread > 0)
      : 0;
  return places.toSorted((a, b) => rank(b) - rank(a));
}
