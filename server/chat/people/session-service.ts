// A session's life: joining the room, changing the profile, disconnecting.
import type { Channel } from '../../../protocol/channel.ts';
import { ChatError, toChatError } from '../../../protocol/errors.ts';
import type { Answers, Payload, ServerInfo } from '../../../protocol/events.ts';
import type { User } from '../../../protocol/user.ts';
import type { Identity } from '../access/identity.ts';
import type { Kicked } from '../access/kicked.ts';
import type { Memberships } from '../channels/memberships.ts';
import { consume } from '../access/rate-limits.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import type { Limiter } from '../ports/limiter.ts';
import { GRACE_MS, type Presence } from './presence.ts';
import type { Session } from './session.ts';

export interface SessionService {
  /** `wantsAck`: the client asked for an acknowledgement, so a bad name is refused instead of cleaned. */
  join(session: Session, payload: Payload<'join_user'>, wantsAck: boolean): Promise<Answers['join_user']>;
  setProfile(session: Session, profile: Payload<'set_profile'>): Promise<{ user: User }>;
  /** The person of a session; throws `unauthenticated` if it has not joined. */
  personOf(session: Session): User;
  /** The connection is gone, for whatever reason. */
  disconnected(session: Session): void;
  /** Lets in waiting legacy clients, first come first served, while there is room. Never rejects. */
  admitWaiting(): Promise<void>;
}

export interface SessionServiceOptions {
  presence: Presence;
  memberships: Memberships;
  identity: Identity;
  broadcaster: Broadcaster;
  limiter: Limiter;
  kicked: Pick<Kicked, 'check'>;
  /** People who may be here at once */
  maxPeople: number;
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
  kicked,
  maxPeople,
  channels,
  onEntered,
  serverInfo,
  onError,
  checkOpen,
}: SessionServiceOptions): SessionService {
  /** Old clients' pages that found the room full: they do not ask again, so they come in when there is a place. */
  const waiting = new Map<Session, Payload<'join_user'>>();

  const isFull = (id: string): boolean => !presence.person(id) && presence.count() >= maxPeople;
  const checkRoom = (id: string): void => {
    kicked.check(id);
    if (isFull(id)) throw new ChatError('server_full', `The room is full (${String(maxPeople)} people)`);
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
      if (!wantsAck && isFull(id)) waiting.set(session, payload);
      checkRoom(id);
      const { username, verified } = await identity.claim({
        id,
        username: described.username,
        token,
        strict: wantsAck,
      });
      if (session.isGone) throw new ChatError('closing', 'The connection is gone');
      checkRoom(id); // others may have joined, and the host may have kicked, while the secret was being stored
      const before = presence.of(session.id);
      if (before && before.user.id !== id) leave(session, GRACE_MS);
      const user = describe(described, username, verified);
      broadcaster.enterRoom(session.id, id, { calm, batch });
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
    disconnected(session) {
      session.isGone = true;
      session.joinThrottle.close();
      waiting.delete(session);
      leave(session, GRACE_MS);
    },
    async admitWaiting() {
      for (const [session, payload] of waiting) {
        if (isFull(payload.user.id)) return;
        try {
          await service.join(session, payload, false);
        } catch (error) {
          const refusal = toChatError(error);
          if (refusal !== error) onError(error);
          broadcaster.toSession(session.id, 'error', refusal.toWire());
        }
      }
    },
  };
  return service;
}

/**
 * What everybody sees: the fields that came, the name in its checked form, and the truth about the binding.
 */
function describe(described: Payload<'join_user'>['user'], username: string, verified: boolean): User {
  const { verified: _claimed, ...fields } = described;
  return { ...fields, username, ...(verified && { verified }) };
}
