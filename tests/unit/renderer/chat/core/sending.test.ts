// The outbox: kept, in order, never twice, whatever happens to the server, the connection and the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryStorage, type Storage } from '../../../../../renderer/chat/core/storage.ts';
import type { TabNews, Tabs } from '../../../../../renderer/chat/core/tabs.ts';
import type { Message } from '../../../../../protocol/message.ts';
import { openRoom, type RunningRoom } from '../../../../support/helpers/running-room.ts';
import { openPage, type TestPage } from './client-fixture.ts';

const history = async ({ url }: RunningRoom): Promise<string[]> =>
  ((await (await fetch(`${url}/api/channels/general/messages`)).json()) as Message[]).map(
    ({ content }) => content,
  );

const settled = async (page: TestPage, count: number): Promise<void> => {
  await page.until(
    ({ channels }) =>
      channels.get('general')?.pending.length === 0 && channels.get('general')?.messages.length === count,
    `${String(count)} messages and none waiting`,
  );
};

test('what is written is shown at once, and is a message of both pages', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const anna = await openPage(t, room.url).joined('Anna');
  const ben = await openPage(t, room.url).joined('Ben');
  assert.equal(anna.send('general', 'Hello'), true);
  assert.equal(anna.send('general', ' \n'), false);
  assert.deepEqual(anna.shown(), ['(sending) Hello']);
  await settled(anna, 1);
  await settled(ben, 1);
  assert.deepEqual(
    [anna.shown(), ben.shown(), await anna.storage.list(`room/${anna.now.server?.id ?? ''}/outbox/`)],
    [['Hello'], ['Hello'], []],
  );
});

/** One entry, and that has failed. */
const failed = ({ channels }: TestPage['now']): boolean =>
  channels.get('general')?.pending[0]?.state === 'failed' && channels.get('general')?.pending.length === 1;

test('what was written while the server was away goes out when it is back, in order and once', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const wanted = Array.from({ length: 20 }, (_, index) => `message ${String(index)}`);
  for (const text of wanted.slice(0, 10)) page.send('general', text);
  await room.restart(async () => {
    await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
    for (const text of wanted.slice(10)) page.send('general', text);
  });
  await settled(page, 20);
  assert.deepEqual([page.shown(), await history(room)], [wanted, wanted]);
});

test('a page that goes leaves its unsent messages to the next one', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const storage = createMemoryStorage(true);
  let reloads = 0;
  const page = await openPage(t, room.url, {
    storage,
    onReload() {
      reloads += 1;
    },
  }).joined('Anna');
  await room.restart(async () => {
    await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
    page.send('general', 'one');
    page.send('general', 'two');
    await page.reload();
    assert.equal(reloads, 1);
    page.close();
  });
  const next = openPage(t, room.url, { storage });
  await settled(next, 2);
  assert.deepEqual(
    [next.shown(), await history(room)],
    [
      ['one', 'two'],
      ['one', 'two'],
    ],
  );
});

test('what the server will never take has failed with its reason, is kept so, can be tried again and discarded', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.send('general', 'x'.repeat(8_001));
  page.send('general', 'short');
  await page.until(failed, 'failed');
  assert.equal(page.channel().pending[0]?.reason, 'too_long');
  page.close();

  const next = openPage(t, room.url, { storage: page.storage });
  await next.until(failed, 'failed still');
  const { clientId } = next.channel().pending[0] ?? { clientId: '' };
  next.retry(clientId);
  assert.equal(next.channel().pending[0]?.state, 'sending');
  await next.until(failed, 'failed again');
  next.discard(clientId);
  await settled(next, 1);
  assert.deepEqual(next.shown(), ['short']);
});

test('more than the server takes at once waits as long as it asks for, and arrives in order', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const wanted = Array.from({ length: 36 }, (_, index) => `message ${String(index)}`);
  for (const text of wanted) page.send('general', text);
  await page.until(
    ({ channels }) => channels.get('general')?.pending[0]?.reason === 'rate_limited',
    'slowed down',
  );
  await settled(page, 36);
  assert.deepEqual(await history(room), wanted);
});

test('nothing is sent before it is kept', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const memory = createMemoryStorage(true);
  const kept = Promise.withResolvers<void>();
  const storage: Storage = {
    ...memory,
    async set(key, value) {
      if (key.includes('/outbox/')) await kept.promise;
      await memory.set(key, value);
    },
  };
  const anna = await openPage(t, room.url, { storage }).joined('Anna');
  const ben = await openPage(t, room.url).joined('Ben');
  anna.send('general', 'first written');
  ben.send('general', 'first stored');
  await settled(ben, 1);
  assert.deepEqual(await history(room), ['first stored']);
  kept.resolve();
  await settled(anna, 2);
});

/** Tabs of one browser. */
function tabsOf(): () => Tabs {
  const listeners: { self: object; listener: (news: TabNews) => void }[] = [];
  return () => {
    const self = {};
    return {
      tell(news) {
        queueMicrotask(() => {
          for (const each of listeners) if (each.self !== self) each.listener(news);
        });
      },
      onNews(listener) {
        listeners.push({ self, listener });
      },
      close() {
        listeners.splice(0, listeners.length, ...listeners.filter((each) => each.self !== self));
      },
    };
  };
}

/** Two pages of one person in one browser. */
async function twoTabs(
  t: Parameters<typeof openPage>[0],
  room: RunningRoom,
  storage: Storage,
  tabs: (() => Tabs) | undefined,
): Promise<[TestPage, TestPage]> {
  const options = (): Parameters<typeof openPage>[2] => ({ storage, ...(tabs && { tabs: tabs() }) });
  const one = await openPage(t, room.url, options()).joined('Anna');
  const two = openPage(t, room.url, options());
  await two.until(({ stage }) => stage === 'room', 'in the room');
  return [one, two];
}

for (const known of [true, false]) {
  test(`two tabs of one person ${known ? 'that know' : 'that do not know'} of each other store each message once`, async (t) => {
    const room = await openRoom();
    t.after(() => room.close());
    const [one, two] = await twoTabs(t, room, createMemoryStorage(true), known ? tabsOf() : undefined);
    assert.equal(one.now.me.id, two.now.me.id);
    await room.restart(async () => {
      for (const page of [one, two])
        await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
      for (const text of ['a', 'b', 'c']) one.send('general', text);
      // the second tab learns of them, as after a reload: both send them
      one.leaving();
      two.send('general', 'd');
      if (known)
        await two.until(
          ({ channels }) => channels.get('general')?.pending.length === 4,
          'the entries of the other tab',
        );
    });
    for (const page of [one, two]) await settled(page, 4);
    const stored = await history(room);
    assert.deepEqual([...stored].toSorted(), ['a', 'b', 'c', 'd']);
    assert.deepEqual([one.shown(), two.shown()], [stored, stored]);
    assert.deepEqual(
      stored.filter((text) => text !== 'd'),
      ['a', 'b', 'c'],
    );
  });
}

test('leaving the device in one tab takes the others out', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const [one, two] = await twoTabs(t, room, createMemoryStorage(true), tabsOf());
  await one.leaveDevice();
  for (const page of [one, two])
    await page.until(({ stage, me }) => stage === 'join' && me.id === '', 'the form');
});

test('where nothing can be kept it is said, and sending works all the same', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const denied: Storage = { ...createMemoryStorage(), set: () => Promise.reject(new Error('denied')) };
  const page = await openPage(t, room.url, { storage: denied }).joined('Anna');
  assert.equal(page.now.storageDenied, true);
  page.send('general', 'Hello');
  await settled(page, 1);
});
