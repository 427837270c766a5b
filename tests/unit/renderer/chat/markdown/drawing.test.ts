// What is drawn of a message is bounded too: the beginning of a long one, pieces of code, names in it.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { headOf } from '../../../../../renderer/chat/markdown/head.ts';
import { highlightInPieces, piecesOf } from '../../../../../renderer/chat/markdown/highlight-queue.ts';
import { createMarker } from '../../../../../renderer/chat/markdown/marks.ts';
import type { Block, Inline } from '../../../../../renderer/chat/markdown/nodes.ts';
import { parseMessage } from '../../../../../renderer/chat/markdown/parse.ts';

const wordsOf = (node: Block | Inline): string => {
  if ('value' in node) return node.value;
  const children: readonly (Block | Inline)[] = node.type === 'list' ? node.items.flat() : node.children;
  return children.map(wordsOf).join('');
};
const textOf = (blocks: readonly Block[]): string => blocks.map(wordsOf).join('');

suite('the beginning of a long message', () => {
  test('a short one is whole', () => {
    for (const text of ['a', '*a* `b`\n> c\n\n- d\n- e\n```\nf\n```', '\u{1F600}'.repeat(1_000)]) {
      const { blocks } = parseMessage(text);
      assert.equal(textOf(headOf(blocks)), textOf(blocks));
    }
  });

  test('a long one has at most 3,000 characters, and those in their order', () => {
    for (const text of [
      'word '.repeat(2_000),
      '*a* b '.repeat(380),
      '\u{1F600}'.repeat(8_000),
      `x${'\u{1F600}'.repeat(8_000)}`,
      `\`\`\`js\n${'a = 1; '.repeat(1_000)}\n\`\`\``,
      `> ${'word '.repeat(2_000)}`,
      Array.from({ length: 100 }, () => `- ${'b'.repeat(60)}`).join('\n'),
    ]) {
      const { blocks } = parseMessage(text);
      const head = textOf(headOf(blocks));
      assert.ok(head.length <= 3_000, String(head.length));
      assert.ok(textOf(blocks).startsWith(head));
      assert.ok(head.isWellFormed());
    }
  });

  test('and at most 36 lines', () => {
    for (const text of ['a\n'.repeat(700), '- a\n'.repeat(150), `\`\`\`\n${'a\n'.repeat(500)}\`\`\``])
      assert.ok(textOf(headOf(parseMessage(text).blocks)).replaceAll('\n', '').length <= 36);
  });

  test('of code all is copied', () => {
    const code = 'a = 1\n'.repeat(100).trim();
    const [block] = headOf(parseMessage(`\`\`\`js\n${code}\n\`\`\``).blocks);
    assert.ok(block?.type === 'code' && block.value.length < code.length);
    assert.equal(block.whole, code);
  });
});

const isWanted = () => true;

suite('highlighting', () => {
  test('pieces are short, end at lines and are all of the code', () => {
    for (const code of [
      '',
      'a',
      'a\n'.repeat(5_000),
      'a'.repeat(9_999),
      `${'a'.repeat(999)}\n${'b'.repeat(1_500)}\nc`,
      '\n'.repeat(2_500),
    ]) {
      const pieces = piecesOf(code);
      assert.equal(pieces.join(''), code);
      for (const piece of pieces) assert.ok(piece.length > 0 && piece.length <= 1_000);
    }
    assert.ok(piecesOf('abc\n'.repeat(1_000)).every((piece) => piece.endsWith('\n')));
  });

  test('each piece is a task of its own, those of other code too', async () => {
    const turns: string[] = [];
    let tasks = 0;
    const ticking = setInterval(() => (tasks += 1), 0);
    const highlight = (lang: string, code: string) => {
      turns.push(`${lang} ${String(code.length)}`);
      return [{ text: code, tone: null }];
    };
    const all = await Promise.all(
      ['a', 'b'].map((lang) => highlightInPieces(lang, 'x'.repeat(2_500), highlight, isWanted)),
    );
    clearInterval(ticking);
    assert.deepEqual(turns.toSorted(), ['a 1000', 'a 1000', 'a 500', 'b 1000', 'b 1000', 'b 500']);
    assert.ok(tasks > 0);
    for (const runs of all) assert.equal(runs?.map(({ text }) => text).join(''), 'x'.repeat(2_500));
  });

  test('too long, too many runs, an unknown language: it stays plain', async () => {
    let calls = 0;
    const each = (_lang: string, code: string) => {
      calls += 1;
      return Array.from(code, (text) => ({ text, tone: null }));
    };
    assert.equal(await highlightInPieces('js', 'x'.repeat(10_001), each, isWanted), null);
    assert.equal(calls, 0);
    assert.equal(await highlightInPieces('js', 'x'.repeat(9_000), each, isWanted), null);
    assert.equal(calls, 2);
    assert.equal(await highlightInPieces('js', 'x', () => null, isWanted), null);
    assert.equal(await highlightInPieces('js', 'x', each, () => false), null);
  });
});

test('of a text full of names a hundred signs are looked at, and nothing is lost', () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `a ${String(at)}`);
  const { split } = createMarker({ names, me: 'me', channels: [] });
  for (const text of ['@a 1 '.repeat(3_000), '@a b '.repeat(3_000), '@a'.repeat(8_000)]) {
    const pieces = split(text);
    assert.ok(pieces.length <= 201, String(pieces.length));
    assert.equal(pieces.map((piece) => (piece.type === 'person' ? '@' : '') + piece.value).join(''), text);
  }
});
