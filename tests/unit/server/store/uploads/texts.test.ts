// Texts in every encoding: taken, unchanged, and served with the encoding that is certain.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeLine } from '../../../../../server/store/log/log-line.ts';
import { of, zero } from './archives.ts';
import { chunks, LIMIT, open, RULE } from './helpers.ts';

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const UTF_8 = 'text/plain; charset=utf-8';

const TEXTS: [what: string, bytes: Buffer, served: string][] = [
  ['ASCII', of('hello\n'), UTF_8],
  ['nothing', zero(0), UTF_8],
  ['UTF-8', Buffer.from('Übersicht 🎉'), UTF_8],
  ['UTF-8 with its mark', Buffer.from('\ufeffÜbersicht'), UTF_8],
  ['colours of a terminal', of('\x1b[31mred\x1b[0m\f\b'), UTF_8],
  ['control characters of C1', Buffer.from('c1 \u0085 control'), UTF_8],
  ['an end mark of DOS', of('old\r\n\x1a'), UTF_8],
  ['Windows-1252', of('gr\xfc\xdfe \x84aus\x93 \x80 5'), 'text/plain'],
  ['Latin-2', of('\xb3\xf3d\xbc'), 'text/plain'],
  ['one letter of Windows-1252', of('\xfc'), 'text/plain'],
  ['half a letter of UTF-8', of('ends in half a letter ', [0xc3]), 'text/plain'],
  ['Shift JIS', of([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]), 'text/plain'],
  ['UTF-16 LE', utf16('Grüße\r\n🎉'), 'text/plain; charset=utf-16le'],
  ['UTF-16 BE', utf16('Grüße\r\n🎉').swap16(), 'text/plain; charset=utf-16be'],
  ['UTF-16, empty', utf16(''), 'text/plain; charset=utf-16le'],
  ['UTF-16, Japanese', utf16('日本語のノート'), 'text/plain; charset=utf-16le'],
  ['UTF-16, long', utf16('Zeile mit Ümlaut\r\n'.repeat(20_000)), 'text/plain; charset=utf-16le'],
  ['UTF-16 without its mark', utf16('Notes').subarray(2), 'application/octet-stream'],
  ['UTF-16 that is cut', utf16('Grüße').subarray(0, -1), 'application/octet-stream'],
  ['half a pair of UTF-16', of([0xff, 0xfe, 0x3d, 0xd8, 0x41, 0]), 'application/octet-stream'],
  ['UTF-32', of([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), 'application/octet-stream'],
  ['a NUL', of('nul\0byte'), 'application/octet-stream'],
  ['a NUL at the very end', of('a'.repeat(150_000), [0]), 'application/octet-stream'],
  ['a mark alone', of([0xff]), 'text/plain'],
  // what begins like something else
  ['MAC adressen', of('MAC adressen der Drucker\n'), UTF_8],
  ['BZh', of('BZh heißt bei uns Berufszentrum'), 'text/plain'],
  ['BMW', of('BMW is no picture'), UTF_8],
  ['MZ', of('MZ, die Zeitung'), UTF_8],
  ['solid', of('solid plans for tomorrow'), UTF_8],
  ['GIF', of('GIF89a is a format'), UTF_8],
  ['ID3', of('ID3 of the list'), UTF_8],
  ['FWS', of('FWS: Freie Waldorfschule'), UTF_8],
  ['Rar!', of('Rar! macht die Katze'), UTF_8],
  ['PK', of('PK und FK: primary key, foreign key'), UTF_8],
  ['fLaC', of('fLaC is lossless'), UTF_8],
  ['a feed of RIFF', of('RIFF of the guitar, WAVE of the sea'), UTF_8],
  ['a page', of('<!doctype html><script>alert(1)</script>'), UTF_8],
  ['a drawing', of('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), UTF_8],
];

test('a text in any encoding is taken, byte for byte, and served in the encoding it certainly has', async (t) => {
  const { uploads, env } = await open(t);
  for (const [what, bytes, served] of TEXTS)
    for (const size of [64 * 1024, bytes.length < 1_000 ? 1 : 1_001]) {
      const { unique_filename: name, type } = await uploads.save(chunks(bytes, size), {
        filename: 'notiz.txt',
        limit: LIMIT,
        rule: RULE,
      });
      const stored = await uploads.open(name);
      assert.ok(stored, what);
      assert.ok((await readFile(join(stored.folder, stored.stored))).equals(bytes), what);
      assert.equal(stored.type, served, what);
      assert.equal(type, served.split(';')[0], what);
      assert.equal(stored.disposition, served.startsWith('text/plain') ? 'inline' : 'attachment', what);
    }
  await uploads.close();
  const { uploads: again } = await open(t, { folder: env.folder });
  const names = (await readFile(join(env.folder, 'uploads.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).file.unique_filename);
  const types = await Promise.all(names.map(async (name) => (await again.open(name))?.type));
  assert.deepEqual(
    types,
    TEXTS.flatMap(([, , served]) => [served, served]),
    'also after the server was started again',
  );
});

test('texts of earlier versions are UTF-8, which they had to be; those of an old server are looked at', async (t) => {
  const { uploads, env } = await open(t);
  const { unique_filename: name } = await uploads.save(chunks('Grüße'), {
    filename: 'a.txt',
    limit: LIMIT,
    rule: RULE,
  });
  await uploads.close();
  const log = join(env.folder, 'uploads.jsonl');
  const { crc: _crc, encoding, ...line } = JSON.parse(await readFile(log, 'utf8'));
  assert.equal(encoding, 'utf-8');
  await writeFile(log, encodeLine(line));
  const olds: [name: string, bytes: Buffer, served: string][] = [
    ['old-8.txt', Buffer.from('Grüße'), UTF_8],
    ['old-1252.txt', of('gr\xfc\xdfe'), 'text/plain'],
    ['old-16.txt', utf16('Grüße'), 'text/plain; charset=utf-16le'],
    ['old-large.txt', Buffer.from('Grüße\n'.repeat(50_000)), UTF_8],
    ['old-not.txt', of('a\0'), 'text/plain'],
  ];
  for (const [old, bytes] of olds) await writeFile(join(env.folder, 'uploads', old), bytes);
  const { uploads: again } = await open(t, { folder: env.folder });
  assert.equal((await again.open(name))?.type, UTF_8);
  await again.adopt(
    olds.map(([old, bytes]) => ({
      id: old,
      filename: old,
      unique_filename: old,
      size: bytes.length,
      type: 'text/plain',
      url: `/api/files/${old}`,
      thumbnail_url: null,
      uploaded_at: '2025-01-01T00:00:00Z',
    })),
  );
  for (const [old, , served] of olds)
    for (const _ of [1, 2]) assert.equal((await again.open(old))?.type, served, old);
});
