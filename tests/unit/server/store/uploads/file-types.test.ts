import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servedAs } from '../../../../../server/store/uploads/file-types.ts';
import { chunks, LIMIT, listing, open, TYPES } from './helpers.ts';
import { BAD, GOOD, POLYGLOTS } from './samples.ts';

test('files that are what they say are taken, as their sniffed type', async (t) => {
  const { uploads } = await open(t);
  for (const [filename, bytes, type] of [...GOOD, ...POLYGLOTS]) {
    for (const size of [64 * 1024, 7]) {
      const record = await uploads.save(chunks(bytes, size), { filename, limit: LIMIT, allowedTypes: TYPES });
      assert.equal(record.type, type, filename);
      assert.equal(record.size, bytes.length);
    }
  }
});

test('others are refused, and nothing is left of them', async (t) => {
  const { uploads, env } = await open(t);
  for (const [filename, bytes] of BAD) {
    await assert.rejects(
      uploads.save(chunks(bytes), { filename, limit: LIMIT, allowedTypes: TYPES }),
      { code: 'file_type' },
      filename,
    );
  }
  assert.deepEqual(await listing(env.folder), []);
  assert.deepEqual(uploads.usage(), { bytes: 0, files: 0 });
});

test('the refusal says what is allowed', async (t) => {
  const { uploads } = await open(t);
  await assert.rejects(
    uploads.save(chunks('x'), { filename: 'a.exe', limit: LIMIT, allowedTypes: ['txt', 'png'] }),
    { message: '.exe files are not allowed here. Allowed are: txt, png' },
  );
});

test('a type that the host adds must be sniffed as such, or be text', async (t) => {
  const { uploads } = await open(t);
  const save = async (filename: string, bytes: Buffer | string): Promise<string> =>
    (
      await uploads.save(chunks(bytes), {
        filename,
        limit: LIMIT,
        allowedTypes: ['csv', 'bmp', 'svg', 'constructor'],
      })
    ).type;
  assert.equal(await save('a.csv', 'a;b\n1;2\n'), 'text/plain');
  assert.equal(await save('a.bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])), 'image/bmp');
  assert.equal(await save('a.constructor', 'text'), 'text/plain');
  await assert.rejects(save('a.bmp', Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d])), { code: 'file_type' });
  await assert.rejects(save('a.csv', Buffer.from([0, 1, 2])), { code: 'file_type' });
});

test('only an allow-list is shown in a browser', () => {
  const table: [type: string, extension: string, served: string, disposition: string][] = [
    ['image/png', 'png', 'image/png', 'inline'],
    ['image/jpeg', 'jpg', 'image/jpeg', 'inline'],
    ['video/mp4', 'mp4', 'video/mp4', 'inline'],
    ['audio/ogg; codecs=opus', 'ogg', 'audio/ogg; codecs=opus', 'inline'],
    ['text/plain', 'txt', 'text/plain; charset=utf-8', 'inline'],
    ['text/plain', 'html', 'text/plain; charset=utf-8', 'attachment'],
    ['application/pdf', 'pdf', 'application/pdf', 'attachment'],
    ['application/zip', 'zip', 'application/zip', 'attachment'],
    ['image/svg+xml', 'svg', 'image/svg+xml', 'attachment'],
    ['text/html', 'png', 'text/html', 'attachment'],
    ['image/png\r\nX: y', 'png', 'application/octet-stream', 'attachment'],
    ['', 'txt', 'application/octet-stream', 'attachment'],
  ];
  for (const [type, extension, served, disposition] of table)
    assert.deepEqual(servedAs(type, extension), { type: served, disposition });
});
