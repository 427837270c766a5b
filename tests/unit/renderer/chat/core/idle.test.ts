// Away after a while, by itself; a status that was chosen stays.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Status } from '../../../../../renderer/chat/core/model.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage, type TestPage } from './client-fixture.ts';

async function twoPeople(
  t: TestContext,
): Promise<{ anna: TestPage; seen: (status: Status) => Promise<unknown> }> {
  const room = await openRoom();
  t.after(() => room.close());
  const ben = await openPage(t, room.url).joined('Ben');
  const anna = await openPage(t, room.url, { awayAfterMs: 300 }).joined('Anna');
  return {
    anna,
    seen: (status) => ben.until(({ people }) => people.get(anna.now.me.id)?.status === status, status),
  };
}

test('nobody at the page: away for everybody; back with the first touch', async (t) => {
  const { anna, seen } = await twoPeople(t);
  await seen('away');
  anna.active();
  await seen('online');
  await seen('away');
});

test('who chose to be away stays away, whatever they touch; who is busy stays busy', async (t) => {
  const { anna, seen } = await twoPeople(t);
  await anna.setStatus('away');
  anna.active();
  await anna.setStatus('busy');
  await seen('busy');
  // what a touch would have changed has been sent before this
  assert.deepEqual(await anna.rename('Anna L'), { ok: true });
  assert.equal(anna.now.me.status, 'busy');
  await anna.setStatus('away');
  anna.active();
  assert.deepEqual(await anna.rename('Anna'), { ok: true });
  assert.equal(anna.now.me.status, 'away');
});
