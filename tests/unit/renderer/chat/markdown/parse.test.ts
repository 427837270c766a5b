import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Block, Inline } from '../../../../../renderer/chat/markdown/nodes.ts';
import { parseMessage } from '../../../../../renderer/chat/markdown/parse.ts';
import { HOSTILE } from './hostile.ts';

const KINDS = new Set([
  'paragraph',
  'quote',
  'list',
  'code',
  'text',
  'strong',
  'emphasis',
  'delete',
  'inlineCode',
  'link',
]);

interface Seen {
  nodes: number;
  depth: number;
  words: string;
  hrefs: string[];
}

function walk(node: Block | Inline, seen: Seen, depth: number): void {
  assert.ok(KINDS.has(node.type), node.type);
  seen.nodes += 1;
  seen.depth = Math.max(seen.depth, depth);
  if (node.type === 'link') seen.hrefs.push(node.href);
  if ('value' in node) {
    assert.equal(typeof node.value, 'string');
    seen.words += node.value;
  }
  const children = node.type === 'list' ? node.items.flat() : 'children' in node ? node.children : [];
  for (const child of children) walk(child, seen, depth + 1);
}

function look(text: string): Seen {
  const seen: Seen = { nodes: 0, depth: 0, words: '', hrefs: [] };
  for (const block of parseMessage(text).blocks) walk(block, seen, 1);
  return seen;
}

const short = (text: string): string =>
  JSON.stringify(text.length > 48 ? `${text.slice(0, 48)}… ${String(text.length)}` : text);

suite('hostile Markdown', () => {
  test('there are enough of them', () => {
    assert.ok(new Set(HOSTILE).size >= 150, String(new Set(HOSTILE).size));
  });

  for (const [at, text] of HOSTILE.entries()) {
    test(`${String(at)}: ${short(text)}`, () => {
      const { nodes, depth, hrefs, words } = look(text);
      assert.ok(depth <= 26, `nested ${String(depth)} deep`);
      assert.ok(nodes <= 3_100, `${String(nodes)} nodes`);
      for (const href of hrefs) {
        const { protocol, username, password } = new URL(href);
        assert.ok(['http:', 'https:', 'mailto:'].includes(protocol), href);
        assert.equal(username + password, '', href);
      }
      // whatever looks like a tag is still there to be read
      for (const tag of text.match(/<(?:script|img|svg|iframe)\b/giu) ?? [])
        assert.ok(words.includes(tag) || hrefs.length > 0, `${tag} in ${words}`);
    });
  }

  test('tags, entities and images are shown as they were written', () => {
    for (const text of ['<b>x</b>', '&lt;b&gt;', '<!-- x -->', '# x', 'a\n===', '    x'])
      assert.equal(look(text).words, text.trim());
    assert.deepEqual(look('![x](http://a.example/p.gif)'), {
      nodes: 4,
      depth: 3,
      words: '!x',
      hrefs: ['http://a.example/p.gif'],
    });
  });

  test('a refused link is shown as it was written', () => {
    assert.deepEqual(parseMessage('[x](javascript:alert(1))').blocks, [
      { type: 'paragraph', children: [{ type: 'text', value: '[x](javascript:alert(1))' }] },
    ]);
  });
});

const first = (text: string): Block | undefined => parseMessage(text).blocks[0];

suite('Markdown of a chat', () => {
  test('emphasis, code, links', () => {
    assert.deepEqual(first('**a** *b* ~~c~~ `d` ~e~ https://a.example/x, [f](http://b.example)'), {
      type: 'paragraph',
      children: [
        { type: 'strong', children: [{ type: 'text', value: 'a' }] },
        { type: 'text', value: ' ' },
        { type: 'emphasis', children: [{ type: 'text', value: 'b' }] },
        { type: 'text', value: ' ' },
        { type: 'delete', children: [{ type: 'text', value: 'c' }] },
        { type: 'text', value: ' ' },
        { type: 'inlineCode', value: 'd' },
        { type: 'text', value: ' ~e~ ' },
        {
          type: 'link',
          href: 'https://a.example/x',
          children: [{ type: 'text', value: 'https://a.example/x' }],
        },
        { type: 'text', value: ', ' },
        { type: 'link', href: 'http://b.example/', children: [{ type: 'text', value: 'f' }] },
      ],
    });
  });

  test('fenced code keeps its lines and its language', () => {
    assert.deepEqual(first('```py\nif a:\n\n  b > c\nd\n```'), {
      type: 'code',
      lang: 'py',
      value: 'if a:\n\n  b > c\nd',
    });
    assert.deepEqual(first('```a = 1 # x\nb\n```'), { type: 'code', lang: '', value: 'a = 1 # x\nb' });
    assert.deepEqual(first('```\n> a\nb\n```'), { type: 'code', lang: '', value: '> a\nb' });
  });

  test('lists keep their first number', () => {
    assert.deepEqual(first('3. a\n4. b'), {
      type: 'list',
      start: 3,
      items: ['a', 'b'].map((value) => [{ type: 'paragraph', children: [{ type: 'text', value }] }]),
    });
    assert.equal((first('- a') as { start: unknown }).start, null);
  });

  test('the line after a quote answers it', () => {
    assert.deepEqual(
      parseMessage('> a\n> b\nc').blocks.map(({ type }) => type),
      ['quote', 'paragraph'],
    );
  });

  test('ordinary words stay what they are', () => {
    for (const text of [
      'Hallo zusammen',
      'a_b_c 2 * 3 * 4 = 24',
      '#general',
      '# 1',
      '50 % & mehr',
      'http',
      'um 9:30',
      '1.5 kg',
      '-5 °C',
      'C:\\Users\\x',
    ])
      assert.equal(look(text).words, text);
  });
});

suite('emoji only', () => {
  for (const text of ['😀', '🎉🎉 🎉', '👩‍👩‍👧‍👦', '🇩🇪', '❤️', '1️⃣', '👍🏽', ' 😀 '])
    test(`${text} is large`, () => {
      assert.equal(parseMessage(text).isEmojiOnly, true);
    });
  for (const text of ['', ' ', 'a😀', '1', '#', '©', '😀😀😀😀😀😀😀', '7', '*', '👨‍'.repeat(200)])
    test(`${short(text)} is not`, () => {
      assert.equal(parseMessage(text).isEmojiOnly, false);
    });
});
