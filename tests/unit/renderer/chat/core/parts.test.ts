// Parts of the page in files of their own: not asked for while the server is away, or has others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage } from './client-fixture.ts';

/** A file that is there, and how often it was asked for. */
function file() {
  const asked = { times: 0 };
  const load = (): Promise<string> => {
    asked.times += 1;
    return Promise.resolve('part');
  };
  return { asked, load };
}

test('a part is fetched once, however often it is wanted', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { build } = (await (await fetch(`${room.url}/api/room`)).json()) as { build: string };
  const page = openPage(t, room.url, { build });
  const { asked, load } = file();
  assert.deepEqual(await Promise.all([page.loadPart(load), page.loadPart(load)]), ['part', 'part']);
  assert.deepEqual([await page.loadPart(load), asked.times], ['part', 1]);
});

test('while the server is away its files are not asked for: browsers would not forget that they failed', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  const { asked, load } = file();
  await room.restart(async () => {
    await assert.rejects(page.loadPart(load));
    assert.deepEqual([asked.times, page.now.pageIsOld, page.now.pageIsIncomplete], [0, false, false]);
  });
  assert.equal(await page.loadPart(load), 'part');
});

test('a server of another build has other files: the page is old', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = openPage(t, room.url, { build: 'before' });
  const { asked, load } = file();
  await assert.rejects(page.loadPart(load));
  assert.deepEqual([asked.times, page.now.pageIsOld], [0, true]);
});

test('a file that the server does not give makes the page incomplete, also for the next person on it', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  await assert.rejects(
    page.loadPart(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))),
    TypeError,
  );
  assert.deepEqual([page.now.pageIsOld, page.now.pageIsIncomplete], [false, true]);
  await page.leaveDevice();
  assert.equal(page.now.pageIsIncomplete, true);
});
