import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typingParts } from '../../../../../renderer/chat/people/typing-parts.ts';

const joined = (names: string[], language: string) =>
  typingParts(names, language)
    ?.map(({ isName, text }) => (isName ? `[${text}]` : text))
    .join('');

test('names and what joins them', () => {
  assert.equal(joined(['Anna'], 'en'), '[Anna]');
  assert.equal(joined(['Anna', 'Ben'], 'en'), '[Anna] and [Ben]');
  assert.equal(joined(['Anna', 'Ben', 'Cem'], 'de'), '[Anna], [Ben] und [Cem]');
});

test('too many are not named', () => {
  assert.equal(typingParts(['a', 'b', 'c', 'd'], 'en'), null);
});
