// Extension 5, describing oneself: set_profile, and a second join_user on the same socket.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  enter,
  enterAsOldClient,
  person,
  type Guest,
  type Person,
} from '../../support/helpers/test-client.ts';

const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock });
});
after(() => room.close());

async function guest(t: TestContext, user: Person, join: object = {}): Promise<Guest> {
  const client = await enter(room.url, user, { join });
  t.after(() => {
    client.close();
  });
  return client;
}

test('set_profile changes one’s own name and status; others get user_updated', async (t) => {
  const [anna, berta] = [await guest(t, person('Anna', { colour: 'red' })), await guest(t, person('Berta'))];
  const { user } = await anna.askOk('set_profile', { username: ' Anna Neu ', status: 'busy' });
  assert.deepEqual(user, { ...anna.user, username: 'Anna Neu', status: 'busy' });
  assert.deepEqual((await berta.next('user_updated')).user, user);
  assert.deepEqual((await anna.askOk('set_profile', { status: 'online' })).user, {
    ...user,
    status: 'online',
  });
  await anna.settled();
  assert.deepEqual(anna.all('user_updated'), []);
  await anna.askOk('join_channel', { channel_id: 'general' });
  assert.equal((await anna.say('general', 'x')).username, 'Anna Neu');
});

test('set_profile judges names as joining does, and changes nothing where it refuses', async (t) => {
  await guest(t, person('Held'), { token: `${randomUUID()}-${randomUUID()}` });
  const carl = await guest(t, person('Carl'));
  const taken = await carl.ask('set_profile', { username: 'HELD', status: 'away' });
  assert.ok(!taken.ok && taken.error.code === 'name_taken' && taken.error.suggestion === 'HELD 2');
  const bad = await carl.ask('set_profile', { username: 'x\u202ey' });
  assert.equal(bad.ok ? '' : bad.error.code, 'bad_name');
  assert.deepEqual((await carl.askOk('set_profile', {})).user, carl.user);
});

test('a second join_user with the same id updates the person and leaves channels as they are', async (t) => {
  const [anna, berta] = [await guest(t, person('Anna')), await guest(t, person('Berta'))];
  for (const each of [anna, berta]) await each.askOk('join_channel', { channel_id: 'random' });
  const described = { ...anna.user, username: 'Anna the second', avatar: 'a.png' };
  await anna.askOk('join_user', { user: described });
  assert.deepEqual((await berta.next('user_updated')).user, described);
  await berta.say('random', 'still here?');
  assert.equal((await anna.next('new_message')).message.content, 'still here?');
  assert.deepEqual(berta.all('user_connected'), []);
  const [{ users }] = (
    await enterAsOldClient(room.url, person('Late')).then((late) => {
      t.after(() => {
        late.close();
      });
      return late;
    })
  ).all('online_users');
  assert.equal(users.filter(({ id }: { id: string }) => id === anna.user.id).length, 1);
});

test('a second join_user with another id is leaving and joining', async (t) => {
  const anna = await guest(t, person('Anna'));
  const witness = await enterAsOldClient(room.url, person('Witness'));
  t.after(() => {
    witness.close();
  });
  witness.send('join_channel', { channel_id: 'help' });
  await anna.askOk('join_channel', { channel_id: 'help' });
  await witness.next('user_joined_channel', (event) => event.user.id === anna.user.id);
  const other = person('Another');
  await anna.askOk('join_user', { user: other });
  assert.equal(
    (await witness.next('user_connected', (event) => event.user.id === other.id)).user.username,
    'Another',
  );
  clock.advance(5_000);
  assert.equal(
    (await witness.next('user_disconnected', (event) => event.user.id === anna.user.id)).user_id,
    anna.user.id,
  );
  assert.equal(
    (await witness.next('user_left_channel', (event) => event.user.id === anna.user.id)).channel_id,
    'help',
  );
  assert.equal((await anna.say('help', 'who am I')).user_id, other.id);
  assert.equal((await witness.next('new_message')).message.user_id, other.id);
  await anna.settled();
  assert.deepEqual(anna.all('new_message'), [], 'it has left the channels of the one it was');
});

test('an old client sees another name as somebody who goes and somebody who comes, another status not at all', async (t) => {
  const [anna, page] = [await guest(t, person('Anna')), await enterAsOldClient(room.url, person('Old page'))];
  t.after(() => {
    page.close();
  });
  const seen = (): [string, string][] =>
    ['user_disconnected', 'user_connected', 'user_updated'].flatMap((event) =>
      page
        .all(event)
        .filter(({ user }) => user.id === anna.user.id)
        .map(({ user }): [string, string] => [event, user.username]),
    );
  await anna.askOk('set_profile', { status: 'busy' });
  await anna.askOk('set_profile', { username: 'Annika' });
  await page.next('user_connected', ({ user }) => user.username === 'Annika');
  assert.deepEqual(seen(), [
    ['user_disconnected', 'Anna'],
    ['user_connected', 'Annika'],
  ]);
  // her own other old tab is told nothing: it is her
  const tab = await enterAsOldClient(room.url, { ...anna.user, username: 'Annika' });
  t.after(() => {
    tab.close();
  });
  await anna.askOk('set_profile', { username: 'Anna Maria' });
  await page.next('user_connected', ({ user }) => user.username === 'Anna Maria');
  await tab.settled();
  assert.deepEqual([tab.all('user_connected'), tab.all('user_disconnected')], [[], []]);
});
