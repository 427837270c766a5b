// Who is in the room, and who is typing. Pure.
import type { ServerEvents } from '../../../protocol/events.ts';
import type { User } from '../../../protocol/user.ts';
import type { ChatState, Person, Status } from './model.ts';

const STATUSES: ReadonlySet<unknown> = new Set<Status>(['online', 'away', 'busy']);

/** Old clients describe themselves with whatever they like. */
export function personOf({ id, username, status, verified }: User): Person {
  return {
    id,
    name: username,
    status: STATUSES.has(status) ? (status as Status) : 'online',
    verified: verified === true,
  };
}

export function everybody(state: ChatState, users: readonly User[]): ChatState {
  return { ...state, people: new Map(users.map((user) => [user.id, personOf(user)])) };
}

export function changePeople(
  state: ChatState,
  { joined, left, changed }: ServerEvents['presence_changed'],
): ChatState {
  const people = new Map(state.people);
  for (const id of left) people.delete(id);
  for (const user of [...joined, ...changed]) people.set(user.id, personOf(user));
  const gone = new Set(left);
  const channels = gone.size === 0 ? state.channels : withoutTyping(state.channels, gone);
  return describeMe({ ...state, people, channels });
}

/** One's own name may have been changed in another tab. */
function describeMe(state: ChatState): ChatState {
  const { me, people } = state;
  const { name, status, verified } = people.get(me.id) ?? me;
  return name === me.name && status === me.status && verified === me.verified
    ? state
    : { ...state, me: { ...me, name, status, verified } };
}

function withoutTyping(channels: ChatState['channels'], gone: ReadonlySet<string>): ChatState['channels'] {
  const changed = [...channels.values()].filter(({ typing }) => typing.some((id) => gone.has(id)));
  if (changed.length === 0) return channels;
  const next = new Map(channels);
  for (const channel of changed)
    next.set(channel.id, { ...channel, typing: channel.typing.filter((id) => !gone.has(id)) });
  return next;
}
