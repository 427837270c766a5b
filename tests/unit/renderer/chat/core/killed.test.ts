// kill -9 of the server's process while both write: what was written is in the log once, and both pages show
// the log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../../../protocol/message.ts';
import { makeFolder } from '../../../../robustness/fault/scratch.ts';
import { launchServer } from '../../../../robustness/fault/server-process.ts';
import { claimPort } from '../../../../support/helpers/claimed-port.ts';
import { openPage } from './client-fixture.ts';

const ROUNDS = 2;
const EACH = 15;

test('a server that is killed again and again loses and doubles nothing', async (t) => {
  const folder = makeFolder('chat-page');
  t.after(() => {
    folder.remove();
  });
  const { port, release } = await claimPort();
  t.after(release);
  const url = `http://127.0.0.1:${String(port)}`;
  let server = launchServer();
  t.after(() => server.kill());
  await server.start({ data: folder.path, port });
  const pages = [await openPage(t, url).joined('Anna'), await openPage(t, url).joined('Ben')];
  for (const page of pages) page.setAtNewest(true);

  for (let round = 0; round < ROUNDS; round += 1) {
    const successor = launchServer();
    for (let number = 0; number < EACH; number += 1)
      for (const page of pages) page.send('general', `${page.now.me.name} ${String(round * EACH + number)}`);
    // some of them are on their way
    await pages[0]?.until(
      ({ channels }) => (channels.get('general')?.lastSeq ?? 0) > round * EACH * 2,
      'the first is stored',
    );
    await server.kill();
    server = successor;
    await server.start({ data: folder.path, port });
    for (const page of pages) page.wake();
  }
  const all = ROUNDS * EACH * 2;
  for (const page of pages)
    await page.until(
      ({ channels }) =>
        channels.get('general')?.lastSeq === all && channels.get('general')?.pending.length === 0,
      'everything',
    );
  const log = (await (await fetch(`${url}/api/channels/general/messages`)).json()) as Message[];
  for (const page of pages) {
    const { name } = page.now.me;
    assert.deepEqual(
      log.map(({ content }) => content).filter((text) => text.startsWith(name)),
      Array.from({ length: ROUNDS * EACH }, (_, index) => `${name} ${String(index)}`),
    );
    assert.deepEqual(page.channel().messages, log);
  }
});
