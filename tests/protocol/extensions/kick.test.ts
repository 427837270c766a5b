// The host sends somebody out: all their connections end, nobody comes back by themselves, and the id is
// refused for a minute.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createManualClock, type ManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  connect,
  enter,
  enterAsOldClient,
  person,
  TRANSPORTS,
  type Guest,
  type Person,
  type TestClient,
} from '../../support/helpers/test-client.ts';

const MINUTE = 60_000;
const GENERAL = { channel_id: 'general' };

interface Room {
  room: RunningRoom;
  clock: ManualClock;
  /** Somebody else, in #general */
  witness: Guest;
  guest(user: Person, options?: Parameters<typeof enter>[2]): Promise<Guest>;
}

async function witnessed(t: TestContext): Promise<Room> {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const guest: Room['guest'] = async (user, options = {}) => {
    const client = await enter(room.url, user, options);
    t.after(() => {
      client.close();
    });
    return client;
  };
  const witness = await guest(person('Witness'));
  await witness.askOk('join_channel', GENERAL);
  return { room, clock, witness, guest };
}

/** How the connection ended, as Socket.IO's client says it. */
const ended = ({ socket }: TestClient): Promise<string> =>
  new Promise((resolve) => {
    socket.once('disconnect', resolve);
  });

const post = (room: RunningRoom, user: Person): Promise<Response> =>
  fetch(`${room.url}/api/channels/general/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: { content: 'Hello' }, user }),
  });

for (const transport of TRANSPORTS) {
  test(`all connections end on ${transport}, no client comes back by itself, and the others are told at once`, async (t) => {
    const { room, witness, guest } = await witnessed(t);
    const user = person('Anna');
    const clients = [
      await guest(user, { transport, reconnection: true }),
      { ...(await enterAsOldClient(room.url, user, { transport, reconnection: true })), user },
    ];
    t.after(() => {
      for (const client of clients) client.close();
    });
    await clients[0]?.askOk('join_channel', GENERAL);
    await clients[0]?.askOk('typing_start', GENERAL);
    const ends = clients.map((client) => ended(client));
    assert.equal(await room.server.people.kick(user.id), true);

    // time stands still: no grace has passed
    assert.equal(
      (await witness.next('user_left_channel', (payload) => payload.user.id === user.id)).channel_id,
      'general',
    );
    assert.equal((await witness.next('user_disconnected')).user_id, user.id);
    assert.equal(witness.all('user_typing').at(-1).typing, false);
    assert.deepEqual(
      (await room.server.people.list()).map(({ id }) => id),
      [witness.user.id],
    );
    assert.deepEqual(await Promise.all(ends), ['io server disconnect', 'io server disconnect']);
    for (const { socket, all } of clients) {
      assert.equal(socket.active, false, 'Socket.IO tries to come back as long as it is active');
      assert.deepEqual(all('error').at(-1), {
        code: 'kicked',
        message: 'The host has sent you out; you can come back in a minute',
        retry_after_ms: MINUTE,
      });
    }
  });
}

test('the id is refused for a minute, on every way in, and only the id', async (t) => {
  const { room, clock, guest } = await witnessed(t);
  const user = person('Anna');
  const token = 's'.repeat(40);
  await guest(user, { join: { token } });
  await room.server.people.kick(user.id);

  clock.advance(20_000);
  const again = await connect(room.url);
  t.after(() => {
    again.close();
  });
  const refused = await again.ask('join_user', { user, token });
  assert.ok(!refused.ok);
  assert.deepEqual([refused.error.code, refused.error.retry_after_ms], ['kicked', 40_000]);
  again.send('join_user', { user, token });
  assert.equal((await again.next('error')).code, 'kicked');
  assert.equal((await room.server.people.list()).length, 1);
  assert.equal(
    (await guest(person('Anna again'), { join: { token: 'o'.repeat(40) } })).user.username,
    'Anna again',
  );

  clock.advance(40_000 - 1);
  assert.ok(!(await again.ask('join_user', { user, token })).ok);
  clock.advance(1);
  await again.askOk('join_user', { user, token });
});

test('over HTTP too, and nothing is stored', async (t) => {
  const { room, clock, witness, guest } = await witnessed(t);
  const user = person('Anna');
  await guest(user);
  await room.server.people.kick(user.id);
  const answer = await post(room, user);
  assert.equal(answer.status, 403);
  assert.deepEqual(await answer.json(), {
    error: 'The host has sent you out; you can come back in a minute',
    code: 'kicked',
    retry_after_ms: MINUTE,
  });
  assert.equal((await post(room, person('Somebody else'))).status, 200);
  clock.advance(MINUTE);
  assert.equal((await post(room, user)).status, 200);
  await witness.settled();
  assert.deepEqual(
    witness.all('new_message').map(({ message }) => message.username),
    ['Somebody else', 'Anna'],
  );
});

test('who has just lost their connection is sent out too', async (t) => {
  const { room, clock, witness, guest } = await witnessed(t);
  const anna = await guest(person('Anna'));
  await anna.askOk('join_channel', GENERAL);
  anna.close();
  await clock.scheduled(5_000);
  assert.equal(await room.server.people.kick(anna.user.id), true);
  await witness.next('user_left_channel');
  await witness.next('user_disconnected');
  clock.advance(5_000);
  await witness.settled();
  assert.equal(witness.all('user_disconnected').length, 1);
  assert.equal(witness.all('user_left_channel').length, 1);
});

test('who is not here is not sent out, and is not refused', async (t) => {
  const { room, guest } = await witnessed(t);
  const user = person('Anna');
  assert.equal(await room.server.people.kick(user.id), false);
  await guest(user);
});
