// What files are taken as, and how they are served.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servedAs } from '../../../../../server/store/uploads/file-types.ts';
import type { TextEncoding } from '../../../../../server/store/uploads/text-encoding.ts';
import { chunks, LIMIT, listing, open, RULE } from './helpers.ts';
import { BAD, GOOD, POLYGLOTS } from './samples.ts';

test('files are taken as what their bytes are', async (t) => {
  const { uploads } = await open(t);
  for (const [filename, bytes, type] of [...GOOD, ...POLYGLOTS]) {
    for (const size of [64 * 1024, bytes.length < 1_000 ? 1 : 7_000]) {
      const record = await uploads.save(chunks(bytes, size), { filename, limit: LIMIT, rule: RULE });
      assert.equal(record.type, type, filename);
      assert.equal(record.size, bytes.length);
    }
  }
});

test('programs are refused, and nothing is left of them', async (t) => {
  const { uploads, env } = await open(t);
  for (const [filename, bytes] of BAD) {
    await assert.rejects(
      uploads.save(chunks(bytes), { filename, limit: LIMIT, rule: RULE }),
      { code: 'type_denied', message: /not accepted here.* The host can change that in the settings\.$/ },
      filename,
    );
  }
  assert.deepEqual(await listing(env.folder), []);
  assert.deepEqual(uploads.usage(), { bytes: 0, files: 0 });
});

test('a list of accepted types is one: by name, and programs under no other name', async (t) => {
  const { uploads } = await open(t);
  const save = async (filename: string, bytes: Buffer | string, allow: string[]): Promise<string> =>
    (await uploads.save(chunks(bytes), { filename, limit: LIMIT, rule: { allow } })).type;
  assert.equal(await save('a.csv', 'a;b\n1;2\n', ['csv']), 'text/csv');
  assert.equal(await save('a.constructor', 'text', ['constructor']), 'text/plain');
  assert.equal(await save('a.exe', Buffer.from('MZ\0'), ['exe']), 'application/x-msdownload');
  assert.equal(await save('a.js', 'alert(1)', ['js']), 'text/plain');
  const refused: [name: string, bytes: string, allow: string[], message: RegExp][] = [
    ['a.csv', 'x', ['txt', 'png'], /^\.csv files are not accepted here\. Accepted are: txt, png\. The host/],
    ['readme', 'x', ['txt'], /^Files without an extension are not accepted here\. Accepted are: txt\./],
    ['a.txt', 'x', [], /^\.txt files are not accepted here/],
    ['foto.png', 'MZ\0', ['png'], /^This file is a program, whatever its name says/],
    ['foto.png:x', 'x', ['png'], /^Files without an extension/],
  ];
  for (const [filename, bytes, allow, message] of refused)
    await assert.rejects(save(filename, bytes, allow), { code: 'type_denied', message });
});

test('a host who removes a type from the deny list accepts it, and adds others', async (t) => {
  const { uploads } = await open(t);
  const save = (filename: string, bytes: Buffer | string) =>
    uploads.save(chunks(bytes), { filename, limit: LIMIT, rule: { deny: ['zip', 'jar'] } });
  await save('tool.exe', Buffer.from('MZ\0'));
  await save('start.sh', '#!/bin/sh\n');
  await assert.rejects(save('a.ZIP', 'x'), { message: /^\.zip files are not accepted here\. The host/ });
});

test('only an allow-list is shown in a browser', () => {
  const table: [
    type: string,
    extension: string,
    encoding: TextEncoding | undefined,
    served: string,
    disposition: string,
  ][] = [
    ['image/png', 'png', undefined, 'image/png', 'inline'],
    ['image/jpeg', 'jpg', undefined, 'image/jpeg', 'inline'],
    ['image/webp', 'jpg', undefined, 'image/webp', 'inline'],
    ['image/webp', 'mp3', undefined, 'image/webp', 'attachment'],
    ['image/jpeg', 'txt', undefined, 'image/jpeg', 'attachment'],
    ['image/heic', 'jpg', undefined, 'image/heic', 'attachment'],
    ['video/mp4', 'mp4', undefined, 'video/mp4', 'inline'],
    ['video/mp4', 'png', undefined, 'video/mp4', 'attachment'],
    ['audio/mp4', 'm4a', undefined, 'audio/mp4', 'inline'],
    ['audio/ogg; codecs=opus', 'ogg', undefined, 'audio/ogg; codecs=opus', 'inline'],
    ['text/plain', 'txt', 'utf-8', 'text/plain; charset=utf-8', 'inline'],
    ['text/plain', 'txt', 'utf-16le', 'text/plain; charset=utf-16le', 'inline'],
    ['text/plain', 'txt', 'utf-16be', 'text/plain; charset=utf-16be', 'inline'],
    ['text/plain', 'txt', 'other', 'text/plain', 'inline'],
    ['text/plain', 'txt', undefined, 'text/plain', 'inline'],
    ['text/plain', 'html', 'utf-8', 'text/plain; charset=utf-8', 'attachment'],
    ['text/csv', 'csv', 'utf-8', 'text/csv; charset=utf-8', 'attachment'],
    ['application/msword', 'doc', 'utf-8', 'application/msword', 'attachment'],
    ['application/pdf', 'pdf', 'utf-8', 'application/pdf', 'attachment'],
    ['application/zip', 'zip', undefined, 'application/zip', 'attachment'],
    ['image/svg+xml', 'svg', 'utf-8', 'image/svg+xml', 'attachment'],
    ['text/html', 'png', 'utf-8', 'text/html; charset=utf-8', 'attachment'],
    ['text/html', 'txt', undefined, 'text/html', 'attachment'],
    ['image/png\r\nX: y', 'png', undefined, 'application/octet-stream', 'attachment'],
    ['', 'txt', undefined, 'application/octet-stream', 'attachment'],
  ];
  for (const [type, extension, encoding, served, disposition] of table)
    assert.deepEqual(servedAs(type, extension, encoding), { type: served, disposition });
});
