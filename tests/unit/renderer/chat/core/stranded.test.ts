// What was written for a channel that is deleted meanwhile is not lost without a word.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { openPage, type TestPage } from './client-fixture.ts';

const shown = ({ now }: TestPage): [string | null, string, string][] =>
  now.stranded.map(({ entry, channel }) => [channel, entry.state, entry.content]);
const allFailed = ({ stranded }: TestPage['now']): boolean =>
  stranded.length > 0 && stranded.every(({ entry }) => entry.state === 'failed');

test('messages that wait for a channel which is deleted are kept as failed, over a reload too, until they are discarded', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.openChannel('random');
  await room.restart(async () => {
    await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
    page.send('random', 'first');
    page.send('random', 'second');
    page.send('general', 'elsewhere');
    // the host deletes the channel before the page is back
    await page.reload();
    page.close();
  });
  await room.server.channels.delete('random');
  const next = openPage(t, room.url, { storage: page.storage });
  await next.until(allFailed, 'both failed');
  await next.until(
    ({ channels }) => channels.get('general')?.messages.length === 1,
    'what was for another channel is sent',
  );
  assert.deepEqual(shown(next), [
    [null, 'failed', 'first'],
    [null, 'failed', 'second'],
  ]);
  for (const { entry } of next.now.stranded) next.discard(entry.clientId);
  assert.deepEqual(shown(next), []);
  await next.reload();
  assert.deepEqual(await next.storage.list(`room/${next.now.server?.id ?? ''}/outbox/`), []);
});

test('a channel that is deleted while one looks: its failed message stays, with the channel’s name', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.send('random', 'x'.repeat(8_001));
  await page.until(({ channels }) => channels.get('random')?.pending[0]?.state === 'failed', 'failed');
  await room.server.channels.delete('random');
  await page.until(allFailed, 'stranded');
  assert.deepEqual(
    shown(page).map(([channel, state]) => [channel, state]),
    [['random', 'failed']],
  );
});
