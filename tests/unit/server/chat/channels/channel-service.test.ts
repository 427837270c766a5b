// Joins that end after their connection did.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createChannelService } from '../../../../../server/chat/channels/channel-service.ts';
import { createMessageEncoding } from '../../../../../server/runtime/message-encoding.ts';
import { createMemberships } from '../../../../../server/chat/channels/memberships.ts';
import type { Broadcaster } from '../../../../../server/chat/ports/broadcaster.ts';
import type { OpenChannel } from '../../../../../server/chat/ports/chat-store.ts';
import type { PeopleObserver } from '../../../../../server/chat/ports/people-observer.ts';
import { createPresence } from '../../../../../server/chat/people/presence.ts';
import { createJoinThrottle } from '../../../../../server/chat/legacy/join-throttle.ts';
import type { Session } from '../../../../../server/chat/people/session.ts';
import { createTyping } from '../../../../../server/chat/channels/typing.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';

const nobody = (): void => undefined;

test('a channel that was read for somebody who has gone meanwhile has no member', async () => {
  const clock = createManualClock();
  const broadcaster: Broadcaster = {
    toSession: nobody,
    history: nobody,
    toChannel: nobody,
    messages: nobody,
    toAll: nobody,
    presence: nobody,
    enterRoom: nobody,
    leaveRoom: nobody,
    disconnect: nobody,
    enterChannel: nobody,
    leaveChannel: nobody,
  };
  const observer: PeopleObserver = {
    changed: nobody,
    gone: nobody,
    active: nobody,
    entered: nobody,
    left: nobody,
    typing: nobody,
  };
  const typing = createTyping({ broadcaster, clock, observer });
  const presence = createPresence({ broadcaster, clock, observer, onJoined: nobody, onLeft: nobody });
  const memberships = createMemberships({ broadcaster, clock, observer, typing, userOf: () => undefined });
  const read = Promise.withResolvers<OpenChannel>();
  let inMemory: OpenChannel | undefined;
  const channel: OpenChannel = {
    id: 'general',
    epoch: 'e',
    lastSeq: 0,
    newest: () => [],
    hasMoreThan: () => false,
    changesAfter: () => [],
  };
  const channels = createChannelService({
    store: { channelExists: () => true, lastSeq: () => 0, peek: () => inMemory, open: () => read.promise },
    broadcaster,
    presence,
    memberships,
    typing,
    limiter: { consume: () => 0, spend: nobody },
    encoding: createMessageEncoding(1_000_000),
    onError: nobody,
  });
  const connect = (): Session => {
    const session = {
      id: randomUUID(),
      address: '10.0.0.1',
      joinThrottle: createJoinThrottle(clock),
      wanted: new Set<string>(),
      isGone: false,
    };
    presence.enter(session.id, { id: session.id, username: 'Guest' });
    return session;
  };
  const sessions = [connect(), connect(), connect()] as const;
  const [old, newStyle, stays] = sessions;
  const joins = [
    channels.joinAsLegacyClient(old, 'general'),
    channels.join(newStyle, { channel_id: 'general' }),
    channels.joinAsLegacyClient(stays, 'general'),
  ];
  for (const gone of [old, newStyle]) {
    gone.isGone = true;
    memberships.end(gone.id, 0);
    presence.leave(gone.id);
  }
  inMemory = channel;
  read.resolve(channel);
  const [, refused] = await Promise.allSettled(joins.map((join) => Promise.resolve(join)));
  assert.equal(refused?.status, 'rejected');
  assert.deepEqual(
    sessions.map(({ id }) => memberships.has(id, 'general')),
    [false, false, true],
  );
});
