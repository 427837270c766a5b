import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  addressOf,
  endingOf,
  kindOf,
  placeOf,
  previewOf,
  shownName,
} from '../../../../../renderer/chat/files/file-kind.ts';

const url = '/api/files/0f_a.png';
const file = (type: string, more: { url?: string; thumbnail_url?: string | null } = {}) => ({
  type,
  url,
  thumbnail_url: null,
  ...more,
});

suite('how a file is shown', () => {
  test('what a browser can show or play is shown, everything else is a card', () => {
    for (const type of ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/apng'])
      assert.equal(kindOf(file(type)), 'image');
    for (const type of ['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-m4v'])
      assert.equal(kindOf(file(type)), 'video');
    for (const type of [
      'audio/mpeg',
      'audio/wav',
      'audio/ogg',
      'application/ogg',
      'audio/ogg; codecs=opus',
      'audio/mp4',
      'audio/x-m4a',
      'audio/aac',
      'audio/flac',
      'audio/webm',
    ])
      assert.equal(kindOf(file(type)), 'audio');
    for (const type of [
      'image/svg+xml',
      'text/html',
      'application/pdf',
      '',
      'image/png; x',
      'IMAGE/PNG ',
      'image/heic',
      'image/bmp',
      'video/x-msvideo',
      'audio/midi',
    ])
      assert.equal(kindOf(file(type)), 'other', type);
    assert.equal(kindOf({ type: undefined, url, thumbnail_url: null } as never), 'other');
  });

  test('a picture that nobody can decode is a card', () => {
    const table: [width: unknown, height: unknown, thumbnail: string | null, kind: string][] = [
      [12_000, 12_000, null, 'other'],
      [40_000, 1_001, null, 'other'],
      [8_000, 5_000, null, 'image'],
      [8_001, 5_000, null, 'other'],
      [12_000, 12_000, '/api/files/thumb_a.webp', 'image'],
      [12_000, 12_000, 'https://evil.example/thumb.webp', 'other'],
      [undefined, undefined, null, 'image'],
      [12_000, undefined, null, 'image'],
      ['12000', '12000', null, 'other'],
    ];
    for (const [width, height, thumbnail, kind] of table)
      assert.equal(
        kindOf({ ...file('image/png', { thumbnail_url: thumbnail }), width, height }),
        kind,
        `${String(width)} x ${String(height)}`,
      );
    assert.equal(kindOf({ ...file('video/mp4'), width: 12_000, height: 12_000 }), 'video');
  });

  test('addresses elsewhere are none', () => {
    for (const bad of [
      'http://evil.example/x.png',
      '//evil.example/x.png',
      'javascript:alert(1)',
      '/api/files/../x',
      '/api/files/a/b',
      '/other',
      '',
      '/api/files/\\x',
      null,
      7,
    ]) {
      assert.equal(addressOf({ url: bad } as never), null, String(bad));
      assert.equal(kindOf({ type: 'image/png', url: bad, thumbnail_url: url } as never), 'other');
    }
    assert.equal(previewOf(file('image/png', { thumbnail_url: 'http://evil.example/t.png' })), url);
    assert.equal(
      previewOf(file('image/png', { thumbnail_url: '/api/files/thumb_a.png' })),
      '/api/files/thumb_a.png',
    );
  });

  test('an image has its place before it is there', () => {
    assert.deepEqual(placeOf({ width: 1600, height: 1066 }), { width: 360, height: 240 });
    assert.deepEqual(placeOf({ width: 600, height: 1800 }), { width: 87, height: 260 });
    assert.deepEqual(placeOf({ width: 100, height: 80 }), { width: 100, height: 80 });
    assert.deepEqual(placeOf({ width: 30_000, height: 1 }), { width: 360, height: 44 });
    for (const odd of [
      {},
      { width: 0, height: 5 },
      { width: -1, height: 1 },
      { width: 'x', height: 1 },
      { width: NaN, height: 1 },
    ])
      assert.deepEqual(placeOf(odd), { width: 300, height: 200 });
  });

  test('a name cannot pretend another ending', () => {
    assert.equal(shownName('invoice\u202Efdp.exe'), 'invoicefdp.exe');
    assert.equal(endingOf('invoice\u202Efdp.exe'), 'EXE');
    assert.equal(shownName('a\nb\u0000.txt'), 'ab.txt');
    assert.deepEqual([undefined, '', '\u202E'].map(shownName), ['…', '…', '…']);
    assert.deepEqual(['a.tar.gz', '.env', 'README', 'x.verylongending', 'Grüße.PDF'].map(endingOf), [
      'GZ',
      '',
      '',
      '',
      'PDF',
    ]);
  });
});
