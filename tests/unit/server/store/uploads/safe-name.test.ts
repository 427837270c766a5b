import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, property, string } from 'fast-check';
import { extensionOf, safeName } from '../../../../../server/store/uploads/safe-name.ts';

const TABLE: [given: string, expected: string][] = [
  ['notes.txt', 'notes.txt'],
  ['Übersicht für Jörg.pdf', 'Übersicht für Jörg.pdf'],
  ['U\u0308bersicht.pdf', 'Übersicht.pdf'],
  ['🎉 Party 👩‍👩‍👧‍👦 ❤️.png', '🎉 Party 👩‍👩‍👧‍👦 ❤️.png'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿.png', '🏴.png'],
  ['日本語のファイル.txt', '日本語のファイル.txt'],
  ['C:\\Users\\anna\\photo.jpg', 'photo.jpg'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['a/b/c.txt', 'c.txt'],
  ['what? is: this*.txt', 'what_ is_ this_.txt'],
  ['10:30 "Uhr" <heute>|.png', '10_30 _Uhr_ _heute_.png'],
  ['CON.txt', 'CON_.txt'],
  ['lpt1.tar.txt', 'lpt1_.tar.txt'],
  ['nul', 'nul_'],
  ['trailing. . .', 'trailing'],
  ['trailing .txt. ', 'trailing.txt'],
  ['.hidden.txt', 'hidden.txt'],
  ['.txt', 'file.txt'],
  ['...', 'file'],
  ['', 'file'],
  ['   .png', 'file.png'],
  ['\u200b\u2060.png', 'file.png'],
  ['invoice\u202etxt.exe', 'invoicetxt.exe'],
  ['a\u200db\u200bc\ufeff.txt', 'abc.txt'],
  ['nul\u0000l.txt', 'null.txt'],
  ['a\r\nSet-Cookie: x.txt', 'a Set-Cookie_ x.txt'],
  ['file.txt:evil.exe', 'file.txt_evil.exe'],
  ['photo.JPG', 'photo.JPG'],
  ['lone \ud800 half.txt', 'lone _ half.txt'],
];

test('names are readable and safe', () => {
  for (const [given, expected] of TABLE) assert.equal(safeName(given), expected, JSON.stringify(given));
});

test('long names are cut between graphemes and keep their extension', () => {
  for (const unit of ['x', 'ü', '漢', '👩‍👩‍👧‍👦', 'e\u0323\u0302\u0301']) {
    const name = safeName(`${unit.repeat(400)}.png`);
    assert.ok(name.endsWith('.png'));
    assert.ok(Buffer.byteLength(`thumb_${crypto.randomUUID()}_${name}.webp`) <= 255, name);
    assert.equal(name.slice(0, -4).replaceAll(unit.normalize('NFC'), ''), '', 'only whole units');
  }
  assert.equal(safeName('x'.repeat(300)).length, 207);
  assert.equal(Buffer.byteLength(safeName(`a.${'y'.repeat(300)}`)), 207);
});

test('any name is valid everywhere, and stays as it is when made safe again', () => {
  check(
    property(string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = safeName(given);
      assert.match(name, /^[^\p{Cc}<>:"/\\|?*]+$/u);
      assert.doesNotMatch(name, /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      assert.doesNotMatch(name, /^[. ]|[. ]$/);
      assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      assert.ok(Buffer.byteLength(name) <= 207);
      assert.equal(name, name.normalize('NFC'));
      assert.equal(safeName(name), name);
      encodeURIComponent(name);
    }),
    { numRuns: 2_000 },
  );
});

test('extensions', () => {
  for (const [name, extension] of [
    ['a.TXT', 'txt'],
    ['a', ''],
    ['a.tar.gz', 'gz'],
    ['a.', ''],
  ] as const)
    assert.equal(extensionOf(name), extension);
});
