// What an upload becomes: a file, a record, or nothing at all.
import assert from 'node:assert/strict';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { chunks, LIMIT, listing, open, RULE } from './helpers.ts';

const options = { limit: LIMIT, rule: RULE };

test('an upload is a file under its own name, and a record', async (t) => {
  const { uploads, env } = await open(t);
  const record = await uploads.save(chunks('hello'), { ...options, filename: 'Grüße 🎉.txt' });
  assert.match(record.id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  assert.deepEqual(record, {
    id: record.id,
    filename: 'Grüße 🎉.txt',
    unique_filename: `${record.id}_Grüße 🎉.txt`,
    size: 5,
    type: 'text/plain',
    url: `/api/files/${record.id}_Gr%C3%BC%C3%9Fe%20%F0%9F%8E%89.txt`,
    thumbnail_url: null,
    uploaded_at: record.uploaded_at,
  });
  assert.equal(new Date(record.uploaded_at).toISOString(), record.uploaded_at);
  assert.equal(await readFile(join(env.folder, 'uploads', record.unique_filename), 'utf8'), 'hello');
  assert.deepEqual(uploads.record(record.unique_filename), record);
  assert.equal(uploads.record('unknown'), undefined);
  const file = await uploads.open(record.unique_filename);
  assert.deepEqual(file, {
    folder: join(env.folder, 'uploads'),
    stored: record.unique_filename,
    type: 'text/plain; charset=utf-8',
    size: 5,
    disposition: 'inline',
    filename: 'Grüße 🎉.txt',
    etag: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  });
  for (const name of [
    'unknown',
    '.incoming',
    '..',
    '../uploads.jsonl',
    'thumb_x',
    `thumb_${record.unique_filename}.webp`,
    '',
    'constructor',
  ]) {
    assert.equal(await uploads.open(name), undefined, name);
  }
});

test('the limit counts bytes, exactly', async (t) => {
  const { uploads, env } = await open(t);
  const save = (bytes: number, size: number): Promise<FileRecord> =>
    uploads.save(chunks(Buffer.alloc(bytes, 'a'), size), { ...options, filename: 'a.txt', limit: 100_000 });
  assert.equal((await save(100_000, 65_536)).size, 100_000);
  for (const size of [65_536, 100_001, 1_000])
    await assert.rejects(save(100_001, size), { code: 'too_large' });
  assert.equal((await listing(env.folder)).length, 1);
});

test('memory does not grow with the file', async (t) => {
  const { uploads } = await open(t);
  let most = 0;
  async function* large(): AsyncGenerator<Buffer> {
    const piece = Buffer.alloc(64 * 1024, 'a');
    for (let sent = 0; sent < 200 * 1024 * 1024; sent += piece.length) {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      yield piece;
    }
  }
  const before = process.memoryUsage().arrayBuffers;
  const record = await uploads.save(large(), { ...options, filename: 'large.txt', limit: Infinity });
  assert.equal(record.size, 200 * 1024 * 1024);
  assert.ok(most - before < 20 * 1024 * 1024, `${String(most - before)} bytes more`);
});

test('equal bytes are one file with a record each', async (t) => {
  const { uploads, env } = await open(t);
  const names = ['a.txt', 'b.txt', 'a.txt', 'c.txt', 'd.txt'];
  const records = await Promise.all(
    names.map((filename) => uploads.save(chunks('same'), { ...options, filename })),
  );
  assert.equal(new Set(records.map((record) => record.unique_filename)).size, 5);
  assert.deepEqual(
    records.map((record) => record.filename),
    names,
  );
  assert.equal((await listing(env.folder)).length, 1);
  assert.deepEqual(uploads.usage(), { bytes: 4, files: 1 });
  for (const { unique_filename: name, filename } of records) {
    const file = await uploads.open(name);
    assert.ok(file);
    assert.equal(await readFile(join(file.folder, file.stored), 'utf8'), 'same');
    assert.equal(file.filename, filename);
  }
});

test('a shared file that is gone is stored anew', async (t) => {
  const { uploads, env } = await open(t);
  const first = await uploads.save(chunks('same'), { ...options, filename: 'a.txt' });
  await unlink(join(env.folder, 'uploads', first.unique_filename));
  assert.equal(await uploads.open(first.unique_filename), undefined);
  const second = await uploads.save(chunks('same'), { ...options, filename: 'b.txt' });
  assert.ok(await uploads.open(second.unique_filename));
});

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(100_000, 'a');
  throw new Error('connection lost');
}

test('an aborted or broken source leaves nothing', async (t) => {
  const { uploads, env } = await open(t);
  const controller = new AbortController();
  async function* slow(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(100_000, 'a');
    controller.abort(new Error('gone'));
    await new Promise(() => undefined);
  }
  await assert.rejects(uploads.save(slow(), { ...options, filename: 'a.txt', signal: controller.signal }));
  await assert.rejects(uploads.save(broken(), { ...options, filename: 'a.txt' }), {
    message: 'connection lost',
  });
  await assert.rejects(
    uploads.save(chunks('a'), {
      ...options,
      filename: 'a.txt',
      signal: AbortSignal.abort(new Error('before')),
    }),
    { message: 'before' },
  );
  assert.deepEqual(await listing(env.folder), []);
  assert.equal((await readFile(join(env.folder, 'uploads.jsonl'))).length, 0);
});

test("an old server's files are adopted once, as they are, and never swept", async (t) => {
  const { uploads, env } = await open(t);
  const name = '398d425c-3069-4482-8444-a49b8a6d9038_notes.txt';
  await writeFile(join(env.folder, 'uploads', name), 'old');
  await writeFile(join(env.folder, 'uploads', `thumb_398d425c-3069-4482-8444-a49b8a6d9038_a.png`), 'png');
  const old = {
    id: 'ddfce6fe-67f5-4581-9317-ccf240cd1b74',
    filename: 'notes.txt',
    unique_filename: name,
    size: 3,
    type: 'text/plain',
    url: `/api/files/${name}`,
    thumbnail_url: null,
    uploaded_at: '2020-01-01T00:00:00.000001',
    extra: 1,
  };
  const image = {
    ...old,
    unique_filename: '398d425c-3069-4482-8444-a49b8a6d9038_a.png',
    type: 'image/png',
    thumbnail_url: '/api/files/thumb_x',
  };
  await uploads.adopt([old, image, { ...old, unique_filename: '../uploads.jsonl' }]);
  await uploads.adopt([old, image]);
  assert.deepEqual(uploads.record(name), old);
  const file = await uploads.open(name);
  assert.equal(file?.type, 'text/plain; charset=utf-8');
  assert.match(file.etag, /^3-\d+$/);
  assert.equal((await uploads.open(`thumb_${image.unique_filename}`))?.type, 'image/png');
  assert.equal((await readFile(join(env.folder, 'uploads.jsonl'), 'utf8')).trimEnd().split('\n').length, 2);
  await uploads.sweep({ isReferenced: () => Promise.resolve(new Set()) });
  assert.ok(await uploads.open(name));
  await uploads.close();
  const again = await open(t, { folder: env.folder });
  assert.deepEqual(again.uploads.record(name), old);
  await again.uploads.adopt([old]);
  assert.equal((await readFile(join(env.folder, 'uploads.jsonl'), 'utf8')).trimEnd().split('\n').length, 2);
});
