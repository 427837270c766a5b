// The smallest files that are what they say, and some that are not.
import { picture } from './helpers.ts';

const zero = (bytes: number): Buffer => Buffer.alloc(bytes);
const of = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** A zip with stored entries: local headers, directory, end. */
function zip(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const sizes = zero(8);
    sizes.writeUInt32LE(text.length, 0);
    sizes.writeUInt32LE(text.length, 4);
    const nameLength = zero(2);
    nameLength.writeUInt16LE(name.length);
    const at = zero(4);
    at.writeUInt32LE(offset);
    const local = of(
      'PK\x03\x04',
      [20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      zero(4),
      sizes,
      nameLength,
      zero(2),
      name,
      text,
    );
    directory.push(
      of(
        'PK\x01\x02',
        [20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        zero(4),
        sizes,
        nameLength,
        zero(12),
        at,
        name,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = zero(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

const contentTypes = (main: string): string =>
  `<?xml version="1.0"?><Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`;
const PDF = of('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const CFB = of([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zero(512));
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
  ['a.doc', CFB, 'application/x-cfb'],
  ['a.xls', CFB, 'application/x-cfb'],
  ['a.ppt', CFB, 'application/x-cfb'],
  ['a.docx', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [
    'a.xlsx',
    zip({ '[Content_Types].xml': contentTypes('spreadsheetml.sheet') }),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['a.pptx', ZIP, 'application/zip'],
];

/** What must be refused as `file_type`. */
export const BAD: [name: string, bytes: Buffer][] = [
  ['a.exe', of('MZ', zero(200))],
  ['a.html', HTML],
  ['a.svg', SVG],
  ['a.js', of('alert(1)')],
  ['noextension', of('hello')],
  ['a.png', SVG],
  ['a.png', HTML],
  ['a.png', JPEG],
  ['a.png', zero(0)],
  ['a.jpg', PDF],
  ['a.gif', of('<script>alert(1)</script>GIF89a')],
  ['a.pdf', HTML],
  ['a.mp4', HTML],
  ['a.mp3', of('hello')],
  ['a.webm', of([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x88], 'matroska', zero(100))],
  ['a.zip', of('Rar!\x1a\x07\x01\x00', zero(50))],
  ['a.docx', CFB],
  ['a.doc', ZIP],
  ['a.xlsx', of('MZ', zero(200))],
  ['a.txt', of('nul\0byte')],
  ['a.txt', of('escape\x1b[31m')],
  ['a.txt', Buffer.from('c1 \u0085 control')],
  ['a.txt', of([0xff, 0xfe, 0x41, 0x00])],
  ['latin1.txt', of([0xdc, 0x62, 0x65, 0x72])],
  ['cut.txt', of('ends in half a letter ', [0xc3])],
  ['a.txt', PNG],
  ['a.txt', PDF],
  ['a.txt', of('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['late.txt', Buffer.concat([Buffer.alloc(200_000, 'a'), zero(1)])],
  ['photo.png.exe', PNG],
  ['photo.png:evil.exe', PNG],
];

/** Two things at once: taken as what they are first, never shown as the other. */
export const POLYGLOTS: [name: string, bytes: Buffer, type: string][] = [
  ['both.gif', Buffer.concat([GIF, HTML]), 'image/gif'],
  ['both.jpg', Buffer.concat([JPEG, ZIP]), 'image/jpeg'],
  ['both.pdf', Buffer.concat([PDF, HTML]), 'application/pdf'],
];
