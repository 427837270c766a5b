// Who is in the room, by person: two tabs are one person, and nobody is told of a leaving that is undone
// within the grace.
import type { User } from '../../../protocol/user.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeopleObserver } from '../ports/people-observer.ts';

/** How long after a person's last connection is gone the others are told. */
export const GRACE_MS = 5_000;

export interface OnlinePerson {
  user: User;
  /** Wall time in ms of their first connection */
  since: number;
  readonly sessions: ReadonlySet<string>;
}

export interface Presence {
  /** Everybody who is here, those in their grace included. */
  users(): User[];
  person(id: string): OnlinePerson | undefined;
  count(): number;
  /** The person of a session that has joined. */
  of(session: string): OnlinePerson | undefined;
  /**
   * A session becomes this person's (leaving another person's, if it was that); tells the others where that
   * is news.
   */
  enter(session: string, user: User): void;
  /** The session is gone. */
  leave(session: string): void;
  /** The person is gone, without grace and whatever sessions they had. */
  remove(id: string): void;
  /** The person is described anew. */
  update(user: User): void;
  /** Forgets the timers. */
  close(): void;
}

export interface PresenceOptions {
  broadcaster: Pick<Broadcaster, 'presence'>;
  clock: Clock;
  observer: Pick<PeopleObserver, 'changed' | 'gone'>;
  onJoined: (user: User) => void;
  onLeft: (user: User) => void;
}

interface Entry extends OnlinePerson {
  readonly sessions: Set<string>;
  cancelGrace: (() => void) | undefined;
}

export function createPresence({
  broadcaster,
  clock,
  observer,
  onJoined,
  onLeft,
}: PresenceOptions): Presence {
  const people = new Map<string, Entry>();
  const personOf = new Map<string, string>();

  const gone = (entry: Entry): void => {
    people.delete(entry.user.id);
    observer.gone(entry.user.id);
    broadcaster.presence({ kind: 'left', user: entry.user });
    onLeft(entry.user);
  };

  const leave = (session: string): void => {
    const entry = people.get(personOf.get(session) ?? '');
    personOf.delete(session);
    if (!entry?.sessions.delete(session)) return;
    observer.changed(entry.user.id);
    if (entry.sessions.size > 0) return;
    entry.cancelGrace = clock.after(GRACE_MS, () => {
      gone(entry);
    });
  };

  const update = (user: User): void => {
    const entry = people.get(user.id);
    if (!entry || JSON.stringify(entry.user) === JSON.stringify(user)) return;
    const before = entry.user;
    entry.user = user;
    observer.changed(user.id);
    broadcaster.presence({ kind: 'changed', user, before });
  };

  return {
    users: () => [...people.values()].map(({ user }) => user),
    person: (id) => people.get(id),
    count: () => people.size,
    of: (session) => people.get(personOf.get(session) ?? ''),
    enter(session, user) {
      if (personOf.get(session) !== user.id) leave(session);
      personOf.set(session, user.id);
      const known = people.get(user.id);
      if (known) {
        known.cancelGrace?.();
        known.cancelGrace = undefined;
        known.sessions.add(session);
        observer.changed(user.id);
        update(user);
        return;
      }
      people.set(user.id, { user, since: clock.now(), sessions: new Set([session]), cancelGrace: undefined });
      observer.changed(user.id);
      broadcaster.presence({ kind: 'joined', user });
      onJoined(user);
    },
    leave,
    remove(id) {
      const entry = people.get(id);
      if (!entry) return;
      entry.cancelGrace?.();
      for (const session of entry.sessions) personOf.delete(session);
      gone(entry);
    },
    update,
    close() {
      for (const { cancelGrace } of people.values()) cancelGrace?.();
    },
  };
}
