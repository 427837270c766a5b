// "Rules for both", presence: by person and not by socket, with 5 s of grace; and a full house.
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Settings } from '../../../server/index.ts';
import { createManualClock, type ManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  connect,
  enter,
  enterAsOldClient,
  person,
  TRANSPORTS,
  type Person,
  type TestClient,
  type Transport,
} from '../../support/helpers/test-client.ts';

const GRACE = 5_000;

interface Still {
  room: RunningRoom;
  clock: ManualClock;
  old(user: Person, transport?: Transport): Promise<TestClient & { user: Person }>;
  /** Resolves when the server has noticed that somebody's last connection is gone. */
  noticed(): Promise<void>;
}

/** A room of the test's own, so that nobody else comes or goes, in which time stands still. */
async function stillRoom(t: TestContext, settings: Partial<Settings> = {}): Promise<Still> {
  const clock = createManualClock();
  const room = await openRoom({ clock, settings });
  t.after(() => room.close());
  return {
    room,
    clock,
    noticed: () => clock.scheduled(GRACE),
    async old(user, transport = 'websocket') {
      const client = await enterAsOldClient(room.url, user, { transport });
      t.after(() => {
        client.close();
      });
      return client;
    },
  };
}
/** Events about one person, in order. */
const about = (witness: TestClient, { id }: Person): string[] =>
  ['user_connected', 'user_disconnected', 'user_updated'].flatMap((event) =>
    witness
      .all(event)
      .filter(({ user }) => user.id === id)
      .map(() => event),
  );

/** What a page does when it is closed, when its process is killed, and when its network goes. */
const ENDINGS: Record<string, (client: TestClient) => void> = {
  'its socket is closed': ({ socket }) => {
    socket.disconnect();
  },
  'its connection is closed': ({ socket }) => {
    socket.io.engine.close();
  },
};

for (const transport of TRANSPORTS) {
  describe(`presence on ${transport}`, () => {
    for (const [what, end] of Object.entries(ENDINGS)) {
      test(`nobody is told within 5 s that ${what}; then everybody is`, async (t) => {
        const { clock, old, noticed } = await stillRoom(t);
        const witness = await old(person('Witness'));
        const anna = await old(person('Anna'), transport);
        end(anna);
        await noticed();
        clock.advance(GRACE - 1);
        await witness.settled();
        assert.deepEqual(about(witness, anna.user), ['user_connected']);
        const late = await old(person('Late'));
        assert.ok(
          late.all('online_users')[0].users.some(({ id }: Person) => id === anna.user.id),
          'who is in the grace is here',
        );
        clock.advance(1);
        const left = await witness.next('user_disconnected', ({ user }) => user.id === anna.user.id);
        assert.deepEqual([left.user_id, left.user.username], [anna.user.id, 'Anna']);
      });
    }

    test('a reload within the grace is no leaving and no joining, in its channels neither', async (t) => {
      const { clock, old, noticed } = await stillRoom(t);
      const witness = await old(person('Witness'));
      const user = person('Anna');
      for (const client of [witness, await old(user, transport)]) {
        client.send('join_channel', { channel_id: 'general' });
        await client.next('channel_messages');
        if (client === witness) continue;
        client.close();
        await noticed();
      }
      clock.advance(GRACE - 1);
      const again = await old(user, transport);
      again.send('join_channel', { channel_id: 'general' });
      await again.next('channel_messages');
      clock.advance(10 * GRACE);
      await witness.settled();
      assert.deepEqual(about(witness, user), ['user_connected']);
      assert.equal(witness.all('user_joined_channel').filter((event) => event.user.id === user.id).length, 1);
      assert.deepEqual(witness.all('user_left_channel'), []);
    });
  });
}

test('a process that is killed: its connection ends without a word', async (t) => {
  const { clock, old, noticed } = await stillRoom(t);
  const witness = await old(person('Witness'));
  const anna = await old(person('Anna'));
  const { transport } = anna.socket.io.engine as unknown as {
    transport: { ws: { terminate?: () => void; close: () => void } };
  };
  // Node's own WebSocket has no terminate; its close is what comes nearest
  if (transport.ws.terminate) transport.ws.terminate();
  else transport.ws.close();
  await noticed();
  clock.advance(GRACE);
  assert.equal(
    (await witness.next('user_disconnected', (event) => event.user.id === anna.user.id)).user_id,
    anna.user.id,
  );
});

test('two tabs are one person, who is here until the last one has gone', async (t) => {
  const { room, clock, old, noticed } = await stillRoom(t);
  const witness = await old(person('Witness'));
  const user = person('Anna');
  const tabs = [await old(user), await old(user, 'polling')];
  const late = await old(person('Late'));
  assert.equal(late.all('online_users')[0].users.filter(({ id }: Person) => id === user.id).length, 1);
  assert.equal((await (await fetch(`${room.url}/api/room`)).json()).people, 3);
  tabs[0]?.close();
  clock.advance(20 * GRACE);
  await witness.settled();
  assert.deepEqual(about(witness, user), ['user_connected']);
  assert.equal(
    tabs[1]?.all('user_connected').filter((event) => event.user.id === user.id).length,
    0,
    'one’s other tab is no news to oneself',
  );
  tabs[1]?.close();
  await noticed();
  clock.advance(GRACE);
  assert.equal(
    (await witness.next('user_disconnected', (event) => event.user.id === user.id)).user_id,
    user.id,
  );
  assert.deepEqual(about(witness, user), ['user_connected', 'user_disconnected']);
});

test('two tabs in one channel: both get what is said, others see one who comes and goes', async (t) => {
  const { room, clock } = await stillRoom(t);
  const witness = await enter(room.url, person('Witness'));
  await witness.askOk('join_channel', { channel_id: 'random' });
  const user = person('Anna');
  const tabs = [await enter(room.url, user), await enter(room.url, user)];
  t.after(() => {
    for (const each of [witness, ...tabs]) each.close();
  });
  for (const tab of tabs) await tab.askOk('join_channel', { channel_id: 'random' });
  await witness.say('random', 'for both');
  for (const tab of tabs) assert.equal((await tab.next('new_message')).message.content, 'for both');
  await tabs[0]?.askOk('leave_channel', { channel_id: 'random' });
  clock.advance(10_000);
  await witness.settled();
  assert.deepEqual(
    [witness.all('user_joined_channel').length, witness.all('user_left_channel').length],
    [1, 0],
  );
});

test('an old page that finds the room full gets nothing of any channel, and comes in when there is a place', async (t) => {
  const { room, clock, noticed } = await stillRoom(t, { maxPeople: 1 });
  const anna = await enter(room.url, person('Anna'));
  await anna.askOk('join_channel', { channel_id: 'general' });
  const [berta, carl] = [await connect(room.url), await connect(room.url)];
  t.after(() => {
    for (const each of [anna, berta, carl]) each.close();
  });
  for (const [page, name] of [
    [berta, 'Berta'],
    [carl, 'Carl'],
  ] as const) {
    page.send('join_user', { user: person(name) });
    page.send('join_channel', { channel_id: 'general' });
    assert.equal((await page.next('error')).code, 'server_full');
  }
  await anna.say('general', 'among ourselves');
  for (const page of [berta, carl]) {
    assert.equal((await page.ask('set_profile', { status: 'away' })).ok, false);
    for (const event of ['new_message', 'channel_messages', 'online_users', 'user_connected'])
      assert.deepEqual(page.all(event), [], event);
  }
  anna.close();
  await noticed();
  clock.advance(GRACE);
  // the first who came
  const { messages } = await berta.next('channel_messages');
  assert.deepEqual(
    messages.map(({ content }: { content: string }) => content),
    ['among ourselves'],
  );
  assert.deepEqual(
    berta.all('online_users').map(({ users }) => users.map((user: { username: string }) => user.username)),
    [['Berta']],
  );
  assert.deepEqual(carl.all('channel_messages'), []);
});

test('a place goes to the next in line if the first may not have it', async (t) => {
  const { room, clock, noticed } = await stillRoom(t, { maxPeople: 1 });
  const bound = person('Bound');
  const [owner, impostor, carl] = [await connect(room.url), await connect(room.url), await connect(room.url)];
  t.after(() => {
    for (const each of [owner, impostor, carl]) each.close();
  });
  await owner.askOk('join_user', { user: bound, token: 'a-secret-of-at-least-thirty-two-characters' });
  owner.close();
  await noticed();
  clock.advance(GRACE);
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  for (const [page, user] of [
    [impostor, bound],
    [carl, person('Carl')],
  ] as const) {
    page.send('join_user', { user });
    assert.equal((await page.next('error')).code, 'server_full');
  }
  anna.close();
  await noticed();
  clock.advance(GRACE);
  await carl.next('online_users');
  assert.equal((await impostor.next('error', ({ code }) => code !== 'server_full')).code, 'identity_taken');
});

test('a full house answers server_full to who comes, not to who is here already', async (t) => {
  const { room, clock, noticed } = await stillRoom(t, { maxPeople: 2 });
  const anna = person('Anna');
  const [first, berta] = [await enter(room.url, anna), await enter(room.url, person('Berta'))];
  const [third, fourth] = [await connect(room.url), await connect(room.url)];
  t.after(() => {
    for (const each of [first, berta, third, fourth]) each.close();
  });
  const tryCarl = async (): Promise<string> => {
    const answer = await third.ask('join_user', { user: person('Carl') });
    return answer.ok ? 'in' : answer.error.code;
  };
  assert.equal(await tryCarl(), 'server_full');
  third.send('join_user', { user: person('Carl') });
  assert.equal((await third.next('error')).code, 'server_full');
  assert.equal((await fourth.ask('join_user', { user: anna })).ok, true, 'a second tab');
  fourth.close();
  first.close();
  await noticed();
  assert.equal(await tryCarl(), 'server_full', 'who is in the grace keeps the place');
  clock.advance(GRACE);
  assert.equal(await tryCarl(), 'in');
});
