import assert from 'node:assert/strict';
import { appendFile, readFile, readdir, rename, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { nodeFileSystem } from '../../../../../server/store/files/file-system.ts';
import { decodeLine } from '../../../../../server/store/log/log-line.ts';
import { chunks, faulty, LIMIT, listing, open, picture, TYPES } from './helpers.ts';

const options = { limit: LIMIT, allowedTypes: TYPES };

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

test('everything is there after a restart', async (t) => {
  const { uploads, env } = await open(t);
  const records = [];
  for (const text of ['one', 'two', 'one'])
    records.push(await uploads.save(chunks(text), { ...options, filename: `${text}.txt` }));
  await uploads.close();
  await assert.rejects(uploads.save(chunks('x'), { ...options, filename: 'a.txt' }), { code: 'closing' });
  const again = await open(t, { folder: env.folder });
  for (const record of records) {
    assert.deepEqual(again.uploads.record(record.unique_filename), record);
    assert.ok(await again.uploads.open(record.unique_filename));
  }
  assert.deepEqual(again.uploads.usage(), { bytes: 6, files: 2 });
  assert.deepEqual(again.env.notes, []);
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

test('below the free-space floor nothing is taken', async (t) => {
  let free = 99;
  const { uploads, env } = await open(t, { freeBytes: () => Promise.resolve(free), freeSpaceFloor: 100 });
  await assert.rejects(uploads.save(chunks('a'), { ...options, filename: 'a.txt' }), {
    code: 'storage_full',
  });
  assert.deepEqual(await listing(env.folder), []);
  free = 100;
  await uploads.save(chunks('a'), { ...options, filename: 'a.txt' });
});

test('a full disk refuses, and works again when there is space', async (t) => {
  let full = true;
  const fs = faulty((_call, name) => (full && name === 'write' ? 'ENOSPC' : undefined));
  const { uploads, env } = await open(t, { fs });
  await assert.rejects(uploads.save(chunks('a'), { ...options, filename: 'a.txt' }), {
    code: 'storage_full',
  });
  assert.deepEqual(await listing(env.folder), []);
  full = false;
  await uploads.save(chunks('a'), { ...options, filename: 'a.txt' });
});

test('a crash before the record leaves nothing, one after it loses nothing', async (t) => {
  const { uploads, env } = await open(t);
  const record = await uploads.save(chunks('kept'), { ...options, filename: 'a.txt' });
  await uploads.close();
  // as if killed before the rename, with another upload half done
  const place = join(env.folder, 'uploads', record.unique_filename);
  await rename(place, join(env.folder, 'uploads/.incoming', record.unique_filename));
  await writeFile(join(env.folder, 'uploads/.incoming', `${crypto.randomUUID()}_half.txt`), 'half');
  const again = await open(t, { folder: env.folder });
  assert.deepEqual(await listing(env.folder), [record.unique_filename]);
  assert.equal(await readFile(place, 'utf8'), 'kept');
  assert.deepEqual(again.uploads.record(record.unique_filename), record);
});

test('a record without its file is dropped at start', async (t) => {
  const { uploads, env } = await open(t);
  const record = await uploads.save(chunks('a'), { ...options, filename: 'a.txt' });
  await uploads.close();
  await unlink(join(env.folder, 'uploads', record.unique_filename));
  const again = await open(t, { folder: env.folder });
  assert.equal(again.uploads.record(record.unique_filename), undefined);
  assert.deepEqual(
    again.env.notes.map(({ event }) => event),
    ['upload-files-missing'],
  );
});

test('uploads.jsonl: a torn tail at any byte is cut off and kept aside', async (t) => {
  const { uploads, env } = await open(t);
  const first = await uploads.save(chunks('one'), { ...options, filename: 'a.txt' });
  const path = join(env.folder, 'uploads.jsonl');
  const whole = (await readFile(path)).length;
  const second = await uploads.save(chunks('two'), { ...options, filename: 'b.txt' });
  await uploads.close();
  const bytes = await readFile(path);
  const secondPlace = join(env.folder, 'uploads', second.unique_filename);
  // every third one, and those next to the ends
  for (let length = whole + 1; length < bytes.length; length += length > bytes.length - 20 ? 1 : 3) {
    await writeFile(path, bytes.subarray(0, length));
    await writeFile(secondPlace, 'two');
    const again = await open(t, { folder: env.folder });
    assert.deepEqual(again.uploads.record(first.unique_filename), first);
    // all but the newline: the record is whole
    assert.deepEqual(
      again.uploads.record(second.unique_filename),
      length === bytes.length - 1 ? second : undefined,
      `cut at ${String(length)}`,
    );
    await again.uploads.save(chunks('three'), { ...options, filename: 'c.txt' });
    await again.uploads.close();
    for (const line of (await readFile(path, 'latin1')).trimEnd().split('\n'))
      assert.ok(decodeLine(Buffer.from(line, 'latin1')));
  }
  assert.ok((await readdir(join(env.folder, 'damaged'))).length > 0);
});

test('uploads.jsonl: a bad line hides no other', async (t) => {
  const { uploads, env } = await open(t);
  const records: FileRecord[] = [];
  for (const text of ['one', 'two', 'three'])
    records.push(await uploads.save(chunks(text), { ...options, filename: `${text}.txt` }));
  await uploads.close();
  const path = join(env.folder, 'uploads.jsonl');
  const bytes = await readFile(path);
  bytes[bytes.indexOf('two.txt')] = 0x54;
  await writeFile(path, bytes);
  await appendFile(path, 'no json\n');
  const again = await open(t, { folder: env.folder });
  const known = records.map(({ unique_filename: name }) => again.uploads.record(name) !== undefined);
  assert.deepEqual(known, [true, false, true]);
  assert.ok(again.env.notes.some(({ event }) => event === 'uploads-damaged'));
  assert.equal((await readdir(join(env.folder, 'damaged'))).length, 1);
  // and it is sound from then on
  await again.uploads.close();
  assert.deepEqual((await open(t, { folder: env.folder })).env.notes, []);
  await truncate(path, 0);
});

test('the order on the disk: bytes, their name, the record, the place', async (t) => {
  const steps: string[] = [];
  const fs = faulty((_call, name, path) => {
    if (['datasync', 'syncFolder', 'rename'].includes(name))
      steps.push(`${name} ${path.replace(/[\da-f-]{36}/, 'uuid')}`);
    return undefined;
  });
  const { uploads, env } = await open(t, { fs });
  steps.length = 0;
  await uploads.save(chunks('a'), { ...options, filename: 'a.txt' });
  const at = (path: string): string => join(env.folder, path);
  assert.deepEqual(steps, [
    `datasync ${at('uploads/.incoming/uuid_a.txt')}`,
    `syncFolder ${at('uploads/.incoming')}`,
    `datasync ${at('uploads.jsonl')}`,
    `rename ${at('uploads/.incoming/uuid_a.txt')}`,
  ]);
});

test('several uploads that finish together share a write', async (t) => {
  let syncs = 0;
  const fs = faulty((_call, name, path) => {
    if (name === 'datasync' && path.endsWith('uploads.jsonl')) syncs += 1;
    return undefined;
  });
  const { uploads } = await open(t, { fs });
  await Promise.all(
    Array.from({ length: 40 }, (_each, n) =>
      uploads.save(chunks(String(n)), { ...options, filename: 'a.txt' }),
    ),
  );
  assert.ok(syncs < 40, `${String(syncs)} syncs`);
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

test('every failing file-system call leaves nothing behind, and the next upload works', async (t) => {
  const png = await picture(20, 10).png().toBuffer();
  let failures = 0;
  for (let n = 1; ; n += 1) {
    let from: number | undefined;
    let calls = 0;
    const fs = faulty((call) => {
      calls = call;
      return from !== undefined && call === from + n ? ['ENOSPC', 'EIO', 'EMFILE'][n % 3] : undefined;
    });
    const { uploads, env } = await open(t, { fs });
    from = calls;
    const result = await uploads
      .save(chunks(png), { ...options, filename: 'a.png' })
      .catch((error: unknown) => error);
    if (calls < from + n) break;
    from = undefined;
    if (result instanceof Error) {
      failures += 1;
      assert.ok(
        'code' in result && (result.code === 'storage_full' || result.code === 'storage_failed'),
        String(result),
      );
      assert.deepEqual(await listing(env.folder), [], `call ${String(n)}`);
      assert.deepEqual(uploads.usage(), { bytes: 0, files: 0 });
    } else {
      assert.equal(
        (await listing(env.folder)).some((name) => name.startsWith('.incoming')),
        false,
        `call ${String(n)}`,
      );
    }
    const next = await uploads.save(chunks(png), { ...options, filename: 'b.png' });
    await uploads.close();
    const again = await open(t, { folder: env.folder, fs: nodeFileSystem });
    assert.deepEqual(again.uploads.record(next.unique_filename), next);
    assert.ok(await again.uploads.open(next.unique_filename));
    assert.equal(again.env.notes.length, 0, `call ${String(n)}: ${JSON.stringify(again.env.notes)}`);
  }
  assert.ok(failures >= 8, `${String(failures)} calls failed the upload`);
});
