// Extension 7: presence and messages in batches for those who ask, one event each for everybody else.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  enter,
  enterAsOldClient,
  person,
  type Guest,
  type Person,
  type TestClient,
} from '../../support/helpers/test-client.ts';

const BATCH = 50;
const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock, settings: { limits: false } });
});
after(() => room.close());

async function guest(t: TestContext, name: string, join: object = {}): Promise<Guest> {
  const client = await enter(room.url, person(name), { join });
  t.after(() => {
    client.close();
  });
  return client;
}

/** What a client knows of who is here, from the list it got and every event since. */
function knownPeople(client: TestClient): string[] {
  const known = new Set<string>(client.all('online_users')[0].users.map(({ id }: Person) => id));
  for (const { joined, left } of client.all('presence_changed')) {
    for (const { id } of joined) known.add(id);
    for (const id of left) known.delete(id);
  }
  return [...known].toSorted();
}

test('a calm client gets presence in batches and none of the single events', async (t) => {
  const calm = await guest(t, 'Calm', { calm: true });
  const old = await enterAsOldClient(room.url, person('Old'));
  t.after(() => {
    old.close();
  });
  for (const each of [calm, old]) each.send('join_channel', { channel_id: 'general' });
  await old.next('channel_messages');
  clock.advance(10 * BATCH);
  const people = await Promise.all(Array.from({ length: 12 }, (_, index) => guest(t, `P${String(index)}`)));
  await Promise.all(people.map((each) => each.askOk('join_channel', { channel_id: 'general' })));
  await people[0]?.askOk('set_profile', { status: 'busy' });
  await people[1]?.askOk('leave_channel', { channel_id: 'general' });
  clock.advance(1_000);
  clock.advance(BATCH);
  await old.next('user_left_channel', (event) => event.user.id === people[1]?.user.id);
  await calm.settled();
  const ids = people.map(({ user }) => user.id);
  for (const id of ids) assert.ok(knownPeople(calm).includes(id));
  const batches = calm.all('presence_changed');
  assert.ok(batches.length <= 4, `${String(batches.length)} batches for 14 changes`);
  assert.ok(
    batches.some(({ joined, changed }) =>
      [...joined, ...changed].some(({ id, status }) => id === ids[0] && status === 'busy'),
    ),
  );
  for (const event of [
    'user_connected',
    'user_disconnected',
    'user_updated',
    'user_joined_channel',
    'user_left_channel',
  ])
    assert.deepEqual(calm.all(event), [], event);
  assert.equal(
    old.all('user_connected').filter(({ user }) => ids.includes(user.id)).length,
    12,
    'old clients keep one event a person',
  );
  assert.equal(old.all('user_joined_channel').filter(({ user }) => ids.includes(user.id)).length, 12);
  assert.deepEqual(old.all('presence_changed'), []);
});

test('who goes is in a batch, by id', async (t) => {
  // nobody else comes or goes there
  const own = createManualClock();
  const quiet = await openRoom({ clock: own });
  t.after(() => quiet.close());
  const [calm, goes] = [
    await enter(quiet.url, person('Calm'), { join: { calm: true } }),
    await enter(quiet.url, person('Goes')),
  ];
  t.after(() => {
    calm.close();
    goes.close();
  });
  own.advance(BATCH);
  await calm.next('presence_changed', ({ joined }) => joined.some(({ id }: Person) => id === goes.user.id));
  goes.socket.disconnect();
  await own.scheduled(5_000);
  own.advance(5_000 + BATCH);
  assert.deepEqual((await calm.next('presence_changed')).left, [goes.user.id]);
  assert.deepEqual(knownPeople(calm), [calm.user.id]);
});

test('batch: several new messages in one packet, all of them, in order, and none twice', async (t) => {
  const [writer, batch] = [await guest(t, 'Writer'), await guest(t, 'Batch', { batch: true })];
  const plain = await guest(t, 'Plain');
  const start = await batch.askOk('join_channel', { channel_id: 'random' });
  await plain.askOk('join_channel', { channel_id: 'random' });
  for (let number = 0; number < 20; number += 1) {
    await writer.say('random', `m${String(number)}`);
    if (number === 9) clock.advance(BATCH);
  }
  clock.advance(BATCH);
  await batch.settled();
  await plain.settled();
  const numbers = [
    ...batch.all('new_message').map(({ message }) => message.seq as number),
    ...batch
      .all('new_messages')
      .flatMap(({ messages }) => messages.map(({ seq }: { seq: number }) => seq) as number[]),
  ];
  const expected = Array.from({ length: 20 }, (_, index) => start.last_seq + 1 + index);
  assert.deepEqual(numbers, expected, 'one at once, and then in batches');
  assert.deepEqual(
    batch.all('new_messages').map(({ channel_id: channelId, messages }) => [channelId, messages.length]),
    [
      ['random', 9],
      ['random', 10],
    ],
  );
  assert.deepEqual(
    plain.all('new_message').map(({ message }) => message.seq),
    expected,
  );
  assert.deepEqual(plain.all('new_messages'), []);
});

test('who comes while presence is gathered hears of nobody as known whom its list lacks', async (t) => {
  const own = createManualClock();
  const quiet = await openRoom({ clock: own });
  t.after(() => quiet.close());
  const calm = await enter(quiet.url, person('Calm'), { join: { calm: true } });
  const goes = await enter(quiet.url, person('Goes'));
  goes.socket.disconnect();
  await own.scheduled(5_000);
  own.advance(5_000 - BATCH / 2);
  // opens a time of gathering, in which Goes is gone and comes back
  await calm.askOk('set_profile', { status: 'busy' });
  own.advance(BATCH / 2);
  const late = await enter(quiet.url, person('Late'), { join: { calm: true } });
  const back = await enter(quiet.url, goes.user);
  t.after(() => {
    for (const client of [calm, late, back]) client.close();
  });
  own.advance(2 * BATCH);
  await late.settled();
  await calm.settled();
  assert.ok(knownPeople(late).includes(goes.user.id));
  assert.deepEqual(knownPeople(calm), [calm, late, back].map(({ user }) => user.id).toSorted());
});

test('batch: who joins again while messages are gathered gets nothing later that its answer holds', async (t) => {
  const [writer, batch] = [await guest(t, 'Writer'), await guest(t, 'Batch', { batch: true })];
  await batch.askOk('join_channel', { channel_id: 'again' }).catch(() => writer.say('again', '1'));
  const { last_seq: start, epoch } = await batch.askOk('join_channel', { channel_id: 'again' });
  for (let number = 0; number < 3; number += 1) await writer.say('again', 'x');
  const answer = await batch.askOk('join_channel', { channel_id: 'again', after_seq: start, epoch });
  assert.equal(answer.last_seq, start + 3);
  const count = batch.names().length;
  clock.advance(2 * BATCH);
  await batch.settled();
  assert.deepEqual(batch.names().slice(count), []);
  // and in another form it gets each once
  await batch.askOk('join_user', { user: batch.user });
  await batch.askOk('join_channel', { channel_id: 'again' });
  await writer.say('again', 'y');
  await writer.say('again', 'z');
  clock.advance(2 * BATCH);
  await batch.settled();
  assert.deepEqual(
    batch
      .names()
      .slice(count)
      .filter((name) => name.startsWith('new_message')),
    ['new_message', 'new_message'],
  );
});

test('batch: who joins while messages are gathered gets each once', async (t) => {
  const [writer, first] = [await guest(t, 'Writer'), await guest(t, 'First', { batch: true })];
  await first.askOk('join_channel', { channel_id: 'help' });
  for (let number = 0; number < 5; number += 1) await writer.say('help', 'x');
  const late = await guest(t, 'Late', { batch: true });
  const joined = await late.askOk('join_channel', { channel_id: 'help', limit: 100 });
  for (let number = 0; number < 5; number += 1) await writer.say('help', 'y');
  clock.advance(2 * BATCH);
  for (const [client, known] of [
    [first, 0],
    [late, joined.last_seq],
  ] as const) {
    await client.settled();
    const numbers = client
      .all('new_message')
      .map(({ message }) => message.seq as number)
      .concat(
        client
          .all('new_messages')
          .flatMap(({ messages }) => messages.map(({ seq }: { seq: number }) => seq) as number[]),
      );
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      Array.from({ length: 10 - known }, (_, index) => known + 1 + index),
    );
  }
  assert.deepEqual(joined.reset ? joined.messages.map(({ seq }) => seq) : [], [1, 2, 3, 4, 5]);
});
