import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { newFolder, newLog, open, pageBefore } from './log-writer.ts';

const file = (name: string): FileRecord => ({
  id: name,
  filename: name,
  unique_filename: `uuid_${name}`,
  size: 1,
  type: 'text/plain',
  url: `/api/files/uuid_${name}`,
  thumbnail_url: null,
  uploaded_at: '2026-01-01T00:00:00.000Z',
});

test('messages are found by id, by client id, and in pages', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const written = Array.from(
    { length: 30 },
    (_, at) => log.add({ client_id: `c${String(at)}`, user_id: at % 2 ? 'ben' : 'anna' }).message,
  );
  const { index, notes } = await open(t, folder);
  log.follow(index);
  assert.deepEqual(await index.findByClientId('general', 'ben', 'c3'), written[3]);
  assert.equal(await index.findByClientId('general', 'anna', 'c3'), undefined);
  assert.deepEqual(await index.message('general', 'id 30'), written[29]);
  assert.equal(await index.message('general', 'id 31'), undefined);
  assert.deepEqual(await pageBefore(index, 'general', 'id 21', 5), written.slice(15, 20));
  assert.deepEqual(await pageBefore(index, 'general', 'id 3', 5), written.slice(0, 2));
  assert.deepEqual(await pageBefore(index, 'general', 'id 1', 5), []);
  assert.equal(await pageBefore(index, 'general', 'id 99', 5), undefined);
  assert.deepEqual(notes, []);
});

test('a page is as long as it may be in bytes, and says whether there is more', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const written = Array.from({ length: 10 }, () => log.add({ content: 'ü'.repeat(1_000) }).message);
  const { index } = await open(t, folder);
  log.follow(index);
  const size = Buffer.byteLength(JSON.stringify(written[0])) + 1;
  for (const { limit, bytes, expected } of [
    { limit: 9, bytes: Infinity, expected: 9 },
    { limit: 200, bytes: Infinity, expected: 9 },
    { limit: 8, bytes: Infinity, expected: 8 },
    { limit: 200, bytes: 4 * size, expected: 4 },
    { limit: 200, bytes: 5 * size - 1, expected: 4 },
    // one there must be, or nobody would get past it
    { limit: 200, bytes: 1, expected: 1 },
  ]) {
    const page = await index.pageBefore('general', 'id 10', { limit, bytes });
    assert.deepEqual(JSON.parse(page?.json ?? ''), written.slice(9 - expected, 9));
    assert.equal(page?.hasMore, expected < 9);
  }
});

test('channels are separate: the same message id and client id in two of them', async (t) => {
  const folder = newFolder(t);
  const [a, b] = [newLog(folder, 'a'), newLog(folder, 'b')];
  const inA = a.add({ content: 'in a', client_id: 'c' }).message;
  const inB = b.add({ content: 'in b', client_id: 'c' }).message;
  const { index } = await open(t, folder);
  a.follow(index);
  b.follow(index);
  assert.deepEqual(await index.message('a', 'id 1'), inA);
  assert.deepEqual(await index.message('b', 'id 1'), inB);
  assert.deepEqual(await index.findByClientId('b', 'anna', 'c'), inB);
  assert.deepEqual(await pageBefore(index, 'b', 'id 1', 10), []);
});

test('a batch is known as soon as it was told, whether it is saved yet or not', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { index } = await open(t, folder);
  log.follow(index);
  await index.whole();
  for (let number = 0; number < 200; number += 1) {
    const { message, from, bytes } = log.add({ client_id: `c${String(number)}` });
    index.apply('general', from, bytes);
    assert.deepEqual(await index.findByClientId('general', 'anna', `c${String(number)}`), message);
    if (number % 10 === 0) assert.deepEqual(await index.message('general', message.id), message);
  }
  assert.equal((await pageBefore(index, 'general', 'id 200', 500))?.length, 199);
});

test('the caller may use its buffer again at once', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { index } = await open(t, folder);
  log.follow(index);
  await index.whole();
  const { message, from, bytes } = log.add();
  const buffer = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
  index.apply('general', from, buffer.subarray(6, 6 + bytes.length));
  buffer.fill(0);
  assert.deepEqual(await index.message('general', message.id), message);
});

test('a batch that does not continue what is known makes the index read the log itself', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const { index, notes } = await open(t, folder);
  log.follow(index);
  await index.whole();
  log.addMany(50);
  const { message, from, bytes } = log.add();
  index.apply('general', from, bytes);
  assert.deepEqual(await index.message('general', message.id), message);
  assert.equal((await pageBefore(index, 'general', message.id, 100))?.length, 50);
  // again, and older than what is known
  index.apply('general', from, bytes);
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 51);
  assert.deepEqual(notes, []);
});

test('file references, people and counts', async (t) => {
  const folder = newFolder(t);
  const [a, b] = [newLog(folder, 'a'), newLog(folder, 'b')];
  a.add({ type: 'file', file: file('plan.pdf'), user_id: 'ben' });
  a.addMany(2);
  b.add({ type: 'file', file: file('ü.txt'), user_id: 'cleo' });
  const { index } = await open(t, folder);
  a.follow(index);
  b.follow(index);
  assert.deepEqual(
    await index.referencedFiles(['uuid_ü.txt', 'uuid_none', 'uuid_plan.pdf']),
    new Set(['uuid_ü.txt', 'uuid_plan.pdf']),
  );
  assert.deepEqual(await Promise.all(['anna', 'ben', 'cleo', 'dora'].map((id) => index.hasUser(id))), [
    true,
    true,
    true,
    false,
  ]);
  assert.deepEqual(await index.counts('2026-01-01T00:02:00.000Z'), {
    total: 4,
    since: 2,
    channels: { a: 3, b: 1 },
  });
  const { from, bytes } = b.add({ user_id: 'dora' });
  index.apply('b', from, bytes);
  assert.equal(await index.hasUser('dora'), true);
  assert.deepEqual((await index.counts('2026-01-01T00:02:00.000Z')).channels, { a: 3, b: 2 });
});

test('a channel that is not followed: no messages, but no guess about a client id', async (t) => {
  const folder = newFolder(t);
  const { index } = await open(t, folder);
  assert.equal(await index.message('nowhere', 'id 1'), undefined);
  assert.equal(await pageBefore(index, 'nowhere', 'id 1', 5), undefined);
  await assert.rejects(index.findByClientId('nowhere', 'anna', 'c'), /does not follow channel nowhere/);
});

test('a forgotten channel is gone at once, and one of the same name begins anew', async (t) => {
  const folder = newFolder(t);
  const [old, other] = [newLog(folder, 'x'), newLog(folder, 'other')];
  old.add({ type: 'file', file: file('a.txt'), user_id: 'ben' });
  old.addMany(5000);
  other.add();
  const { index } = await open(t, folder);
  old.follow(index);
  other.follow(index);
  await index.whole();
  index.forget('x');
  assert.equal(await index.message('x', 'id 1'), undefined);
  assert.deepEqual(await index.referencedFiles(['uuid_a.txt']), new Set());
  assert.equal(await index.hasUser('ben'), false);
  assert.deepEqual(await index.counts('2000-01-01T00:00:00Z'), {
    total: 1,
    since: 1,
    channels: { other: 1 },
  });
  const fresh = newLog(folder, 'x', 'another epoch');
  const { message } = fresh.add({ content: 'new' });
  fresh.follow(index);
  assert.deepEqual(await index.message('x', 'id 1'), message);
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 2);
});

test('who waits for a channel is answered when it is forgotten', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'x');
  const { index } = await open(t, folder);
  index.follow('x', log.path, log.end + 1000);
  const asked = [
    index.message('x', 'id 1'),
    index.findByClientId('x', 'anna', 'c').catch((error: unknown) => error),
  ];
  index.forget('x');
  assert.equal(await asked[0], undefined);
  assert.ok((await asked[1]) instanceof Error);
  await index.whole();
});

test('ids of any text stay distinct', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  const ids = [
    '\ud800',
    '\ud801',
    '�',
    'a\0b',
    'a\0c',
    'a',
    "'; DROP TABLE messages; --",
    '🎉',
    'ß',
    'ss',
    'A',
  ];
  const written = ids.map((id) => log.add({ client_id: id, content: '\0 \ud800', user_id: id, id }).message);
  const { index } = await open(t, folder);
  log.follow(index);
  for (const [at, id] of ids.entries()) {
    assert.deepEqual(await index.findByClientId('general', id, id), written[at]);
    assert.deepEqual(await index.message('general', id), written[at]);
    assert.equal(await index.hasUser(id), true);
  }
});

test('other channels are answered while a long one is read', async (t) => {
  const folder = newFolder(t);
  const [long, short] = [newLog(folder, 'long'), newLog(folder, 'short')];
  long.addMany(30_000);
  const { message } = short.add({ client_id: 'c' });
  const { index } = await open(t, folder);
  const order: string[] = [];
  long.follow(index);
  short.follow(index);
  const asked = [
    index.whole().then(() => order.push('whole')),
    index.message('long', 'id 30000').then((found) => order.push(`long ${String(found?.seq)}`)),
    index
      .findByClientId('short', 'anna', 'c')
      .then((found) => order.push(`short ${String(found?.id === message.id)}`)),
    index.counts('2000-01-01T00:00:00Z').then(({ total }) => order.push(`counts ${String(total < 30_001)}`)),
  ];
  await Promise.all(asked);
  assert.deepEqual(order.toSorted(), ['counts true', 'long 30000', 'short true', 'whole']);
  assert.ok(order.indexOf('short true') < order.indexOf('whole'));
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 30_001);
});

test('what is in each channel is told when all are known, without those that were forgotten', async (t) => {
  const folder = newFolder(t);
  const [long, empty, timeless, gone] = [
    newLog(folder, 'long'),
    newLog(folder, 'empty'),
    newLog(folder, 'timeless'),
    newLog(folder, 'gone'),
  ];
  long.addMany(5_000);
  const { message } = long.add();
  timeless.add({ timestamp: 'long ago' });
  gone.add();
  const { index } = await open(t, folder);
  for (const log of [long, empty, timeless, gone]) log.follow(index);
  index.forget('gone');
  assert.deepEqual(
    await index.channels(),
    new Map<string, object>([
      ['long', { messages: 5_001, lastAt: message.timestamp }],
      ['empty', { messages: 0 }],
      ['timeless', { messages: 1 }],
    ]),
  );
});
