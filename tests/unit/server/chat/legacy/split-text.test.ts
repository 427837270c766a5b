import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { splitText } from '../../../../../server/chat/legacy/split-text.ts';

const solid = (text: string): string => text.replaceAll(/\s/gu, '');

test('a text is cut at white space, which is left out, and within a word where there is none', () => {
  assert.deepEqual(splitText('one two three', 20), ['one two three']);
  assert.deepEqual(splitText('one two three', 7), ['one two', 'three']);
  assert.deepEqual(splitText('one two three', 6), ['one', 'two', 'three']);
  assert.deepEqual(splitText('abcdefg', 3), ['abc', 'def', 'g']);
  assert.deepEqual(splitText('🎉🎉🎉\n🎉', 3), ['🎉🎉🎉', '🎉']);
  assert.deepEqual(splitText('', 3), ['']);
});

test('every part fits, and all of them are the text without the white space at its cuts', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '🎉', ' ', '\n'), maxLength: 200 }),
      fc.integer({ min: 1, max: 30 }),
      (text, most) => {
        const parts = splitText(text, most);
        assert.ok(parts.every((part) => Array.from(part).length <= most));
        assert.equal(solid(parts.join('')), solid(text));
      },
    ),
  );
});
