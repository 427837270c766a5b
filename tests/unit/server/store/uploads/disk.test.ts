// What uploads ask of the disk, in which order, and what is left where it refuses.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { chunks, faulty, LIMIT, listing, open, picture, RULE } from './helpers.ts';

const options = { limit: LIMIT, rule: RULE };

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

test('below the free-space floor nothing is taken', async (t) => {
  let free = 100;
  const { uploads, env } = await open(t, { freeBytes: () => Promise.resolve(free), freeSpaceFloor: 100 });
  await assert.rejects(uploads.save(chunks('a'), { ...options, filename: 'a.txt' }), {
    code: 'storage_full',
  });
  assert.deepEqual(await listing(env.folder), []);
  // one byte more, which the file takes
  free = 101;
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
    const again = await open(t, { folder: env.folder, fs: testFileSystem });
    assert.deepEqual(again.uploads.record(next.unique_filename), next);
    assert.ok(await again.uploads.open(next.unique_filename));
    assert.equal(again.env.notes.length, 0, `call ${String(n)}: ${JSON.stringify(again.env.notes)}`);
  }
  assert.ok(failures >= 8, `${String(failures)} calls failed the upload`);
});
