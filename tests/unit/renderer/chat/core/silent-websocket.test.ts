// A network that takes websockets and lets nothing through them: the page polls, and does not wait for one
// again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage } from './client-fixture.ts';
import { openProxy } from './proxy.ts';
import { FAST } from './talk.ts';

for (const [what, websockets] of [
  ['held', 'hold'],
  ['answered and then held', 'answer'],
] as const)
  test(`a websocket that is ${what}: in by polling, and at once by polling after a break`, async (t) => {
    const room = await openRoom({ settings: FAST });
    t.after(() => room.close());
    const proxy = await openProxy(t, room.port, { websockets });
    const page = await openPage(t, proxy.url).joined('Anna');
    assert.equal(proxy.transports[0], 'websocket');
    let first = 0;
    await room.restart(async () => {
      await page.until(({ connection }) => connection.phase !== 'online', 'the break is seen');
      first = proxy.transports.length;
    });
    await page.until(({ connection }) => connection.phase === 'online', 'back');
    assert.equal(proxy.transports[first], 'polling');
  });

test('where websockets work one is used, and again after a break', async (t) => {
  const room = await openRoom({ settings: FAST });
  t.after(() => room.close());
  const proxy = await openProxy(t, room.port);
  const page = await openPage(t, proxy.url).joined('Anna');
  proxy.cut();
  await page.until(({ connection }) => connection.phase !== 'online', 'the break is seen');
  await page.until(({ connection }) => connection.phase === 'online', 'back');
  assert.deepEqual(proxy.transports, ['websocket', 'websocket']);
});
