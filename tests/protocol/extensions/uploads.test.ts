// Which files a room accepts, what it says of that when somebody joins, and what comes back.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { PROGRAM_TYPES } from '../../../protocol/upload-rule.ts';
import { FORMER_DEFAULT } from '../../../server/settings/upload-types.ts';
import { openRoom, type RoomOptions } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';
import { compound, of, zero } from '../../unit/server/store/uploads/archives.ts';
import { picture } from '../../unit/server/store/uploads/helpers.ts';

async function openSite(t: TestContext, settings: RoomOptions['settings'] = {}) {
  const room = await openRoom({ settings });
  t.after(() => room.close());
  const upload = async (bytes: Buffer, name: string) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body: form });
    return { status: response.status, body: await response.json() };
  };
  return { room, upload };
}

const mp4 = (brand: string): Buffer => of(zero(3), [24], `ftyp${brand}`, zero(4), brand, zero(100));
const WEBP = await picture(300, 200).webp().toBuffer();
const HUGE = await picture(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer();

const TAKEN: [name: string, bytes: Buffer, type: string, disposition: string][] = [
  ['foto.jpg', WEBP, 'image/webp', 'inline'],
  ['notiz.txt', of('gr\xfc\xdfe'), 'text/plain', 'inline'],
  ['notiz.txt', Buffer.from('\ufeffGrüße', 'utf16le'), 'text/plain; charset=utf-16le', 'inline'],
  ['notiz.txt', of('MAC adressen'), 'text/plain; charset=utf-8', 'inline'],
  ['notiz.txt', of('BZh'), 'text/plain; charset=utf-8', 'inline'],
  ['leer.txt', zero(0), 'text/plain; charset=utf-8', 'inline'],
  ['memo.m4a', mp4('mp42'), 'audio/mp4', 'inline'],
  ['clip.mov', mp4('qt  '), 'video/quicktime', 'attachment'],
  ['bild.heic', mp4('heic'), 'image/heic', 'attachment'],
  ['tabelle.csv', of('a;b\n1;2\n'), 'text/csv; charset=utf-8', 'attachment'],
  [
    'geheim.docx',
    compound('0'.repeat(32)),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'attachment',
  ],
  ['brief.doc', of('{\\rtf1 Hallo}'), 'application/msword', 'attachment'],
  ['liste.xls', of('<html><table></table></html>'), 'application/vnd.ms-excel', 'attachment'],
  ['sprache.ogg', of('OggS', zero(22), [1, 30], 'OpusHead', zero(100)), 'audio/ogg; codecs=opus', 'inline'],
  ['riesig.png', HUGE, 'image/png', 'inline'],
  ['seite.html', of('<script>alert(1)</script>'), 'text/plain; charset=utf-8', 'attachment'],
  ['ohne', of([1, 2, 3]), 'application/octet-stream', 'attachment'],
];

test('every kind of file is accepted, comes back byte for byte, and as what it is', async (t) => {
  const { room, upload } = await openSite(t, { maxUpload: 1024 ** 2 });
  const anna = await enter(room.url, person('Anna'));
  for (const [name, bytes, type, disposition] of TAKEN) {
    const { status, body } = await upload(bytes, name);
    assert.deepEqual([status, body.filename, body.size], [200, name, bytes.length]);
    const { message } = await anna.askOk('send_message', {
      channel_id: 'general',
      message: { type: 'file', file: { unique_filename: body.unique_filename, type: 'text/html', width: 1 } },
    });
    assert.deepEqual(message.file, body);
    const response = await fetch(room.url + body.url);
    assert.equal(response.headers.get('content-type'), type, name);
    assert.equal(response.headers.get('content-disposition')?.split(';')[0], disposition, name);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(bytes), name);
  }
  const sizes = async (bytes: Buffer, name: string) => {
    const { body } = await upload(bytes, name);
    return [body.width, body.height, body.thumbnail_url === null];
  };
  assert.deepEqual(await sizes(WEBP, 'foto.jpg'), [300, 200, false]);
  assert.deepEqual(await sizes(HUGE, 'riesig.png'), [12_000, 12_000, true]);
  anna.close();
});

test('a refusal names its own reason and who can change it; an old client gets 400 or 413', async (t) => {
  const { room, upload } = await openSite(t, { maxUpload: 1000 });
  const table: [name: string, bytes: Buffer, status: number, code: string, words: RegExp][] = [
    [
      'programm.exe',
      of('x'),
      400,
      'type_denied',
      /Programs and scripts are not accepted here.* host can change/,
    ],
    [
      'foto.jpg',
      of('MZ', zero(100)),
      400,
      'type_denied',
      /is a program, whatever its name.* host can change/,
    ],
    ['lied.mp3', zero(1001), 413, 'too_large', /too large: at most 1000 bytes.* host can raise/],
    ['lied.mp3', zero(3_000_000), 413, 'too_large', /too large: at most 1000 bytes.* host can raise/],
  ];
  for (const [name, bytes, status, code, words] of table) {
    const { status: answered, body } = await upload(bytes, name);
    assert.deepEqual([answered, body.code], [status, code], name);
    assert.match(body.error, words);
  }
  assert.equal((await upload(zero(1000), 'lied.mp3')).status, 200);
  assert.equal(room.server.state.state, 'running');
});

test('the limits say which files are refused, in words old pages understand too', async (t) => {
  const { room } = await openSite(t);
  const anna = await enter(room.url, person('Anna'));
  const { server } = await anna.askOk('join_user', { user: person('Ben') });
  assert.deepEqual(server.limits, {
    message: 8_000,
    upload: 10 * 1024 ** 2,
    types: FORMER_DEFAULT,
    denied_types: PROGRAM_TYPES,
  });
  anna.close();
});

test('a host’s own lists: only these, or all but those', async (t) => {
  const only = await openSite(t, { uploadTypes: ['csv', 'txt'] });
  const anna = await enter(only.room.url, person('Anna'));
  const joined = await anna.askOk('join_user', { user: person('Ben') });
  assert.deepEqual(joined.server.limits, { message: 8_000, upload: 10 * 1024 ** 2, types: ['csv', 'txt'] });
  anna.close();
  assert.equal((await only.upload(of('a;b'), 'a.csv')).status, 200);
  const { status, body } = await only.upload(WEBP, 'foto.webp');
  assert.deepEqual([status, body.code], [400, 'type_denied']);
  assert.match(body.error, /Accepted are: csv, txt\. The host can change that/);

  const but = await openSite(t, { deniedTypes: ['zip'] });
  assert.equal((await but.upload(of('MZ', zero(100)), 'programm.exe')).status, 200);
  assert.equal((await but.upload(of('x'), 'a.zip')).status, 400);
});
