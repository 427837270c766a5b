// Who is here, as the host sees them: the list, and the event that keeps a copy of it up to date.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { io } from 'socket.io-client';
import type { PeopleChange, PersonHere } from '../../../../server/index.ts';
import { createManualClock, type ManualClock } from '../../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../../support/helpers/running-room.ts';
import {
  enter,
  enterAsOldClient,
  person,
  TRANSPORTS,
  type Guest,
  type Person,
} from '../../../support/helpers/test-client.ts';

const GATHER = 250;
const GRACE = 5_000;
const FIRST_PING = 1_500;

interface Watched {
  room: RunningRoom;
  clock: ManualClock;
  /** Every event so far */
  changes: PeopleChange[];
  /** A copy that only the events keep */
  here: Map<string, PersonHere>;
  guest(user?: Person, options?: Parameters<typeof enter>[2]): Promise<Guest>;
  /** Lets the gathering end; what is known of somebody then. */
  told(user: Person): Promise<PersonHere | undefined>;
  /** Resolves when the copy, after the gathering that is due, fits. */
  until(fits: () => boolean): Promise<void>;
}

async function watch(t: TestContext): Promise<Watched> {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const changes: PeopleChange[] = [];
  const here = new Map<string, PersonHere>();
  room.server.events.on('people', (change) => {
    changes.push(change);
    for (const each of change.changed) here.set(each.id, each);
    for (const id of change.gone) here.delete(id);
  });
  return {
    room,
    clock,
    changes,
    here,
    async guest(user = person('Anna'), options = {}) {
      const guest = await enter(room.url, user, options);
      t.after(() => {
        guest.close();
      });
      return guest;
    },
    async told({ id }) {
      clock.advance(GATHER);
      assert.deepEqual(
        [...here.values()].toSorted(byId),
        (await room.server.people.list()).toSorted(byId),
        'the copy is the list',
      );
      return here.get(id);
    },
    async until(fits) {
      while (!fits()) {
        await clock.scheduled(GATHER);
        clock.advance(GATHER);
      }
    },
  };
}
const byId = (a: PersonHere, b: PersonHere): number => a.id.localeCompare(b.id);

test('somebody who comes, goes into a channel, types, writes and goes', async (t) => {
  const { clock, room, changes, guest, told, until, here } = await watch(t);
  const user = person('Anna', { status: 'busy' });
  const anna = await guest(user);
  assert.deepEqual(await told(user), {
    id: user.id,
    name: 'Anna',
    verified: false,
    status: 'busy',
    since: '2026-03-02T09:00:00.000Z',
    activeAt: '2026-03-02T09:00:00.000Z',
    devices: [{ address: '127.0.0.1', isHost: true }],
  });

  clock.advance(60_000);
  await anna.askOk('join_channel', { channel_id: 'general' });
  assert.deepEqual(
    [(await told(user))?.channel, (await told(user))?.activeAt],
    ['general', '2026-03-02T09:01:00.250Z'],
  );
  await anna.askOk('join_channel', { channel_id: 'random' });
  assert.equal((await told(user))?.channel, 'random');
  await anna.askOk('typing_start', { channel_id: 'random' });
  assert.equal((await told(user))?.typing, 'random');
  await anna.askOk('typing_stop', { channel_id: 'random' });
  assert.equal((await told(user))?.typing, undefined);
  await anna.askOk('leave_channel', { channel_id: 'random' });
  assert.equal((await told(user))?.channel, 'random', 'a leaving that may be undone is not told');
  clock.advance(1_000);
  assert.equal((await told(user))?.channel, 'general');

  clock.advance(60_000);
  await anna.say('general', 'Hello');
  const { activeAt } = (await told(user)) ?? {};
  const before = changes.length;
  await anna.say('general', 'Hello again');
  assert.equal((await told(user))?.activeAt, activeAt, 'signs of life are noted every 5 s');
  assert.equal(changes.length, before);
  clock.advance(5_000);
  await anna.say('general', 'And again');
  assert.notEqual((await told(user))?.activeAt, activeAt);
  await anna.askOk('set_profile', { username: 'Anne', status: 'away' });
  assert.deepEqual([(await told(user))?.name, (await told(user))?.status], ['Anne', 'away']);

  anna.close();
  await until(() => here.get(user.id)?.devices.length === 0);
  clock.advance(GRACE);
  assert.equal(await told(user), undefined);
  assert.deepEqual(changes.at(-1), { changed: [], gone: [user.id] });
  assert.deepEqual(await room.server.people.list(), []);
  await guest(user);
  const back = await told(user);
  assert.equal(back?.since, back?.activeAt, 'who comes back begins anew');
  assert.equal(back?.channel, undefined);
});

test('two devices are one person, the newer one first; what they run on is read from what they say', async (t) => {
  const { room, guest, told, until, here } = await watch(t);
  const user = person('Anna', { status: 'dancing' });
  await guest(user);
  assert.equal((await told(user))?.devices.length, 1);
  const pad = io(room.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: {
      'User-Agent':
        'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    },
  });
  t.after(() => {
    pad.close();
  });
  await pad.timeout(20_000).emitWithAck('join_user', { user });
  assert.deepEqual((await told(user))?.devices, [
    { address: '127.0.0.1', isHost: true, device: 'iPad', browser: 'Safari' },
    { address: '127.0.0.1', isHost: true },
  ]);
  assert.equal(here.get(user.id)?.status, 'online', 'a status that is none of ours');
  pad.close();
  await until(() => here.get(user.id)?.devices.length === 1);
  assert.equal((await told(user))?.devices[0]?.device, undefined);
});

test('verified is who has proved their secret', async (t) => {
  const { guest, told } = await watch(t);
  const [bound, open] = [person('Bound'), person('Open')];
  await guest(bound, { join: { token: 's'.repeat(40) } });
  await guest(open);
  assert.deepEqual([(await told(bound))?.verified, (await told(open))?.verified], [true, false]);
});

for (const transport of TRANSPORTS) {
  test(`the time there and back is measured soon on ${transport}, of old clients too`, async (t) => {
    const { clock, room, told } = await watch(t);
    const old = await enterAsOldClient(room.url, person('Old'), { transport });
    t.after(() => {
      old.close();
    });
    assert.equal((await told(old.user))?.devices[0]?.latencyMs, undefined);
    const pinged = new Promise((resolve) => {
      old.socket.io.once('ping', () => {
        resolve(undefined);
      });
    });
    clock.advance(FIRST_PING - GATHER);
    clock.advance(7); // the ping is under way
    await pinged;
    await old.settled(); // its answer has come
    assert.equal((await told(old.user))?.devices[0]?.latencyMs, 7);
  });
}

test('what comes and goes within one gathering is not told; what changes often is told once', async (t) => {
  const { clock, changes, guest, told } = await watch(t);
  const witness = await guest(person('Witness'));
  await told(witness.user);
  await witness.askOk('join_channel', { channel_id: 'help' });
  await told(witness.user);
  const before = changes.length;
  await witness.askOk('typing_start', { channel_id: 'help' });
  await witness.askOk('typing_stop', { channel_id: 'help' });
  await told(witness.user);
  assert.equal(changes.length, before);
  for (const channel of ['general', 'random', 'general']) {
    await witness.askOk('join_channel', { channel_id: channel });
    await witness.askOk('typing_start', { channel_id: channel });
    await witness.askOk('typing_stop', { channel_id: channel });
  }
  assert.equal(changes.length, before);
  clock.advance(GATHER);
  assert.equal(changes.length, before + 1);
  assert.deepEqual(
    changes.at(-1)?.changed.map(({ id }) => id),
    [witness.user.id],
  );
});

test('an old page’s endless leaving and joining is no news', async (t) => {
  const { clock, room, changes } = await watch(t);
  const old = await enterAsOldClient(room.url, person('Old'));
  t.after(() => {
    old.close();
  });
  old.send('join_channel', { channel_id: 'general' });
  await old.next('channel_messages');
  clock.advance(FIRST_PING);
  await old.settled();
  clock.advance(GATHER);
  const before = changes.length;
  for (let turn = 0; turn < 20; turn += 1) {
    old.send('leave_channel', { channel_id: 'general' });
    old.send('join_channel', { channel_id: 'general' });
  }
  await old.settled();
  clock.advance(GATHER);
  assert.equal(changes.length, before);
});

test('a server that does not run has nobody', async (t) => {
  const { room, guest, told } = await watch(t);
  const { user } = await guest();
  assert.ok(await told(user));
  await room.server.close();
  assert.deepEqual(await room.server.people.list(), []);
  assert.equal(await room.server.people.kick(user.id), false);
});
