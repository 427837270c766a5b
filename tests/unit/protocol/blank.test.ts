// What the server refuses as empty, and what a page has to say something of instead of showing it.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isBlank } from '../../../protocol/blank.ts';
import { BLANK_TEXTS } from '../../support/helpers/blank-texts.ts';

const codesOf = (text: string): string =>
  Array.from(text, (each) => each.codePointAt(0)?.toString(16) ?? '').join(' ');

suite('nothing to see', () => {
  for (const text of BLANK_TEXTS)
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
