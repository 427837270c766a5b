import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { encodeLine } from '../../../../../server/store/log/log-line.ts';
import { messageLine, newFolder, newLog, open, pageBefore } from './log-writer.ts';

test('damaged stretches are skipped and noted once, with their place', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  log.addMany(3);
  const first = log.write('rubbish\nmore rubbish\n');
  const { message } = log.add();
  const line = messageLine({ ...message, id: 'id 5', seq: 5 });
  const second = log.write(line.replace('text', 'tixt'));
  log.write(messageLine({ ...message, id: 'id 6', seq: 6 }));
  const opened = await open(t, folder);
  log.follow(opened.index);
  assert.deepEqual(
    (await pageBefore(opened.index, 'general', 'id 6', 10))?.map(({ seq }) => seq),
    [1, 2, 3, 4],
  );
  const noted = [first, second].map(({ from, bytes }) => ({
    level: 'error',
    event: 'log-damaged',
    channel: 'general',
    offset: from,
    length: bytes.length,
  }));
  const missing = { event: 'messages-missing', count: 1, first_seq: 5, last_seq: 5 };
  assert.deepEqual(opened.notes, [...noted, { level: 'error', channel: 'general', ...missing }]);
  await opened.index.close();
  const again = await open(t, folder);
  log.follow(again.index);
  await again.index.whole();
  assert.deepEqual(again.notes, []);
});

test('a lost newline costs nothing, also the last one', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { message } = log.add();
  log.write(messageLine({ ...message, id: 'id 2', seq: 2 }).trimEnd());
  log.write(messageLine({ ...message, id: 'id 3', seq: 3 }).trimEnd());
  const { index, notes } = await open(t, folder);
  log.follow(index);
  assert.deepEqual(
    (await pageBefore(index, 'general', 'id 3', 10))?.map(({ seq }) => seq),
    [1, 2],
  );
  assert.deepEqual(notes, []);
});

test('the first of two records with the same number or message id counts; of two with the same client id it is found', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { message } = log.add({ client_id: 'c' });
  log.write(messageLine({ ...message, id: 'other', content: 'same number' }));
  log.write(messageLine({ ...message, seq: 2, content: 'same id' }));
  const third = { ...message, seq: 3, id: 'id 3', content: 'same client id' };
  log.write(messageLine(third));
  const { index, notes } = await open(t, folder);
  log.follow(index);
  assert.deepEqual(await index.message('general', 'id 1'), message);
  assert.equal(await index.message('general', 'other'), undefined);
  assert.deepEqual(await index.message('general', 'id 3'), third);
  assert.deepEqual(await index.findByClientId('general', 'anna', 'c'), message);
  assert.deepEqual(await index.counts('2000-01-01T00:00:00Z'), {
    total: 2,
    since: 2,
    channels: { general: 2 },
  });
  assert.deepEqual(notes, [
    { level: 'warn', event: 'log-duplicates-ignored', channel: 'general', count: 2, first_seq: 1 },
  ]);
});

test('a damaged header: its messages count, and it is not read again at each start', async (t) => {
  const folder = newFolder(t);
  const broken = newLog(folder, 'broken');
  broken.addMany(2);
  const bytes = readFileSync(broken.path);
  bytes[15] = (bytes[15] ?? 0) ^ 1;
  writeFileSync(broken.path, bytes);
  const first = await open(t, folder);
  broken.follow(first.index);
  assert.notEqual(await first.index.message('broken', 'id 2'), undefined);
  assert.deepEqual(first.events(), ['log-damaged']);
  await first.index.close();
  const second = await open(t, folder);
  broken.follow(second.index);
  assert.notEqual(await second.index.message('broken', 'id 2'), undefined);
  assert.deepEqual(second.events(), []);
});

test('good records that are no messages are passed over and noted', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { message } = log.add();
  for (const record of [
    { seq: 2, kind: 'sneeze' },
    { seq: -1, kind: 'message', message },
    { seq: 2 ** 32, kind: 'message', message },
    { seq: 3, kind: 'message' },
  ]) {
    log.write(encodeLine(record));
  }
  log.write(encodeLine({ kind: 'message', message: { ...message, id: 'id 5' }, seq: 4 }));
  const { index, notes } = await open(t, folder);
  log.follow(index);
  assert.deepEqual(await index.message('general', 'id 5'), { ...message, id: 'id 5' });
  assert.deepEqual(
    notes.map(({ event, count }) => [event, count]),
    [['log-records-unknown', 4]],
  );
});

test('a line longer than a slice is read; megabytes without a newline are rubbish, and what follows is not', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { message } = log.add({ content: 'ü'.repeat(700_000) });
  const { from, bytes } = log.write(Buffer.concat([Buffer.alloc(20_000_000)]));
  const { message: after } = log.add({ content: 'straight after, without a newline' });
  log.write('\n');
  log.addMany(10);
  const { index, notes } = await open(t, folder);
  log.follow(index);
  assert.deepEqual(await index.message('general', message.id), message);
  assert.deepEqual(await index.message('general', after.id), after);
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 12);
  const damaged = notes.filter(({ event }) => event === 'log-damaged');
  assert.equal(damaged[0]?.['offset'], from);
  assert.equal(
    damaged.reduce((sum, { length }) => sum + Number(length), 0),
    bytes.length + 1,
  );
});
