// Whatever is written: parsing never throws, its work is bounded, and no character is lost that is not a mark.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { isBlank } from '../../../../../protocol/blank.ts';
import { createEffort } from '../../../../../renderer/chat/markdown/effort.ts';
import { isEmojiOnly } from '../../../../../renderer/chat/markdown/emoji-only.ts';
import type { Block, Inline } from '../../../../../renderer/chat/markdown/nodes.ts';
import { parseMessage, parseWithin } from '../../../../../renderer/chat/markdown/parse.ts';
import { HOSTILE } from './hostile.ts';

const LONGEST = 16_000;
/** The bound of effort.ts, and what is counted at once when it is reached */
const MOST_STEPS = 130_000;
const MOST_NODES = 400;

/** What hostile texts are made of, by kind */
const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  marks: ['*', '**', '***', '_', '__', '~~', '~', '`', '``', '```', 'a', ' ', '\n', '"'],
  brackets: ['[', ']', '(', ')', '](', '](http://a.b', '](https://a.b/c)', '![', '<', '>', '{', '}', 'a'],
  backslashes: [
    '\\',
    '\\\\',
    '\\*',
    '\\_',
    '\\`',
    '\\[',
    '\\]',
    '\\(',
    '\\> ',
    '\\- ',
    '1\\. ',
    '*',
    '`',
    'a',
    '\n',
  ],
  quotes: ['> ', '>', '> > ', '>_<', '„', '“', '"', "'", '»', '«', '\n', '\r\n', 'a', '- ', '```\n'],
  lists: [
    '- ',
    '* ',
    '+ ',
    '1. ',
    '2. ',
    '9. ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    'a',
    '```\n',
    '~~~\n',
    '> ',
  ],
  links: [
    'http://',
    'https://',
    'www.',
    'a.b',
    '/',
    '(',
    ')',
    '[',
    ']',
    '.',
    ',',
    '@',
    'a@b.cd',
    'mailto:',
    ':',
    ' ',
    '*',
    '_',
    "'",
    '|',
    '…',
    '#',
    '?',
  ],
  joiners: [
    '\u200D',
    '\u200C',
    '\uFE0F',
    '\u0301',
    '\u{1F468}',
    '\u{1F1E9}',
    '\u{E0041}',
    '\u200B',
    '*',
    '_',
    'a',
    '\uD800',
    '\uDC00',
  ],
  'right to left': [
    '\u05D0',
    '\u0633',
    '\u200F',
    '\u202E',
    '\u2066',
    '\u2069',
    '*',
    '_',
    '~~',
    '`',
    ' ',
    '[',
    '](http://a.b)',
    '> ',
    '\n',
  ],
};

/** Text of one alphabet, as it comes or the same piece again and again, up to 16,000 characters. */
const textOf = (alphabet: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      pieces: fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 40 }),
      times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4_000 })),
      middle: fc.constantFrom('', 'x', ' ', '\n'),
      isMirrored: fc.boolean(),
    })
    .map(({ pieces, times, middle, isMirrored }) => {
      const half = pieces
        .join('')
        .repeat(times)
        .slice(0, LONGEST / 2);
      return half + middle + (isMirrored ? half : '');
    });

const anyText = fc.oneof(
  ...Object.values(ALPHABETS).map(textOf),
  textOf(Object.values(ALPHABETS).flat()),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

interface Sums {
  text: string;
  nodes: number;
  depth: number;
  /** Characters that were dropped for certain: pairs of marks */
  marks: Readonly<Record<'*_' | '~', number>>;
}

function sumsOf(blocks: readonly Block[]): Sums {
  const sums = { text: '', nodes: 0, depth: 0, marks: { '*_': 0, '~': 0 } };
  const walk = (node: Block | Inline, depth: number): void => {
    sums.nodes += 1;
    sums.depth = Math.max(sums.depth, depth);
    if ('value' in node) sums.text += node.value;
    if (node.type === 'emphasis') sums.marks['*_'] += 2;
    if (node.type === 'strong') sums.marks['*_'] += 4;
    if (node.type === 'delete') sums.marks['~'] += 4;
    const children = node.type === 'list' ? node.items.flat() : 'children' in node ? node.children : [];
    for (const child of children) walk(child, depth + 1);
  };
  for (const block of blocks) walk(block, 1);
  return sums;
}

/** Characters of `written` that are not in `seen`, which must have the others in their order. */
function dropped(written: string, seen: string): string {
  let at = 0;
  let lost = '';
  for (const each of written)
    if (seen.startsWith(each, at)) at += each.length;
    else lost += each;
  assert.equal(at, seen.length, 'something is shown that was not written');
  return lost;
}

const NOT_WORDS = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu;
const words = (text: string): string => text.replace(NOT_WORDS, '');

const isShown = (text: string): boolean => sumsOf(parseMessage(text).blocks).text === text.trim();

function check(written: string): void {
  const effort = createEffort();
  const { blocks } = parseWithin(effort, written);
  const sums = sumsOf(blocks);
  assert.ok(effort.spent() <= MOST_STEPS, `${String(effort.spent())} steps`);
  // each node has text in it and text after it
  assert.ok(sums.nodes <= MOST_NODES * 3 + 1, `${String(sums.nodes)} nodes`);
  assert.ok(sums.depth <= 26, `${String(sums.depth)} levels`);
  assert.ok(isBlank(written) || !isBlank(sums.text), 'a message is shown as empty');
}

suite('any text', () => {
  for (const [name, alphabet] of Object.entries(ALPHABETS))
    test(`of ${name}: never throws, bounded work, never empty`, () => {
      fc.assert(fc.property(textOf(alphabet), check), { numRuns: 150 });
    });

  test('of all of them, and of any characters', () => {
    fc.assert(fc.property(anyText, check), { numRuns: 300 });
  });

  test('of one class of characters, alternating, nested', () => {
    const pieces = [...new Set(Object.values(ALPHABETS).flat())];
    for (const [at, piece] of pieces.entries()) {
      const other = pieces[(at * 7 + 3) % pieces.length] ?? '';
      check(piece.repeat(LONGEST).slice(0, LONGEST));
      check((piece + other).repeat(LONGEST).slice(0, LONGEST));
      const half = piece.repeat(LONGEST).slice(0, LONGEST / 2 - 1);
      check(`${half}x${half}`);
      check(`${half} x ${Array.from(half).toReversed().join('')}`);
    }
    for (const text of HOSTILE) check(text);
  });

  test('nothing is lost but complete markup', () => {
    const inline = [
      ...(ALPHABETS['marks'] ?? []).filter((each) => !each.includes('`') && each !== '\n'),
      'b',
      '.',
      '(',
      ')',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...inline), { maxLength: 60 }), (pieces) => {
        const written = `x ${pieces.join('')}`.trim();
        const { text, marks } = sumsOf(parseMessage(written).blocks);
        const lost = dropped(written, text);
        assert.equal(lost.replace(/[^*_]/gu, '').length, marks['*_']);
        assert.equal(lost.replace(/[^~]/gu, '').length, marks['~']);
        assert.match(lost, /^[*_~]*$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  test('letters, digits and emoji are never lost, except addresses that a text stands for', () => {
    const pieces = Object.values(ALPHABETS)
      .flat()
      .filter((each) => !each.includes('](http') && !/^\d/u.test(each) && !/[\uD800-\uDFFF]/u.test(each));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (chosen) => {
        const written = chosen.join('');
        fc.pre(!written.includes('](http') && !written.includes('](mailto') && !/[`~]{3}/u.test(written));
        assert.equal(words(sumsOf(parseMessage(written).blocks).text), words(written));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a backslash is lost only with the markup that it prevented', () => {
    const marked = fc.tuple(
      fc.constantFrom('\\*', '\\_', '\\~', '\\`', '\\[', '\\x', '\\'),
      fc.constantFrom('a', ' ', '/', ':', '(', ')', '5'),
    );
    fc.assert(
      fc.property(fc.array(marked, { maxLength: 30 }), (pieces) => {
        const written = `x ${pieces.flat().join('')}`;
        // without the backslashes there is no markup: so none of them prevented any
        fc.pre(isShown(written.replace(/\\(?=[*_~`[])/gu, '')));
        assert.ok(isShown(written));
      }),
      { numRuns: 2_000 },
    );
  });

  test('ordinary text needs little work', () => {
    const sentence =
      'Wir treffen uns *morgen* um 9:30, siehe https://example.com/a_(b) und `npm test` [dort](http://a.example).\n';
    const effort = createEffort();
    parseWithin(effort, sentence.repeat(75));
    assert.ok(effort.spent() < MOST_STEPS * 0.8, String(effort.spent()));
    assert.ok(
      parseMessage(sentence.repeat(75)).blocks.some(
        (block) => block.type === 'paragraph' && block.children.length > 100,
      ),
    );
  });

  test('what is too much is shown as plain text with its line breaks', () => {
    for (const text of [
      '*a*\n'.repeat(900).trim(),
      '*a*\n'.repeat(8_000).slice(0, 16_001),
      '*a* '.repeat(2_000).trim(),
      '- a\n'.repeat(700).trim(),
    ])
      assert.deepEqual(parseMessage(text).blocks, [
        { type: 'paragraph', children: [{ type: 'text', value: text.trim() }] },
      ]);
  });

  test('whether a text is but emoji is found without reading all of it', () => {
    for (const [at, piece] of Object.values(ALPHABETS).flat().entries())
      assert.equal(isEmojiOnly(piece.repeat(16_000)), false, `${String(at)} ${piece}`);
  });
});
