// Multipart forms, whole and broken, with names of files as nobody should give them.
import * as fc from 'fast-check';
import { text } from './payloads.ts';

const wellFormed = text.map((each) => each.toWellFormed());
const name = fc.oneof(fc.constantFrom('file', 'file', 'file', 'FILE', '', '__proto__', 'file[]'), wellFormed);
const ending = fc.constantFrom(
  '.txt',
  '.png',
  '.svg',
  '.html',
  '.TXT',
  '.txt.',
  '.txt ',
  '.txt::$DATA',
  '.txt\0.png',
  '',
);
const filename = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        'a',
        'CON',
        '../../a',
        '..\\..\\a',
        '/etc/passwd',
        'C:\\a',
        '.',
        '\u202e',
        '%00',
        '%2e%2e%2f',
        'thumb_a',
        'a"b',
        'a%22b',
      ),
      wellFormed,
    ),
    ending,
  )
  .map((parts) => parts.join(''));
const contents = fc.oneof(
  fc.constantFrom('hello', '', '<svg onload="alert(1)"/>', '%PDF-1.4', 'GIF89a', '\0\0'),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const extraHeader = fc.constantFrom(
  '',
  'Content-Type: text/html\r\n',
  'Content-Type: image/svg+xml; charset=utf-16\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  ': \r\n',
  '\0: x\r\n',
  'Content-Disposition: x\r\n',
  `X: ${'y'.repeat(3_000)}\r\n`,
);
const disposition = fc.oneof(
  fc.tuple(name, filename).map(([field, file]) => `form-data; name="${field}"; filename="${file}"`),
  name.map((field) => `form-data; name="${field}"`),
  filename.map((file) => `form-data; name="file"; filename*=UTF-8''${encodeURIComponent(file)}`),
  fc.constantFrom(
    'form-data',
    'attachment; filename=x',
    'form-data; name="file"; filename*=utf-16\'\'%ff%',
    'form-data; name="file"; filename="a.txt',
  ),
);
const part = fc
  .tuple(disposition, extraHeader, contents)
  .map(([value, header, bytes]) => `--b\r\nContent-Disposition: ${value}\r\n${header}\r\n${bytes}\r\n`);
const end = fc.constantFrom('--b--\r\n', '--b--\r\n', '--b--\r\n', '--b--', '--b', '', '--c--\r\n');

/** The body of a form whose boundary is `b`. */
export const form = fc
  .tuple(fc.array(part, { maxLength: 4 }), end)
  .map(([parts, last]) => `${parts.join('')}${last}`);
export const formType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('multipart/form-data; boundary=b') },
  fc.constantFrom(
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="b',
    'multipart/form-data; boundary=c',
    'multipart/form-data; boundary=b; charset=utf-7',
    'multipart/mixed; boundary=b',
    'application/x-www-form-urlencoded',
  ),
);
