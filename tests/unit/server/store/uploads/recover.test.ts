// What a start makes of the uploads it finds: whole, cut off by a crash, or damaged.
import assert from 'node:assert/strict';
import { appendFile, readFile, readdir, rename, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { decodeLine } from '../../../../../server/store/log/log-line.ts';
import { chunks, LIMIT, listing, open, RULE } from './helpers.ts';

const options = { limit: LIMIT, rule: RULE };

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
  // the power may have gone before anybody saw it: whether messages show it is asked later
  assert.deepEqual(again.uploads.missing, [record.unique_filename]);
  assert.deepEqual(again.env.notes, []);
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
