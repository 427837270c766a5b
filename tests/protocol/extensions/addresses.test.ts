// What one address may take of the room, over loopback as an address like any other.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { LogLine, Settings } from '../../../server/index.ts';
import { createManualClock, type ManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  connect,
  enter,
  person,
  type Guest,
  type Person,
  type TestClient,
} from '../../support/helpers/test-client.ts';

interface Opened {
  room: RunningRoom;
  clock: ManualClock;
  /** Lines of the log so far that say this */
  said: (event: string) => LogLine[];
  join(user: Person): Promise<Guest>;
  come(): Promise<TestClient>;
}

async function open(t: TestContext, settings: Partial<Settings> = {}): Promise<Opened> {
  const clock = createManualClock();
  const room = await openRoom({ clock, settings: { trustedAddresses: [], ...settings } });
  const lines: LogLine[] = [];
  room.server.events.on('log', (line) => {
    lines.push(line);
  });
  const guests: TestClient[] = [];
  t.after(async () => {
    for (const guest of guests) guest.close();
    await room.close();
  });
  const kept = <T extends TestClient>(guest: T): T => {
    guests.push(guest);
    return guest;
  };
  return {
    room,
    clock,
    said: (event) => lines.filter(({ msg }) => msg === event),
    join: async (user) => kept(await enter(room.url, user)),
    come: async () => kept(await connect(room.url)),
  };
}

/** Sends until the connection is cut. */
async function flood(guest: TestClient): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    guest.socket.once('disconnect', () => {
      resolve();
    });
  });
  // it must not reconnect by itself
  guest.socket.io.reconnection(false);
  for (let sent = 0; sent < 5_000; sent += 1) guest.send('typing_stop', { channel_id: 'general' });
  await gone;
}

/** Says something in a channel that may not be there: `ok`, or why not. */
async function make(guest: Guest, id: string) {
  const answer = await guest.ask('send_message', { channel_id: id, message: { content: 'mine' } });
  return answer.ok ? 'ok' : [answer.error.code, answer.error.retry_after_ms];
}

test('an address has its share of the room; further people are told how many, an old page comes in later', async (t) => {
  const { clock, said, join, come } = await open(t, { maxPeople: 10, maxPeoplePerAddress: 2 });
  const [anna] = [await join(person('Anna')), await join(person('Ben'))];
  const cem = await come();
  const answer = await cem.ask('join_user', { user: person('Cem') });
  assert.deepEqual(answer.ok || [answer.error.code, answer.error.message], [
    'server_full',
    'There are already 2 people from your address (127.0.0.1); the host can let in more',
  ]);
  const page = await come();
  for (let count = 0; count < 3; count += 1) {
    page.send('join_user', { user: person('Old') });
    assert.equal((await page.next('error')).code, 'server_full');
  }
  assert.deepEqual(
    said('no-place').map((line) => line['address']),
    ['127.0.0.1'],
    'the log says it once a minute',
  );

  anna.close();
  await clock.scheduled(5_000);
  clock.advance(5_000);
  await page.next('online_users');
});

test('trusted addresses have the whole room', async (t) => {
  const { join } = await open(t, { maxPeople: 10, maxPeoplePerAddress: 2, trustedAddresses: ['127.0.0.1'] });
  for (let count = 0; count < 10; count += 1) await join(person(`Guest ${String(count)}`));
});

test('whoever is cut waits 10 s, then 20; newcomers from there wait too, those who are here talk on', async (t) => {
  const { clock, said, join, come } = await open(t);
  const anna = await join(person('Anna'));
  const eve = person('Eve');
  for (const pause of [10_000, 20_000]) {
    await flood(await join(eve));
    await anna.say('general', 'still here');
    const again = await come();
    for (const user of [eve, person('Newcomer')]) {
      const answer = await again.ask('join_user', { user });
      assert.deepEqual(answer.ok || [answer.error.code, answer.error.retry_after_ms], [
        'rate_limited',
        pause,
      ]);
    }
    assert.equal((await anna.ask('join_user', { user: anna.user })).ok, true);
    clock.advance(pause);
  }
  await join(eve);
  assert.deepEqual(
    said('flood-cut').map((line) => [line['address'], line['person'], line['seconds']]),
    [['127.0.0.1', 'Eve', 10]],
  );
});

test('after a flood without joining an old page that comes meanwhile is let in afterwards', async (t) => {
  const { clock, come } = await open(t);
  await flood(await come());
  const page = await come();
  const user = person('Old');
  for (let asked = 0; asked < 3; asked += 1) {
    page.send('join_user', { user });
    assert.equal((await page.next('error')).code, 'rate_limited');
  }
  assert.equal(clock.waiting(10_000), 1, 'one timer, however often it asks');
  page.send('join_channel', { channel_id: 'general' });
  await page.settled();
  assert.deepEqual(page.all('channel_messages'), []);
  clock.advance(10_000);
  await page.next('online_users');
  await page.next('channel_messages');
});

test('one person makes five channels an hour by speaking in them, an address twenty', async (t) => {
  const { clock, join } = await open(t);
  const refused = ['rate_limited', 12 * 60_000];
  for (const name of ['Anna', 'Ben', 'Cem', 'Dora']) {
    const guest = await join(person(name));
    for (let count = 0; count < 5; count += 1)
      assert.equal(await make(guest, `${name}-${String(count)}`), 'ok');
    assert.deepEqual(await make(guest, `${name}-more`), refused);
    assert.equal(await make(guest, `${name}-0`), 'ok', 'what is there is there');
  }
  const eve = await join(person('Eve'));
  assert.deepEqual(await make(eve, 'eve-0'), ['rate_limited', 3 * 60_000]);
  clock.advance(3 * 60_000);
  assert.equal(await make(eve, 'eve-0'), 'ok');
});

test('many changed channels are told in two lists a second', async (t) => {
  const { room, clock, join } = await open(t);
  const anna = await join(person('Anna'));
  for (let count = 0; count < 50; count += 1)
    await room.server.channels.create({ name: `Room ${String(count)}` });
  await anna.settled();
  assert.equal(anna.all('channels_changed').length, 1);
  clock.advance(1_000);
  await anna.settled();
  const lists = anna.all('channels_changed');
  assert.equal(lists.length, 2);
  assert.equal(lists.at(-1)?.channels.length, (await room.server.channels.list()).length);
});

test('what a person is said to be is 1 kB for everybody', async (t) => {
  const { join } = await open(t);
  const anna = await join(person('Anna'));
  const large = {
    ...person('Large'),
    avatar: null,
    status: 'busy',
    padding: 'x'.repeat(3_000),
    color: 'red',
  };
  const guest = await join(large);
  const { padding: _padding, ...shown } = large;
  assert.deepEqual((await anna.next('user_connected', ({ user }) => user.id === large.id)).user, shown);
  const own = (await guest.ask('join_user', { user: large })) as { ok: true; user: object };
  assert.deepEqual(own.user, shown);
});
