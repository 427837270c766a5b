import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import type { UploadsEnvironment } from '../../../../../server/store/uploads/uploads.ts';
import { chunks, faulty, LIMIT, listing, open, picture, RULE, type Opened } from './helpers.ts';

const DAY = 24 * 60 * 60 * 1000;

interface Swept extends Opened {
  save(text: string | Buffer, filename?: string): Promise<FileRecord>;
  /** Sweeps `after` milliseconds from the start; answers what was asked for. */
  sweep(after: number, referenced?: FileRecord[]): Promise<string[]>;
  known(...records: FileRecord[]): Promise<boolean[]>;
}

const START = Date.parse('2026-03-01T12:00:00Z');

async function setUp(t: TestContext, change: Partial<UploadsEnvironment> = {}): Promise<Swept> {
  const opened = await open(t, { now: () => START, ...change });
  return {
    ...opened,
    save: (text, filename = 'a.txt') =>
      opened.uploads.save(chunks(text), { limit: LIMIT, rule: RULE, filename }),
    async sweep(after, referenced = []) {
      const names = new Set(referenced.map((record) => record.unique_filename));
      const asked: string[] = [];
      await opened.uploads.sweep({
        now: START + after,
        isReferenced: (some) => {
          asked.push(...some);
          return Promise.resolve(new Set(some.filter((name) => names.has(name))));
        },
      });
      return asked;
    },
    // not `record`: asking for one keeps it
    known: (...records) =>
      Promise.all(
        records.map(async (record) => (await opened.uploads.open(record.unique_filename)) !== undefined),
      ),
  };
}

test('what nothing refers to is moved to the trash after 24 hours', async (t) => {
  const { save, sweep, known, env, uploads } = await setUp(t);
  const used = await save('used');
  const orphan = await save('orphan');
  const image = await save(await picture(20, 20).png().toBuffer(), 'a.png');
  assert.deepEqual(await sweep(DAY - 1), []);
  assert.deepEqual(await known(used, orphan, image), [true, true, true]);
  await sweep(DAY, [used]);
  assert.deepEqual(await known(used, orphan, image), [true, false, false]);
  assert.equal(uploads.record(orphan.unique_filename), undefined);
  assert.deepEqual(await listing(env.folder), [used.unique_filename]);
  const trash = await readdir(join(env.folder, 'trash/2026-03-02/uploads'));
  assert.deepEqual(
    trash.toSorted(),
    [orphan.unique_filename, image.unique_filename, `thumb_${image.unique_filename}.webp`].toSorted(),
  );
  assert.deepEqual(uploads.usage(), { bytes: 4, files: 1 });
  await uploads.close();
  const again = await open(t, { folder: env.folder });
  assert.equal(again.uploads.record(orphan.unique_filename), undefined);
  assert.deepEqual(again.env.notes, []);
});

test('shared bytes stay while any of their uploads is referred to', async (t) => {
  const { save, sweep, known, env, uploads } = await setUp(t);
  const first = await save('same');
  const second = await save('same');
  const third = await save('same');
  await sweep(DAY, [second]);
  assert.deepEqual(await known(first, second, third), [false, true, false]);
  assert.deepEqual(await listing(env.folder), [first.unique_filename]);
  await uploads.close();
  const again = await setUp(t, { folder: env.folder });
  const file = await again.uploads.open(second.unique_filename);
  assert.ok(file);
  assert.equal(await readFile(join(file.folder, file.stored), 'utf8'), 'same');
  await again.sweep(2 * DAY);
  assert.deepEqual(await listing(env.folder), []);
});

test('what was asked for meanwhile stays: a message may be about to refer to it', async (t) => {
  const { save, sweep, known, uploads } = await setUp(t);
  const before = await save('asked before');
  const during = await save('asked during');
  uploads.record(before.unique_filename);
  await uploads.sweep({ now: START + DAY - 1, isReferenced: () => Promise.reject(new Error('too early')) });
  await uploads.sweep({
    now: START + DAY,
    isReferenced: () => {
      uploads.record(during.unique_filename);
      return Promise.resolve(new Set());
    },
  });
  assert.equal((await known(during))[0], true);
  await sweep(2 * DAY + 1);
  assert.deepEqual(await known(before, during), [false, false]);
});

test('nothing is moved where it cannot be known what is referred to', async (t) => {
  const { save, known, uploads } = await setUp(t);
  const record = await save('a');
  await assert.rejects(
    uploads.sweep({ now: START + DAY, isReferenced: () => Promise.reject(new Error('view is behind')) }),
    { message: 'view is behind' },
  );
  assert.deepEqual(await known(record), [true]);
});

test('an upload with the bytes of one that is being swept keeps them', async (t) => {
  const { save, known, uploads } = await setUp(t);
  const old = await save('same');
  let fresh: Promise<FileRecord> | undefined;
  await uploads.sweep({
    now: START + DAY,
    isReferenced: () => {
      fresh = save('same', 'b.txt');
      return Promise.resolve(new Set());
    },
  });
  const record = await fresh;
  assert.ok(record);
  assert.deepEqual(await known(old, record), [false, true]);
});

test('leftovers go: thumbnails without their upload, half-written files', async (t) => {
  const { save, sweep, env } = await setUp(t);
  const image = await save(await picture(20, 20).png().toBuffer(), 'a.png');
  const folder = join(env.folder, 'uploads');
  await writeFile(join(folder, '.incoming/x'), 'half');
  await writeFile(join(folder, 'thumb_gone.png.webp'), 'thumb');
  // an old server's, not imported yet
  await writeFile(join(folder, 'old_a.webp'), 'old');
  await writeFile(join(folder, 'thumb_old_a.webp'), 'old');
  await sweep(0);
  assert.deepEqual(
    await listing(env.folder),
    [
      image.unique_filename,
      'old_a.webp',
      'thumb_old_a.webp',
      `thumb_${image.unique_filename}.webp`,
    ].toSorted(),
  );
});

test('a sweep whose n-th file-system call fails loses nothing that is referred to, and the next one goes on', async (t) => {
  for (let n = 1; ; n += 1) {
    let from: number | undefined;
    let calls = 0;
    const fs = faulty((call) => {
      calls = call;
      return from !== undefined && call === from + n ? 'EIO' : undefined;
    });
    const { save, sweep, known, env, uploads } = await setUp(t, { fs });
    const used = await save('used');
    const orphan = await save('orphan');
    from = calls;
    await sweep(DAY, [used]).catch((error: unknown) => {
      assert.match(String(error), /planted/);
    });
    if (calls < from + n) break;
    from = undefined;
    await sweep(DAY, [used]);
    assert.deepEqual(await known(used, orphan), [true, false], `call ${String(n)}`);
    assert.deepEqual(await listing(env.folder), [used.unique_filename], `call ${String(n)}`);
    await uploads.close();
  }
});
