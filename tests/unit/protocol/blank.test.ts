// What the server refuses as empty, and what a page has to say something of instead of showing it.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isBlank } from '../../../protocol/blank.ts';

const codesOf = (text: string): string =>
  Array.from(text, (each) => each.codePointAt(0)?.toString(16) ?? '').join(' ');

suite('nothing to see', () => {
  const BLANK = [
    '',
    ' \n\t ',
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u3164',
    '\uFFA0',
    '\u115F\u1160',
    '\u00AD\u00AD',
    '\uFE0F',
    '\u{E0100}',
    '\u2800',
    '\u{E0041}\u{E007F}',
    '\u200D\u200C',
    '\u202E\u2066',
    '\u180E',
    '\u034F',
    '\u00A0\u3000\u2003',
    '\u2028\u2029',
    '\u0000\u0007',
    '\u{1D159}',
    '\uFFF9\uFFFB',
    '\u17B4',
    '\u{1BCA0}',
  ];
  for (const text of BLANK)
    test(`blank: ${codesOf(text)}`, () => {
      assert.equal(isBlank(text), true);
      assert.equal(isBlank(text.repeat(500)), true);
      assert.equal(isBlank(`${text}.`), false);
    });

  for (const text of [
    '.',
    '\u0301',
    '\uFFFD',
    '\uFFFC',
    '\uE000',
    '\u0600',
    '❤️',
    '\u200Ba',
    '\u{1F3F4}\u{E0067}\u{E007F}',
    'ㅤㅋ',
  ])
    test(`seen: ${JSON.stringify(text)}`, () => {
      assert.equal(isBlank(text), false);
    });
});
