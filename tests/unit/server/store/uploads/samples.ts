// The smallest files that are what they say, and some that are not.
import { compound, MSI_CLASS, of, WORD_CLASS, zero, zip } from './archives.ts';
import { picture } from './helpers.ts';

const contentTypes = (main: string): string =>
  `<?xml version="1.0"?><Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`;
const PDF = of('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const CFB = compound(WORD_CLASS);
const ZIP = zip({ 'a.txt': 'hello' });
const DOCX = zip({ '[Content_Types].xml': contentTypes('wordprocessingml.document') });
const PNG = await picture(8, 6).png().toBuffer();
const JPEG = await picture(8, 6).jpeg().toBuffer();
const GIF = await picture(8, 6).gif().toBuffer();
const WEBP = await picture(8, 6).webp().toBuffer();
const MP4 = of(zero(3), [24], 'ftypisom', zero(4), 'isomiso2', zero(100));
const HTML = of('<!doctype html><html><script>alert(1)</script></html>');
const SVG = of('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

/** What must be taken, and as what type. */
export const GOOD: [name: string, bytes: Buffer, type: string][] = [
  ['a.txt', of('hello\n\ttabs\r\n'), 'text/plain'],
  ['empty.txt', zero(0), 'text/plain'],
  ['umlaut.txt', Buffer.from('\ufeffÜbersicht 🎉'), 'text/plain'],
  ['bmw.txt', of('BMW is no picture'), 'text/plain'],
  ['solid.txt', of('solid plans for tomorrow'), 'text/plain'],
  ['calendar.txt', of('BEGIN:VCALENDAR\nVERSION:2.0\n'), 'text/plain'],
  // text it is, and served as that
  ['page.txt', HTML, 'text/plain'],
  ['a.pdf', PDF, 'application/pdf'],
  ['a.png', PNG, 'image/png'],
  ['A.PNG', PNG, 'image/png'],
  ['a.jpg', JPEG, 'image/jpeg'],
  ['a.jpeg', JPEG, 'image/jpeg'],
  ['a.gif', GIF, 'image/gif'],
  ['a.webp', WEBP, 'image/webp'],
  ['a.mp4', MP4, 'video/mp4'],
  ['a.webm', of([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm', zero(100)), 'video/webm'],
  ['a.mp3', of([0xff, 0xfb, 0x90, 0x64], zero(500)), 'audio/mpeg'],
  [
    'tagged.mp3',
    of('ID3', [4, 0, 0, 0, 0, 1, 0], zero(128), [0xff, 0xfb, 0x90, 0x64], zero(500)),
    'audio/mpeg',
  ],
  ['a.wav', of('RIFF', [36, 0, 0, 0], 'WAVEfmt ', zero(100)), 'audio/wav'],
  ['a.ogg', of('OggS', zero(22), [1, 30], [1], 'vorbis', zero(100)), 'audio/ogg'],
  ['a.rar', of('Rar!\x1a\x07\x01\x00', zero(50)), 'application/x-rar-compressed'],
  ['a.zip', ZIP, 'application/zip'],
  ['report.zip', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['a.doc', CFB, 'application/msword'],
  ['a.xls', CFB, 'application/vnd.ms-excel'],
  ['a.ppt', CFB, 'application/vnd.ms-powerpoint'],
  ['outlook.msg', CFB, 'application/x-cfb'],
  ['a.docx', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [
    'a.xlsx',
    zip({ '[Content_Types].xml': contentTypes('spreadsheetml.sheet') }),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['a.pptx', ZIP, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  // with a password
  [
    'secret.docx',
    compound('00000000000000000000000000000000'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  // what office programs write
  ['letter.doc', of('{\\rtf1\\ansi hello}'), 'application/msword'],
  ['table.xls', of('<html><table><tr><td>1</td></tr></table></html>'), 'application/vnd.ms-excel'],
  ['letter.rtf', of('{\\rtf1\\ansi hello}'), 'application/rtf'],
  // named otherwise than it is
  ['foto.jpg', WEBP, 'image/webp'],
  ['foto.jpeg', PNG, 'image/png'],
  ['picture.png', JPEG, 'image/jpeg'],
  ['song.mp3', WEBP, 'image/webp'],
  ['a.zip.pdf', ZIP, 'application/zip'],
  ['a.jpg.txt', JPEG, 'image/jpeg'],
  ['a.png', HTML, 'text/plain'],
  ['b.png', SVG, 'text/plain'],
  ['a.mp4', HTML, 'text/plain'],
  ['a.txt', PDF, 'text/plain'],
  ['empty.png', zero(0), 'text/plain'],
  // never shown, whatever they say
  ['a.html', HTML, 'text/plain'],
  ['a.svg', SVG, 'text/plain'],
  ['a.xml', of('<?xml version="1.0"?><a/>'), 'text/plain'],
  ['noextension', of('hello'), 'text/plain'],
  ['data.bin', of('nul\0byte'), 'application/octet-stream'],
  ['nul.txt', of('nul\0byte'), 'application/octet-stream'],
  ['late.txt', Buffer.concat([Buffer.alloc(200_000, 'a'), zero(1)]), 'application/octet-stream'],
  // sound and films
  ['memo.m4a', of(zero(3), [24], 'ftypmp42', zero(4), 'mp42isom', zero(100)), 'audio/mp4'],
  ['voice.m4a', of(zero(3), [24], 'ftypM4A ', zero(4), 'M4A mp42', zero(100)), 'audio/mp4'],
  ['clip.mov', of(zero(3), [20], 'ftypqt  ', zero(4), 'qt  ', zero(100)), 'video/quicktime'],
  ['bild.heic', of(zero(3), [24], 'ftypheic', zero(4), 'mif1heic', zero(100)), 'image/heic'],
  ['voice.ogg', of('OggS', zero(22), [1, 30], 'OpusHead', zero(100)), 'audio/ogg; codecs=opus'],
  ['tabelle.csv', of('a;b\n1;2\n'), 'text/csv'],
  ['termin.ics', of('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), 'text/calendar'],
];

/** What must be refused as `type_denied`: programs, by their names or by their contents. */
export const BAD: [name: string, bytes: Buffer][] = [
  ['a.exe', of('MZ', zero(200))],
  ['a.js', of('alert(1)')],
  ['photo.png.exe', PNG],
  ['photo.png:evil.exe', PNG],
  ['foto.jpg', of('MZ', zero(200))],
  ['a.xlsx', of('MZ', zero(200))],
  ['setup.doc', compound(MSI_CLASS)],
  ['game.zip', zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\nMain-Class: Game\r\n' })],
  ['app.zip', zip({ 'AndroidManifest.xml': 'binary' })],
];

/** Two things at once: taken as what they are first, never shown as the other. */
export const POLYGLOTS: [name: string, bytes: Buffer, type: string][] = [
  ['both.gif', Buffer.concat([GIF, HTML]), 'image/gif'],
  ['both.jpg', Buffer.concat([JPEG, ZIP]), 'image/jpeg'],
  ['both.pdf', Buffer.concat([PDF, HTML]), 'application/pdf'],
];
