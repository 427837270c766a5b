// Closing while people go on talking: it ends, and what was said yes to is there.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Message } from '../../../../protocol/message.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { slowDisk } from '../../../support/helpers/slow-disk.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

test('who never stops sending does not keep the server from closing, and is told that it was not stored', async (t) => {
  const disk = slowDisk('general.jsonl');
  const room = await openRoom({ fs: disk.fs, settings: { limits: false } });
  t.after(async () => {
    disk.go();
    await room.close();
  });
  const clients = await Promise.all(['A', 'B', 'C', 'D'].map((name) => enter(room.url, person(name))));
  t.after(() => {
    for (const client of clients) client.close();
  });
  const stored: Message[] = [];
  const refused = new Set<string>();
  const { promise: enough, resolve: haveEnough } = Promise.withResolvers<void>();
  const { promise: someRefused, resolve: haveRefused } = Promise.withResolvers<void>();
  let isOver = false;
  let sent = 0;
  // always hundreds on their way, whatever is answered
  const send = (client: (typeof clients)[number]): void => {
    if (isOver) return;
    sent += 1;
    client.socket.emit(
      'send_message',
      { channel_id: 'general', message: { content: `m${String(sent)}` } },
      (answer: { ok: boolean; message: Message; error: { code: string } }) => {
        if (answer.ok) {
          stored.push(answer.message);
          if (stored.length > 2_000) haveEnough();
        } else {
          refused.add(answer.error.code);
          haveRefused();
        }
        send(client);
      },
    );
  };
  for (const client of clients) {
    client.socket
      .once('server_closing', () => {
        send(client);
      })
      .once('disconnect', () => {
        isOver = true;
      });
    for (let count = 0; count < 500; count += 1) send(client);
  }
  await enough;
  // so that it is closing for long enough that what comes meanwhile arrives
  disk.slow();
  await disk.reached;
  const before = stored.length;
  const closing = room.server.close();
  await someRefused;
  disk.go();
  await closing;
  assert.ok(isOver);
  assert.deepEqual([...refused], ['closing']);
  // what was on its way is stored; what came later is refused
  assert.ok(
    stored.length <= before + 4 * 500,
    `${String(stored.length - before)} more were stored while it closed`,
  );
  const log = await readFile(join(room.folder, 'channels', 'general.jsonl'), 'utf8');
  const ids = new Set(
    log
      .split('\n')
      .slice(1, -1)
      .map((line) => (JSON.parse(line) as { message: Message }).message.id),
  );
  assert.deepEqual(
    stored.filter(({ id }) => !ids.has(id)),
    [],
  );
});
