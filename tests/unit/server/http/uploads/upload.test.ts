// What an upload answers: its record, or why it was refused.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ChatError } from '../../../../../protocol/errors.ts';
import { listing, picture } from '../../store/uploads/helpers.ts';
import { BAD, GOOD } from '../../store/uploads/samples.ts';
import { formOf, serve } from './server.ts';

test('an upload answers its record, and nothing else', async (t) => {
  const { post, env } = await serve(t);
  const form = formOf('hello', 'Grüße "an" alle 🎉.txt');
  form.append('user', 'Anna');
  form.append('channel_id', 'general');
  const response = await post(form);
  assert.equal(response.status, 200);
  const record = await response.json();
  assert.deepEqual(Object.keys(record), [
    'id',
    'filename',
    'unique_filename',
    'size',
    'type',
    'url',
    'thumbnail_url',
    'uploaded_at',
  ]);
  assert.equal(record.filename, 'Grüße _an_ alle 🎉.txt');
  assert.equal(record.unique_filename, `${record.id}_${record.filename}`);
  assert.equal(record.url, `/api/files/${encodeURIComponent(record.unique_filename)}`);
  assert.equal(await readFile(join(env.folder, 'uploads', record.unique_filename), 'utf8'), 'hello');
});

test('a picture also has its size', async (t) => {
  const { post } = await serve(t);
  const record = await (
    await post(formOf(new Uint8Array(await picture(30, 20).png().toBuffer()), 'a.png'))
  ).json();
  assert.deepEqual([record.width, record.height, record.type], [30, 20, 'image/png']);
  assert.equal(record.thumbnail_url, `/api/files/thumb_${record.unique_filename}.webp`);
});

test('every kind is taken but programs', async (t) => {
  const { post, env, logged } = await serve(t, { limit: () => 1_000_000 });
  for (const [name, bytes, type] of GOOD) {
    const response = await post(formOf(new Uint8Array(bytes), name));
    assert.equal(response.status, 200, name);
    assert.equal((await response.json()).type, type);
  }
  const before = await listing(env.folder);
  for (const [name, bytes] of BAD) {
    const response = await post(formOf(new Uint8Array(bytes), name));
    assert.equal(response.status, 400, name);
    const { error, code } = await response.json();
    assert.equal(code, 'type_denied');
    assert.ok(error.length > 10);
  }
  assert.deepEqual(await listing(env.folder), before);
  assert.deepEqual(logged, []);
});

test('who comes too soon is told how long to wait, whatever is still being sent', async (t) => {
  const { post } = await serve(t, {
    admit: () => {
      throw new ChatError('rate_limited', undefined, { retry_after_ms: 1_500 });
    },
  });
  const response = await post(formOf('a'.repeat(90_000), 'a.txt'));
  assert.equal(response.status, 429);
  assert.equal(response.headers.get('retry-after'), '2');
  assert.deepEqual(await response.json(), {
    error: 'Too many requests; wait a moment',
    code: 'rate_limited',
    retry_after_ms: 1_500,
  });
});

test("what is no client's mistake reaches the app's error handler", async (t) => {
  const { post, logged } = await serve(t, {
    admit: () => {
      throw new Error('planted');
    },
  });
  const response = await post(formOf('a'.repeat(90_000), 'a.txt'));
  assert.deepEqual([response.status, (await response.json()).code], [500, 'internal']);
  assert.equal(logged.length, 1);
});
