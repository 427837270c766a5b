// Opening a channel: what is there at once, and from where one reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage } from './client-fixture.ts';
import { caughtUp, FAST, numbered, say, speaker } from './talk.ts';

for (const { news, shown } of [
  { news: 0, shown: numbered(71, 120) },
  { news: 20, shown: numbered(91, 140) },
  // more than a page: from where one left
  { news: 70, shown: numbered(121, 190) },
]) {
  test(`who comes back to ${String(news)} new messages reads on where they were`, async (t) => {
    const room = await openRoom({ settings: FAST });
    t.after(() => room.close());
    const ben = await speaker(t, room);
    await say(ben, 1, 120);
    const page = await openPage(t, room.url).joined('Anna');
    await caughtUp(page, 120);
    page.setAtNewest(true);
    await page.reload();
    page.close();
    if (news > 0) await say(ben, 121, 120 + news);

    const next = openPage(t, room.url, { storage: page.storage });
    await caughtUp(next, 120 + news);
    const { unread, newSince, hasOlder } = next.channel();
    assert.deepEqual(
      [next.shown(), unread, newSince, hasOlder],
      [shown, news, news === 0 ? null : 120, true],
    );
  });
}

test('a channel that is about to be opened is there when it is, and goes on with what is said meanwhile', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const ben = await speaker(t, room);
  await say(ben, 1, 80, 'random');
  const page = await openPage(t, room.url).joined('Anna');
  assert.deepEqual(page.shown('random'), []);
  page.expectChannel('random');
  await page.until(() => page.shown('random').length > 0, 'random is here');
  assert.deepEqual([page.shown('random'), page.channel('random').hasOlder], [numbered(31, 80), true]);

  await say(ben, 81, 82, 'random');
  await caughtUp(page, 82, 'random');
  page.openChannel('random');
  assert.deepEqual(page.shown('random'), numbered(31, 82));
  await caughtUp(page, 82, 'random');
  assert.deepEqual(page.shown('random'), numbered(31, 82));
});

test('to expect a channel that is opened at once, is empty or unknown changes nothing', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const ben = await speaker(t, room);
  await say(ben, 1, 80, 'random');
  const page = await openPage(t, room.url).joined('Anna');
  for (const id of ['help', 'nowhere', 'general']) page.expectChannel(id);
  assert.equal(page.channel('help').loading, null);
  page.expectChannel('random');
  page.openChannel('random');
  await caughtUp(page, 80, 'random');
  assert.deepEqual(page.shown('random'), numbered(31, 80));
});
