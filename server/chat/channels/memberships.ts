// Which session is in which channel, and what the others in it are told of people coming and going.
import type { User } from '../../../protocol/user.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeopleObserver } from '../ports/people-observer.ts';
import type { Typing } from './typing.ts';

/** How long after a person left a channel the others are told; coming back within it, they never left. */
export const LEAVE_MS = 1_000;
/**
 * Channels one session may be in; the one it has been in longest without a sign of life gives way. Legacy
 * clients are never refused.
 */
const MAX_CHANNELS = 600;

export interface Memberships {
  /**
   * In the same step in which the caller reads what it answers. Tells whether something was said since the
   * session left.
   */
  enter(session: string, channelId: string, lastSeq: number): { missed: boolean };
  leave(session: string, channelId: string, lastSeq: number): void;
  has(session: string, channelId: string): boolean;
  /** The session has become this person's (or nobody's): the channels it is in learn of it. */
  setPerson(session: string, person: string | undefined): void;
  /** The session is gone; the others are told after `graceMs`. */
  end(session: string, graceMs: number): void;
  /** The person is in no channel any more; the others are told at once. */
  remove(person: string): void;
  close(): void;
}

interface Session {
  person: string | undefined;
  /** By channel, oldest sign of life first; `leftAt` is the channel's last number when the session left it */
  channels: Map<string, { member: true } | { member: false; leftAt: number }>;
}

interface Attendance {
  sessions: Set<string>;
  cancelLeave: (() => void) | undefined;
}

export interface MembershipOptions {
  broadcaster: Pick<Broadcaster, 'toChannel' | 'enterChannel' | 'leaveChannel'>;
  clock: Clock;
  observer: Pick<PeopleObserver, 'entered' | 'left'>;
  typing: Typing;
  /** The person as last seen; undefined where they have left the room */
  userOf: (person: string) => User | undefined;
}

export function createMemberships({
  broadcaster,
  clock,
  observer,
  typing,
  userOf,
}: MembershipOptions): Memberships {
  const sessions = new Map<string, Session>();
  /** By channel and person */
  const attendances = new Map<string, Map<string, Attendance>>();

  const sessionOf = (id: string): Session => {
    const known = sessions.get(id);
    if (known) return known;
    const session: Session = { person: undefined, channels: new Map() };
    sessions.set(id, session);
    return session;
  };

  const attend = (session: string, person: string, channelId: string): void => {
    const inChannel = attendances.get(channelId) ?? new Map<string, Attendance>();
    attendances.set(channelId, inChannel);
    const attendance = inChannel.get(person);
    if (attendance) {
      attendance.cancelLeave?.();
      attendance.cancelLeave = undefined;
      attendance.sessions.add(session);
      return;
    }
    inChannel.set(person, { sessions: new Set([session]), cancelLeave: undefined });
    observer.entered(person, channelId);
    const user = userOf(person);
    if (user)
      broadcaster.toChannel(channelId, 'user_joined_channel', { user, channel_id: channelId }, person);
  };

  const gone = (person: string, user: User | undefined, channelId: string): void => {
    const inChannel = attendances.get(channelId);
    inChannel?.delete(person);
    if (inChannel?.size === 0) attendances.delete(channelId);
    observer.left(person, channelId);
    if (!user) return;
    typing.stop(channelId, user);
    broadcaster.toChannel(channelId, 'user_left_channel', { user, channel_id: channelId }, person);
  };

  const unattend = (session: string, person: string, channelId: string, afterMs: number): void => {
    const attendance = attendances.get(channelId)?.get(person);
    if (!attendance?.sessions.delete(session) || attendance.sessions.size > 0) return;
    const user = userOf(person);
    attendance.cancelLeave = clock.after(afterMs, () => {
      gone(person, userOf(person) ?? user, channelId);
    });
  };

  const leave = (id: string, channelId: string, lastSeq: number, afterMs: number): void => {
    const session = sessions.get(id);
    if (!session?.channels.get(channelId)?.member) return;
    session.channels.set(channelId, { member: false, leftAt: lastSeq });
    broadcaster.leaveChannel(id, channelId);
    if (session.person !== undefined) unattend(id, session.person, channelId, afterMs);
  };

  const channelsOf = (id: string): string[] =>
    [...(sessions.get(id)?.channels ?? [])].flatMap(([channelId, { member }]) => (member ? [channelId] : []));

  return {
    enter(id, channelId, lastSeq) {
      const session = sessionOf(id);
      const before = session.channels.get(channelId);
      session.channels.delete(channelId); // to the end of the order
      session.channels.set(channelId, { member: true });
      broadcaster.enterChannel(id, channelId);
      if (!before?.member && session.person !== undefined) attend(id, session.person, channelId);
      // a page that is in every channel joins again the one it opens
      else if (session.person !== undefined) observer.entered(session.person, channelId);
      const [oldest] = session.channels.keys();
      if (session.channels.size > MAX_CHANNELS && oldest !== undefined) {
        leave(id, oldest, 0, LEAVE_MS);
        session.channels.delete(oldest);
      }
      return { missed: before?.member === false && lastSeq > before.leftAt };
    },
    leave: (id, channelId, lastSeq) => {
      leave(id, channelId, lastSeq, LEAVE_MS);
    },
    has: (id, channelId) => sessions.get(id)?.channels.get(channelId)?.member === true,
    setPerson(id, person) {
      const session = sessionOf(id);
      if (session.person === person) return;
      const channels = channelsOf(id);
      for (const channelId of channels)
        if (session.person !== undefined) unattend(id, session.person, channelId, 0);
      session.person = person;
      for (const channelId of channels) if (person !== undefined) attend(id, person, channelId);
    },
    end(id, graceMs) {
      const person = sessions.get(id)?.person;
      const user = person === undefined ? undefined : userOf(person);
      for (const channelId of channelsOf(id)) {
        if (user && isOnlySession(attendances.get(channelId)?.get(user.id), id)) typing.stop(channelId, user);
        leave(id, channelId, 0, graceMs);
      }
      sessions.delete(id);
    },
    remove(person) {
      const user = userOf(person);
      for (const [channelId, inChannel] of attendances) {
        const attendance = inChannel.get(person);
        attendance?.cancelLeave?.();
        if (attendance) gone(person, user, channelId);
      }
    },
    close() {
      for (const inChannel of attendances.values())
        for (const { cancelLeave } of inChannel.values()) cancelLeave?.();
    },
  };
}

function isOnlySession(attendance: Attendance | undefined, session: string): boolean {
  return attendance?.sessions.size === 1 && attendance.sessions.has(session);
}
