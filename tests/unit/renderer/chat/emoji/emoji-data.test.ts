import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { searchEmoji, type EmojiEntry } from '../../../../../renderer/chat/emoji/emoji-data.ts';

const data = join(import.meta.dirname, '../../../../../node_modules/emojibase-data');
const codes = JSON.parse(readFileSync(join(data, 'en/shortcodes/github.json'), 'utf8')) as Record<
  string,
  string | string[]
>;
const entriesOf = (language: string): EmojiEntry[] =>
  (
    JSON.parse(readFileSync(join(data, language, 'data.json'), 'utf8')) as {
      emoji: string;
      label: string;
      tags?: string[];
      hexcode: string;
    }[]
  ).map(({ emoji, label, tags = [], hexcode }) => ({
    emoji,
    label,
    tags,
    codes: [codes[hexcode] ?? []].flat(),
    group: 0,
    skins: [],
  }));
const best = (language: string, query: string) =>
  searchEmoji(entriesOf(language), query, 8).map(({ emoji }) => emoji.replace(/\uFE0F/gu, ''));

suite('looking for emoji', () => {
  test('by short name, exact ones first', () => {
    assert.equal(best('en', 'tada')[0], '🎉');
    assert.equal(best('en', '+1')[0], '👍');
    assert.equal(best('en', 'heart')[0], '❤');
    assert.equal(best('en', 'thumbs_up')[0], '👍');
  });
  test('in German, with the short names of all languages', () => {
    assert.ok(best('de', 'daumen').includes('👍'));
    assert.equal(best('de', 'tada')[0], '🎉');
    assert.ok(best('de', 'brücke').length > 0);
    assert.deepEqual(best('de', 'brucke'), best('de', 'brücke'));
  });
  test('nothing fits, nothing was typed', () => {
    assert.deepEqual([best('en', 'qqqq'), best('en', ''), best('en', '_')], [[], [], []]);
  });
});
