// Who is in the room, and who of them is typing where we are.
import type { ServerEvents } from '../protocol/events.ts';
import type { User } from '../protocol/user.ts';

export interface People {
  all(): User[];
  typing(): User[];
  /** The whole list, as it comes after joining. */
  reset(users: readonly User[]): void;
  /** What of a batch is news. */
  change(batch: ServerEvents['presence_changed']): { joined: User[]; left: User[]; changed: User[] };
  setTyping(user: User, isTyping: boolean): void;
  nobodyTypes(): void;
}

/** `self` is our own id: of us nobody needs to be told. */
export function createPeople(self: () => string | undefined): People {
  const people = new Map<string, User>();
  const typing = new Map<string, User>();
  const isOther = ({ id }: User): boolean => id !== self();

  return {
    all: () => [...people.values()],
    typing: () => [...typing.values()],
    reset(users) {
      people.clear();
      for (const user of users) people.set(user.id, user);
    },
    change({ joined, left, changed }) {
      const arrived = joined.filter(({ id }) => !people.has(id));
      const gone = left.flatMap((id) => people.get(id) ?? []);
      for (const user of [...joined, ...changed]) people.set(user.id, user);
      for (const id of left) {
        people.delete(id);
        typing.delete(id);
      }
      return {
        joined: arrived.filter(isOther),
        left: gone.filter(isOther),
        changed: changed.filter(isOther),
      };
    },
    setTyping(user, isTyping) {
      if (isTyping) typing.set(user.id, user);
      else typing.delete(user.id);
    },
    nobodyTypes() {
      typing.clear();
    },
  };
}
