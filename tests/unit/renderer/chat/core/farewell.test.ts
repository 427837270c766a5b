// Why the server went: as it said itself.
import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { closingCodeOf } from '../../../../../protocol/farewell.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage, type TestPage } from './client-fixture.ts';
import { openProxy } from './proxy.ts';

const isOffline = ({ connection: { phase } }: { connection: { phase: string } }): boolean =>
  phase === 'offline';

/** What the server said before has arrived too. */
async function sent(page: TestPage, text: string): Promise<void> {
  page.send('general', text);
  await page.until(({ channels }) => channels.get('general')?.messages.at(-1)?.content === text, text);
}

/** A page that was told that the host's computer goes to sleep, and a network to cut. */
async function goodNight(t: TestContext) {
  const room = await openRoom();
  t.after(() => room.close());
  const proxy = await openProxy(t, room.port);
  const page = await openPage(t, proxy.url).joined('Anna');
  await room.server.suspend();
  await sent(page, 'good night');
  return { room, proxy, page };
}

for (const code of ['stopping', 'restarting'] as const) {
  test(`a server that is ${code} says so`, async (t) => {
    const room = await openRoom();
    t.after(() => room.close());
    const page = await openPage(t, room.url).joined('Anna');
    await room.server.close('These words mean nothing: sleep', code);
    assert.equal((await page.until(isOffline, 'offline')).connection.reason, code);
  });
}

suite('a computer that goes to sleep', () => {
  test('is what the page believes when the connection breaks', async (t) => {
    const { proxy, page } = await goodNight(t);
    proxy.down();
    assert.equal((await page.until(isOffline, 'offline')).connection.reason, 'sleeping');
  });

  test('and did not, or woke: what breaks later has another reason', async (t) => {
    const { room, proxy, page } = await goodNight(t);
    // looks who is still there, by a ping
    await room.server.resume();
    await sent(page, 'good morning');
    proxy.down();
    assert.equal((await page.until(isOffline, 'offline')).connection.reason, 'unreachable');
  });
});

test('codes of other versions: none and an unknown one are a stop', () => {
  assert.equal(closingCodeOf({ reason: 'x', code: 'sleeping' }), 'sleeping');
  for (const odd of [{ reason: 'an older server' }, { reason: 'x', code: 'moving' }, null, 'x', undefined])
    assert.equal(closingCodeOf(odd), 'stopping');
});
