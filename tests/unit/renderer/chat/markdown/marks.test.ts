import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mentions } from '../../../../../renderer/chat/core/mentions.ts';
import { createMarker } from '../../../../../renderer/chat/markdown/marks.ts';

const names = ['Anna', 'Anna Lindner', 'Ben Carter', 'Jörg', 'O’Neil', '李雷', 'R2'];
const { split } = createMarker({
  names,
  me: 'Anna Lindner',
  channels: [
    { id: 'g', name: 'general' },
    { id: 'b', name: 'brücken bau' },
  ],
});
/** Marks in brackets; mine with an exclamation mark */
const shown = (text: string): string =>
  split(text)
    .map((piece) =>
      piece.type === 'text'
        ? piece.value
        : `[${piece.type === 'channel' ? `#${piece.id}` : `@${piece.value}${piece.isMe ? '!' : ''}`}]`,
    )
    .join('');

const CASES: [string, string][] = [
  ['@Anna Lindner kommt', '[@Anna Lindner!] kommt'],
  ['@anna lindner, hallo', '[@anna lindner!], hallo'],
  ['@Anna kommt', '[@Anna] kommt'],
  ['@Anna Lindnerin', '[@Anna] Lindnerin'],
  ['@Annabel', '@Annabel'],
  ['an@Anna', 'an@Anna'],
  ['(@Ben Carter)', '([@Ben Carter])'],
  ['@Ben ruft @jörg', '[@Ben] ruft [@jörg]'],
  ['@O’Neil!', '[@O’Neil]!'],
  ['@李雷', '[@李雷]'],
  ['@@Anna', '@@Anna'],
  ['@', '@'],
  ['@ Anna', '@ Anna'],
  ['@nobody', '@nobody'],
  ['@R2', '[@R2]'],
  ['@R2D2', '@R2D2'],
  ['#general', '[#g]'],
  ['#General.', '[#g].'],
  ['#generals', '#generals'],
  ['#brücken bau ja', '[#b] ja'],
  ['#1', '#1'],
  ['x#general', 'x#general'],
  ['/#general', '/#general'],
  ['Hallo.@Anna', 'Hallo.[@Anna]'],
];

suite('names in a text', () => {
  for (const [text, expected] of CASES)
    test(text, () => {
      assert.equal(shown(text), expected);
    });

  test('nothing of a text is lost', () => {
    for (const text of [
      ...CASES.map(([written]) => written),
      '@'.repeat(8_000),
      '#'.repeat(8_000),
      '@Anna '.repeat(1_000),
      '@__proto__ #constructor',
    ]) {
      assert.equal(
        split(text)
          .map((piece) => (piece.type === 'text' ? '' : piece.type === 'channel' ? '#' : '@') + piece.value)
          .join('')
          .toLowerCase(),
        text.toLowerCase(),
      );
    }
  });

  test('what is marked as mine is what counts as a mention', () => {
    for (const [text] of CASES)
      assert.equal(
        split(text).some((piece) => piece.type === 'person' && piece.isMe),
        mentions(text, 'Anna Lindner', names),
        text,
      );
  });
});
