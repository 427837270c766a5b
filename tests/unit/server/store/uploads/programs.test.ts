// Programs under other names, and files that only begin like one.
import assert from 'node:assert/strict';
import { open as openFile } from 'node:fs/promises';
import { test } from 'node:test';
import { programTypeOf } from '../../../../../server/store/uploads/programs.ts';
import { compound, MSI_CLASS, of, WORD_CLASS, zero, zip } from './archives.ts';
import { chunks, faulty, LIMIT, listing, open, picture, RULE } from './helpers.ts';

const typeOf = (bytes: Buffer) =>
  programTypeOf({
    size: bytes.length,
    read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
  });

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const MAIN = 'Manifest-Version: 1.0\r\nMain-Class: game.Main\r\n\r\n';
const LIBRARY = 'Manifest-Version: 1.0\r\nCreated-By: 21\r\n\r\n';
const MANIFEST = 'META-INF/MANIFEST.MF';
const PNG = await picture(8, 6).png().toBuffer();

const PROGRAMS: [what: string, bytes: Buffer, type: string][] = [
  [
    'a program of Windows',
    of('MZ', [0x90, 0, 3, 0], zero(60), 'This program cannot be run in DOS mode'),
    'exe',
  ],
  ['a short one', of('MZ', [0]), 'exe'],
  ['ELF, 64 bit', of([0x7f], 'ELF', [2, 1, 1, 0], zero(60)), 'exe'],
  ['ELF, 32 bit, big endian', of([0x7f], 'ELF', [1, 2, 1, 0], zero(60)), 'exe'],
  ['Mach-O, 32 bit', of(hex('feedface 00000007'), zero(40)), 'exe'],
  ['Mach-O, 64 bit', of(hex('feedfacf 01000007'), zero(40)), 'exe'],
  ['Mach-O, 32 bit, little endian', of(hex('cefaedfe 07000000'), zero(40)), 'exe'],
  ['Mach-O, 64 bit, little endian', of(hex('cffaedfe 0c000001'), zero(40)), 'exe'],
  ['Mach-O for two processors', of(hex('cafebabe 00000002'), zero(40)), 'exe'],
  ['the same, 64 bit', of(hex('cafebabf 00000002'), zero(40)), 'exe'],
  ['the same, little endian', of(hex('bebafeca 02000000'), zero(40)), 'exe'],
  ['the same, 64 bit, little endian', of(hex('bfbafeca 02000000'), zero(40)), 'exe'],
  ['a shortcut', of(hex('4c000000 01140200 00000000 c0000000 00000046'), zero(60)), 'lnk'],
  ['an installer', compound(MSI_CLASS), 'msi'],
  ['an installer whose directory lies behind what is kept in memory', compound(MSI_CLASS, 400), 'msi'],
  [
    'a package of Debian',
    of('!<arch>\ndebian-binary   1700000000  0     0     100644  4         `\n2.0\n'),
    'deb',
  ],
  ['a package of Red Hat', of(hex('edabeedb 0300'), zero(90)), 'rpm'],
  ['a Java program', zip({ [MANIFEST]: MAIN, 'game/Main.class': 'x' }), 'jar'],
  ['the same, packed', zip({ 'a.txt': 'x'.repeat(5000), [MANIFEST]: MAIN }, { deflate: true }), 'jar'],
  ['the same in other letters', zip({ 'meta-inf/Manifest.mf': MAIN.toLowerCase() }), 'jar'],
  ['the same with line feeds', zip({ [MANIFEST]: MAIN.replaceAll('\r\n', '\n') }), 'jar'],
  ['the same with carriage returns', zip({ [MANIFEST]: MAIN.replaceAll('\r\n', '\r') }), 'jar'],
  ['the same with a comment', zip({ [MANIFEST]: MAIN }, { comment: 'PK\x05\x06 of mine' }), 'jar'],
  ['the same with bytes behind it', of(zip({ [MANIFEST]: MAIN }), zero(1000)), 'jar'],
  ['the same behind a picture', of(PNG, zip({ [MANIFEST]: MAIN })), 'jar'],
  [
    'the same behind a script',
    of('#!/bin/sh\njava -jar "$0"\n', zip({ [MANIFEST]: MAIN }, { deflate: true })),
    'jar',
  ],
  ['one among very many entries', zip({ ...many(3000), [MANIFEST]: MAIN }), 'jar'],
  [
    'one whose manifest is too long to be read',
    zip({ [MANIFEST]: `A: ${'x'.repeat(5_000_000)}\r\n${MAIN}` }, { deflate: true }),
    'jar',
  ],
  ['an app for Android', zip({ 'classes.dex': 'x', 'AndroidManifest.xml': 'x' }), 'apk'],
  ['the same, packed', zip({ 'AndroidManifest.xml': 'x' }, { deflate: true }), 'apk'],
  ['a Java program with the directory of large archives', large(zip({ [MANIFEST]: MAIN })), 'jar'],
];

const OTHERS: [what: string, bytes: Buffer][] = [
  ['a sentence', of('MZ is short for Markus Zusak')],
  ['a sentence in Windows-1252', of('MZ hei\xdft M\xe4rz')],
  ['letters that only Windows-1252 has', of('\xfe\xed\xfa\xce wrote \xca\xfe\xba\xbe')],
  ['a long text', of('MZ\n', 'Zeile\r\n'.repeat(2000))],
  ['nothing', zero(0)],
  ['two letters', of('MZ')],
  ['a picture', PNG],
  ['compiled Java', of(hex('cafebabe 00000041'), zero(40))],
  ['a document of Word', compound(WORD_CLASS)],
  ['a document with a password', compound('0'.repeat(32))],
  ['a compound file that ends early', compound(MSI_CLASS).subarray(0, 600)],
  ['its first bytes alone', compound(MSI_CLASS).subarray(0, 40)],
  ['a library of Java', zip({ [MANIFEST]: LIBRARY, 'a/A.class': 'x' }, { deflate: true })],
  ['a manifest elsewhere', zip({ [`lib/${MANIFEST}`]: MAIN })],
  ['a manifest that mentions it', zip({ [MANIFEST]: 'Comment: no Main-Class: here\r\n' })],
  ['a manifest of Android elsewhere', zip({ 'src/main/AndroidManifest.xml': 'x' })],
  ['an archive with a program in it', zip({ 'game.jar': zip({ [MANIFEST]: MAIN }) })],
  ['a program in an archive that is no zip', of(zero(512), zip({ [MANIFEST]: MAIN }), zero(1024))],
  ['an empty archive', zip({})],
  ['half an archive', zip({ [MANIFEST]: MAIN }).subarray(0, 90)],
  [
    'another archive of Unix',
    of('!<arch>\nlibm.o/         0           0     0     644     8         `\n', zero(8)),
  ],
];

test('programs are recognised by their contents', async () => {
  for (const [what, bytes, type] of PROGRAMS) assert.equal(await typeOf(bytes), type, what);
});

test('what only begins like a program is none', async () => {
  for (const [what, bytes] of OTHERS) assert.equal(await typeOf(bytes), undefined, what);
});

test('the server refuses each as a photo, and takes each of the others', async (t) => {
  const { uploads, env } = await open(t);
  const save = (bytes: Buffer) =>
    uploads.save(chunks(bytes, 1000), { filename: 'foto.jpg', limit: LIMIT, rule: RULE });
  for (const [what, bytes] of PROGRAMS)
    await assert.rejects(
      save(bytes),
      { code: 'type_denied', message: /Programs are not accepted here/ },
      what,
    );
  assert.deepEqual(await listing(env.folder), []);
  for (const [what, bytes] of OTHERS) assert.equal((await save(bytes)).size, bytes.length, what);
});

test('a real one is refused: the program that runs this', async (t) => {
  const { uploads } = await open(t);
  const file = await openFile(process.execPath);
  t.after(() => file.close());
  const { buffer } = await file.read(Buffer.alloc(1_000_000), 0, 1_000_000, 0);
  await assert.rejects(uploads.save(chunks(buffer), { filename: 'foto.jpg', limit: LIMIT, rule: RULE }), {
    code: 'type_denied',
  });
});

test('a file that cannot be read again is not accepted', async (t) => {
  const { uploads, env } = await open(t, { fs: faulty((_, name) => (name === 'read' ? 'EIO' : undefined)) });
  const bytes = of(PNG, zero(200_000));
  await assert.rejects(uploads.save(chunks(bytes), { filename: 'foto.jpg', limit: LIMIT, rule: RULE }), {
    code: 'storage_failed',
  });
  assert.deepEqual(await listing(env.folder), []);
});

function many(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`classes/of/the/game/${String(index)}`, '']),
  );
}

/** As archives over 4 GB are written: the usual record says only that another one comes before it. */
function large(archive: Buffer): Buffer {
  const end = Buffer.from(archive.subarray(-22));
  const record = of('PK\x06\x06', zero(52));
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = of('PK\x06\x07', zero(16));
  locator.writeBigUInt64LE(BigInt(archive.length - 22), 8);
  end.fill(0xff, 8, 20);
  return of(archive.subarray(0, -22), record, locator, end);
}
