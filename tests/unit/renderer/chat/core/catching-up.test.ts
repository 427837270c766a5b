// Following the channels: nothing missing, nothing twice, whatever the connection does; what is unread; long
// histories; channels that come and go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WINDOW } from '../../../../../renderer/chat/core/model.ts';
import { createConditions } from '../../../../support/helpers/conditions.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage } from './client-fixture.ts';
import { openProxy } from './proxy.ts';
import { caughtUp, FAST, numbered, say, speaker } from './talk.ts';

test('what was said while the connection was cut again and again is there once and in order', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const network = await openProxy(t, room.port);
  const ben = await speaker(t, room);
  const page = await openPage(t, network.url).joined('Anna');
  page.setAtNewest(true);
  for (let round = 0; round < 8; round += 1) {
    const said = say(ben, round * 20 + 1, round * 20 + 20);
    network.cut();
    page.send('general', `mine ${String(round)}`);
    await said;
    page.wake();
  }
  await page.until(({ channels }) => channels.get('general')?.pending.length === 0, 'all sent');
  await caughtUp(page, 168);
  assert.deepEqual(
    page.channel().messages.map(({ seq }) => seq),
    Array.from(
      { length: page.channel().messages.length },
      (_, index) => 169 - page.channel().messages.length + index,
    ),
  );
  assert.deepEqual(
    page
      .shown()
      .filter((text) => text.startsWith('mine'))
      .toSorted(),
    Array.from({ length: 8 }, (_, round) => `mine ${String(round)}`),
  );
});

test('a connection that is dead without a word is found out by waking, and made anew', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const network = await openProxy(t, room.port);
  const page = await openPage(t, network.url).joined('Anna');
  network.freeze();
  await (await speaker(t, room)).say('general', 'unheard');
  page.wake();
  await caughtUp(page, 1);
  assert.deepEqual(page.shown(), ['unheard']);
});

test('more than can be told one by one: whoever reads the newest gets the newest, and whoever reads far up stays there and reads on without a hole', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const ben = await speaker(t, room);
  await say(ben, 1, 200);
  const network = await openProxy(t, room.port);
  const low = await openPage(t, network.url).joined('Anna');
  const high = await openPage(t, network.url).joined('Cem');
  low.setAtNewest(true);
  high.loadOlder('general');
  await high.until(({ channels }) => channels.get('general')?.messages.length === 150, 'an older page');
  network.down();
  await say(ben, 201, 900);
  network.up();
  for (const page of [low, high]) page.wake();
  await Promise.all([low, high].map((page) => caughtUp(page, 900)));
  assert.deepEqual(
    [low.shown(), low.channel().hasNewer, low.channel().newSince],
    [numbered(851, 900), false, 200],
  );
  assert.deepEqual(
    [high.shown(), high.channel().hasNewer, high.channel().unread],
    [numbered(51, 200), true, 700],
  );
  while (high.channel().hasNewer) {
    high.loadNewer('general');
    await high.until(({ channels }) => channels.get('general')?.loading === null, 'loaded');
  }
  assert.deepEqual(high.shown(), numbered(51, 900));
});

test('what other people say elsewhere is unread, and mentions are counted; opening and seeing it reads it', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const ben = await speaker(t, room);
  const page = await openPage(t, room.url).joined('Anna');
  for (const text of ['one', 'hey @anna!', 'mail me at x@anna.example, @Annabel', 'ask (@Anna)'])
    await ben.say('random', text);
  await caughtUp(page, 4, 'random');
  const { unread, mentions, newSince } = page.channel('random');
  assert.deepEqual([unread, mentions, newSince], [4, 2, null]);

  page.openChannel('random');
  await caughtUp(page, 4, 'random');
  assert.deepEqual([page.channel('random').unread, page.channel('random').newSince], [4, 0]);
  page.setAtNewest(true);
  assert.deepEqual(
    [page.channel('random').unread, page.channel('random').mentions, page.channel('random').newSince],
    [0, 0, 0],
  );
});

test('what was unread is so after a reload too, in channels that were never opened on this page', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const ben = await speaker(t, room);
  await ben.say('random', 'before');
  const page = await openPage(t, room.url).joined('Anna');
  assert.equal(page.channel('random').unread, 0);
  page.setDraft('random', 'half a thought');
  await page.reload();
  page.close();
  await ben.say('random', 'hello');
  await ben.say('random', '@Anna');
  await ben.say('general', 'there');

  const next = openPage(t, room.url, { storage: page.storage });
  await caughtUp(next, 3, 'random');
  await caughtUp(next, 1);
  const { unread, mentions, draft } = next.channel('random');
  assert.deepEqual([unread, mentions, draft, next.channel().newSince], [2, 1, 'half a thought', 0]);
});

test('a long history is read up to its beginning and down again, with a bounded window and no hole', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const ben = await speaker(t, room);
  for (let from = 1; from <= 2_400; from += 200) await say(ben, from, from + 199);
  const page = await openPage(t, room.url).joined('Anna');
  assert.equal(page.channel().messages.length, 50);
  const quiet = async (): Promise<void> => {
    await page.until(({ channels }) => channels.get('general')?.loading === null, 'loaded');
  };
  const check = (): void => {
    const { messages } = page.channel();
    assert.ok(messages.length <= WINDOW);
    const first = messages[0]?.seq ?? 0;
    assert.deepEqual(
      messages.map(({ content }) => content),
      numbered(first, first + messages.length - 1),
    );
  };
  for (let pages = 0; page.channel().hasOlder; pages += 1) {
    assert.ok(pages < 30);
    page.loadOlder('general');
    await quiet();
    check();
  }
  assert.deepEqual([page.channel().messages[0]?.seq, page.channel().hasNewer], [1, true]);
  // what is said meanwhile belongs to the other end
  await ben.say('general', 'message 2401');
  await caughtUp(page, 2_401);
  check();
  for (let pages = 0; page.channel().hasNewer; pages += 1) {
    assert.ok(pages < 30);
    page.loadNewer('general');
    await quiet();
    check();
  }
  assert.equal(page.channel().messages.at(-1)?.content, 'message 2401');
  for (let pages = 0; !page.channel().hasNewer; pages += 1) {
    page.loadOlder('general');
    await quiet();
  }
  page.jumpToNewest('general');
  await quiet();
  check();
  assert.deepEqual([page.channel().messages.at(-1)?.seq, page.channel().hasNewer], [2_401, false]);
});

test('channels come, change and go; the open one that goes makes room for the first', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const ben = await speaker(t, room);
  await room.server.channels.create({ id: 'new', name: 'New' });
  await page.until(({ channels }) => channels.get('new')?.sync === 'live', 'the new channel');
  await ben.say('new', 'first');
  await caughtUp(page, 1, 'new');
  page.openChannel('new');
  await room.server.channels.change('new', { description: 'What is new' });
  await page.until(({ channels }) => channels.get('new')?.topic === 'What is new', 'the topic');
  await room.server.channels.delete('new');
  await page.until(({ current }) => current === 'general', 'the first channel');
  assert.equal(page.now.deletedChannel, 'New');
  page.openChannel('random');
  assert.equal(page.now.deletedChannel, null);
});

test('the host sees in which channel a guest is, although the page follows them all', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const where = createConditions();
  let here = await room.server.people.list();
  const look = async (): Promise<void> => {
    here = await room.server.people.list();
    where.changed();
  };
  room.server.events.on('people', () => void look());
  for (const id of ['random', 'help', 'general', 'random']) {
    page.openChannel(id);
    await where.until(
      () => here[0]?.channel === id || undefined,
      () => `${id}; now ${JSON.stringify(here)}`,
    );
  }
});

test('people come, type, say it, and go', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const ben = await openPage(t, room.url).joined('Ben');
  const { id } = ben.now.me;
  await page.until(({ people }) => people.get(id)?.name === 'Ben', 'Ben');
  ben.typing('general', true);
  await page.until(({ channels }) => channels.get('general')?.typing[0] === id, 'typing');
  ben.send('general', 'Hello');
  await caughtUp(page, 1);
  await page.until(({ channels }) => channels.get('general')?.typing.length === 0, 'typing no more');
  assert.deepEqual(await ben.rename('Anna'), {
    ok: false,
    code: 'name_taken',
    message: 'Somebody else has the name Anna',
    suggestion: 'Anna 2',
  });
  assert.deepEqual(await ben.rename('Benno'), { ok: true });
  assert.deepEqual(await ben.setStatus('away'), { ok: true });
  await page.until(
    ({ people }) => people.get(id)?.name === 'Benno' && people.get(id)?.status === 'away',
    'Benno, away',
  );
  ben.close();
  await page.until(({ people }) => !people.has(id), 'gone');
});
