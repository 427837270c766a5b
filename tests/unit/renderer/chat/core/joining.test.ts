// Coming in: first, again, under a taken name, as somebody whose secret does not fit, into another room at
// the same address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryStorage } from '../../../../../renderer/chat/core/storage.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage } from './client-fixture.ts';
import { openProxy } from './proxy.ts';

test('a guest types a name and is in; the next time they are the same person without typing', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const first = openPage(t, room.url);
  const form = await first.until(({ stage, room: known }) => stage === 'join' && known !== null, 'the form');
  assert.deepEqual([form.room?.people, form.joinProblem], [0, null]);
  await first.joined('Anna');
  assert.deepEqual([first.now.me.name, first.now.me.verified, first.now.current], ['Anna', true, 'general']);
  assert.equal(first.now.people.get(first.now.me.id)?.name, 'Anna');
  first.close();

  const again = openPage(t, room.url, { storage: first.storage });
  await again.until(({ stage }) => stage === 'room', 'in the room');
  assert.equal(again.now.me.id, first.now.me.id);
});

test('a taken name comes with a free one, and the form stays until one is taken', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  await openPage(t, room.url).joined('Anna');
  const other = openPage(t, room.url);
  other.join('Anna');
  const { joinProblem, connection } = await other.until(
    ({ joinProblem: problem }) => problem !== null,
    'the refusal',
  );
  assert.deepEqual(joinProblem, { code: 'name_taken', suggestion: 'Anna 2' });
  assert.deepEqual([connection.phase, connection.reason], ['refused', 'not_admitted']);
  await other.joined('Anna 2');
});

test('a name that cannot be used is refused with the reason', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = openPage(t, room.url);
  page.join('\u200b');
  const { joinProblem, stage } = await page.until(
    ({ joinProblem: problem }) => problem !== null,
    'the refusal',
  );
  assert.deepEqual([stage, joinProblem?.code], ['join', 'bad_name']);
});

test('whose kept secret does not fit may join as somebody new', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const first = await openPage(t, room.url).joined('Anna');
  const serverId = first.now.server?.id ?? '';
  first.close();
  const kept = (await first.storage.get(`room/${serverId}/identity`)) as object;
  await first.storage.set(`room/${serverId}/identity`, { ...kept, token: 'x'.repeat(43) });

  const page = openPage(t, room.url, { storage: first.storage });
  const { joinProblem } = await page.until(({ joinProblem: problem }) => problem !== null, 'the refusal');
  assert.deepEqual(joinProblem, { code: 'identity_taken' });
  page.joinAsSomebodyNew('Anna the second');
  await page.until(({ stage }) => stage === 'room', 'in the room');
  assert.notEqual(page.now.me.id, first.now.me.id);
});

test('another room at the same address gets neither secret nor message of the former, which finds both again', async (t) => {
  const one = await openRoom();
  t.after(() => one.close());
  const storage = createMemoryStorage(true);
  const page = await openPage(t, one.url, { storage }).joined('Anna');
  const before = page.now.me.id;

  await one.restart(async () => {
    await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
    page.send('general', 'for the first room');
    page.setDraft('general', 'half a thought');
    const other = await openRoom({ settings: { port: one.port } });
    const { joinProblem, stage, channels } = await page.until(
      ({ joinProblem: problem }) => problem !== null,
      'the form',
    );
    assert.deepEqual([stage, joinProblem, channels.size], ['join', { code: 'other_room' }, 0]);
    await page.joined('Anna');
    assert.notEqual(page.now.me.id, before);
    assert.deepEqual([page.shown('general'), page.channel('general').draft], [[], '']);
    await other.close();
  });

  await page.until(
    ({ me, channels }) => me.id === before && channels.get('general')?.messages.length === 1,
    'the first room again',
  );
  assert.deepEqual(
    [page.shown('general'), page.channel('general').draft],
    [['for the first room'], 'half a thought'],
  );
});

test('where the room is full it is tried again until somebody goes', async (t) => {
  const room = await openRoom({ settings: { maxPeople: 1 } });
  t.after(() => room.close());
  const first = await openPage(t, room.url).joined('Anna');
  const second = openPage(t, room.url);
  second.join('Ben');
  await second.until(({ joinProblem }) => joinProblem?.code === 'server_full', 'full');
  assert.equal(await room.server.people.kick(first.now.me.id), true);
  await second.until(({ stage }) => stage === 'room', 'in the room');
});

test('whom the host sends out does not come back by themselves, reads on, and knows until when', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const phases = new Set<string>();
  page.store.subscribe(() => {
    phases.add(page.now.connection.phase);
  });
  await room.server.people.kick(page.now.me.id);
  const { connection, stage, joinProblem } = await page.until(
    ({ connection: { phase } }) => phase === 'refused',
    'sent out',
  );
  assert.deepEqual([stage, joinProblem?.code, connection.reason], ['room', 'kicked', 'kicked']);
  assert.ok((connection.until ?? 0) > Date.now() + 50_000);
  page.wake();
  page.comeBack();
  assert.equal(page.now.connection.phase, 'refused');
  assert.deepEqual([...phases], ['refused']);
  // the same by a reload: refused in joining
  const reloaded = openPage(t, room.url, { storage: page.storage });
  const refused = await reloaded.until(({ joinProblem: problem }) => problem !== null, 'refused');
  assert.deepEqual([refused.joinProblem?.code, refused.connection.reason], ['kicked', 'kicked']);
});

test('who was sent out and is at the form stays there when the connection is made anew, until they join', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const network = await openProxy(t, room.port);
  const former = await openPage(t, network.url).joined('Anna');
  await room.server.people.kick(former.now.me.id);
  former.close();
  const page = openPage(t, network.url, { storage: former.storage });
  await page.until(({ joinProblem }) => joinProblem?.code === 'kicked', 'refused');
  clock.advance(61_000);
  network.cut();
  await page.until(({ connection }) => connection.phase === 'offline', 'cut');
  await page.until(({ connection }) => connection.phase === 'online', 'connected again');
  assert.deepEqual(
    [page.now.stage, page.now.joinProblem?.code, page.now.isJoining],
    ['join', 'kicked', false],
  );
  await page.joined('Anna');
});

test('leaving the device forgets the person', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.setPreferences({ sound: true });
  await page.leaveDevice();
  await page.until(({ stage, connection }) => stage === 'join' && connection.phase === 'online', 'the form');
  assert.deepEqual(
    [page.now.me.name, page.now.preferences.sound, await page.storage.list('')],
    ['', false, []],
  );
});

test('a page of another build than the server says so', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url, { build: 'yesterday' }).joined('Anna');
  assert.equal(page.now.pageIsOld, true);
  const same = await openPage(t, room.url, { build: page.now.server?.build ?? null }).joined('Ben');
  assert.equal(same.now.pageIsOld, false);
});
