// A session's life: joining the room, changing the profile, disconnecting.
import type { Channel } from '../../../protocol/channel.ts';
import { ChatError, toChatError } from '../../../protocol/errors.ts';
import type { Answers, Payload, ServerInfo } from '../../../protocol/events.ts';
import type { User } from '../../../protocol/user.ts';
import type { Identity } from '../access/identity.ts';
import type { Kicked } from '../access/kicked.ts';
import type { Pauses } from '../access/pauses.ts';
import type { Places } from '../access/places.ts';
import type { Memberships } from '../channels/memberships.ts';
import { consume } from '../access/rate-limits.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import type { Clock } from '../ports/clock.ts';
import type { Limiter } from '../ports/limiter.ts';
import { GRACE_MS, type Presence } from './presence.ts';
import type { Session } from './session.ts';
import { shownUser } from './shown-user.ts';

export interface SessionService {
  /** `wantsAck`: the client asked for an acknowledgement, so a bad name is refused instead of cleaned. */
  join(session: Session, payload: Payload<'join_user'>, wantsAck: boolean): Promise<Answers['join_user']>;
  setProfile(session: Session, profile: Payload<'set_profile'>): Promise<{ user: User }>;
  /** The person of a session; throws `unauthenticated` if it has not joined. */
  personOf(session: Session): User;
  /**
   * A connection is cut because more was sent than anybody sends: who it was and newcomers from its address
   * have to wait. `session` where one had begun on it.
   */
  flooded(address: string, session?: string): void;
  /** The connection is gone, for whatever reason. */
  disconnected(session: Session): void;
  /** Lets in waiting legacy clients, first come first served, as far as they may. Never rejects. */
  admitWaiting(): Promise<void>;
  /** Forgets the timers. */
  close(): void;
}

export interface SessionServiceOptions {
  presence: Presence;
  memberships: Memberships;
  identity: Identity;
  broadcaster: Broadcaster;
  limiter: Limiter;
  clock: Pick<Clock, 'after'>;
  kicked: Pick<Kicked, 'check'>;
  places: Places;
  pauses: Pauses;
  /** A connection is cut; `pause` in milliseconds. */
  onFlood: (address: string, pause: number, user?: User) => void;
  /** Somebody was refused because of who is here from their address. */
  onNoPlace: (address: string, why: string) => void;
  channels: () => readonly Channel[];
  /** The session is in the room, perhaps as somebody else than before. */
  onEntered: (session: Session) => void;
  serverInfo: () => ServerInfo;
  /** An unexpected error that no caller waits for */
  onError: (error: unknown) => void;
  /** Throws `closing` once nobody may join any more */
  checkOpen: () => void;
}

export function createSessionService({
  presence,
  memberships,
  identity,
  broadcaster,
  limiter,
  clock,
  kicked,
  places,
  pauses,
  onFlood,
  onNoPlace,
  channels,
  onEntered,
  serverInfo,
  onError,
  checkOpen,
}: SessionServiceOptions): SessionService {
  /** Old clients' pages that may not come in yet: they do not ask again, so they come in when they may. */
  const waiting = new Map<Session, Payload<'join_user'>>();
  const timers = new Map<Session, () => void>();

  const whyNoPlace = (id: string, address: string): string | undefined =>
    presence.person(id) ? undefined : places.whyNone(address);
  const checkPlace = (id: string, address: string): void => {
    kicked.check(id);
    const why = whyNoPlace(id, address);
    if (why === undefined) return;
    onNoPlace(address, why);
    throw new ChatError('server_full', why);
  };

  const pauseOf = ({ address }: Session, id: string): number =>
    pauses.left(id, address, presence.person(id) !== undefined);
  const waitFor = (pause: number, session: Session, payload: Payload<'join_user'>): void => {
    waiting.set(session, payload);
    // one for each session, however often it asks
    timers.get(session)?.();
    timers.set(
      session,
      clock.after(pause, () => {
        timers.delete(session);
        void service.admitWaiting();
      }),
    );
  };

  const personOf = (session: Session): User => {
    const person = presence.of(session.id);
    if (!person) throw new ChatError('unauthenticated');
    return person.user;
  };

  const leave = (session: Session, graceMs: number): void => {
    const person = presence.of(session.id);
    memberships.end(session.id, graceMs);
    if (!person) return;
    broadcaster.leaveRoom(session.id, person.user.id);
    presence.leave(session.id);
    identity.seen(person.user.id);
  };

  const service: SessionService = {
    personOf,
    async join(session, payload, wantsAck) {
      const { user: described, token, calm = false, batch = false } = payload;
      checkOpen();
      waiting.delete(session);
      // per connection: a bucket per person could be emptied by anybody who uses that person's id
      consume(limiter, 'profile', { person: `session ${session.id}`, address: session.address });
      const { id } = described;
      const pause = pauseOf(session, id);
      if (pause > 0) {
        if (!wantsAck) waitFor(pause, session, payload);
        throw new ChatError('rate_limited', undefined, { retry_after_ms: pause });
      }
      if (!wantsAck && whyNoPlace(id, session.address) !== undefined) waiting.set(session, payload);
      checkPlace(id, session.address);
      const { username, verified } = await identity.claim({
        id,
        username: described.username,
        token,
        strict: wantsAck,
      });
      if (session.isGone) throw new ChatError('closing', 'The connection is gone');
      checkPlace(id, session.address); // others may have joined, and the host may have kicked, while the secret was being stored
      const before = presence.of(session.id);
      if (before && before.user.id !== id) leave(session, GRACE_MS);
      const user = shownUser(described, username, verified);
      if (!presence.person(id)) places.take(id, session.address);
      broadcaster.enterRoom(session.id, id, { calm, batch, legacy: !wantsAck });
      presence.enter(session.id, user);
      memberships.setPerson(session.id, id);
      broadcaster.toSession(session.id, 'online_users', { users: presence.users() });
      onEntered(session);
      return { user, channels: [...channels()], server: serverInfo() };
    },
    async setProfile(session, { username, status }) {
      checkOpen();
      const user = personOf(session);
      consume(limiter, 'profile', { person: user.id, address: session.address });
      const name = username === undefined ? user.username : await identity.rename(user.id, username);
      const now = presence.person(user.id)?.user ?? user;
      const changed: User = { ...now, username: name, ...(status !== undefined && { status }) };
      presence.update(changed);
      return { user: changed };
    },
    flooded(address, session) {
      const user = session === undefined ? undefined : presence.of(session)?.user;
      onFlood(address, pauses.add(address, user?.id), user);
    },
    disconnected(session) {
      session.isGone = true;
      session.joinThrottle.close();
      waiting.delete(session);
      timers.get(session)?.();
      timers.delete(session);
      leave(session, GRACE_MS);
    },
    async admitWaiting() {
      for (const [session, payload] of waiting) {
        const { id } = payload.user;
        if (pauseOf(session, id) > 0 || whyNoPlace(id, session.address) !== undefined) continue;
        try {
          await service.join(session, payload, false);
        } catch (error) {
          const refusal = toChatError(error);
          if (refusal !== error) onError(error);
          broadcaster.toSession(session.id, 'error', refusal.toWire());
        }
      }
    },
    close() {
      for (const cancel of timers.values()) cancel();
    },
  };
  return service;
}
