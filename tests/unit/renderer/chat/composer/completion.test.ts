import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fitting, lengthOf, queryAt } from '../../../../../renderer/chat/composer/completion.ts';

const at = (text: string) => queryAt(text, text.length);

suite('what is being named', () => {
  const FOUND: [string, string, string][] = [
    ['@', '@', ''],
    ['@An', '@', 'An'],
    ['hi @Anna Li', '@', 'Anna Li'],
    ['(#ge', '#', 'ge'],
    ['#', '#', ''],
    [':sm', ':', 'sm'],
    ['ok :+1', ':', '+1'],
    ['a\n@B', '@', 'B'],
    ['@a :th', ':', 'th'],
  ];
  for (const [text, sign, name] of FOUND)
    test(JSON.stringify(text), () => {
      assert.deepEqual(at(text), { sign, text: name, from: text.lastIndexOf(sign) });
    });

  for (const text of [
    '',
    'hallo',
    'a@b',
    '@ a',
    '@a\nb',
    ':s',
    ':)',
    'um 9:30',
    'http://x',
    ':smile me',
    'x#y',
    '@@a',
    `@${'x'.repeat(60)}`,
  ])
    test(`nothing in ${JSON.stringify(text)}`, () => {
      assert.equal(at(text), null);
    });

  test('the caret decides, not the end', () => {
    assert.deepEqual(queryAt('@An und mehr', 3), { sign: '@', text: 'An', from: 0 });
    assert.equal(queryAt('x @An', 1), null);
  });
});

suite('who fits', () => {
  const people = ['Ben Anders', 'Anna Lindner', 'Hannah', 'ÅSA', 'Anton'].map((name) => ({ name }));
  const names = (query: string, most = 8) => fitting(query, people, most).map(({ name }) => name);
  test('the beginning of a name before the beginning of a later word', () => {
    assert.deepEqual(names('an'), ['Anna Lindner', 'Anton', 'Ben Anders']);
  });
  test('case and form of letters do not matter', () => {
    assert.deepEqual(names('A\u030Asa'), ['ÅSA']);
  });
  test('with its spaces', () => {
    assert.deepEqual(names('anna l'), ['Anna Lindner']);
  });
  test('nothing typed: all, up to the most', () => {
    assert.deepEqual(names('', 2), ['Ben Anders', 'Anna Lindner']);
  });
  test('nobody', () => {
    assert.deepEqual(names('xyz'), []);
  });
});

test('characters are counted as the server counts them', () => {
  assert.deepEqual(['', 'äb', '😀', '👩‍👧'].map(lengthOf), [0, 2, 1, 3]);
});
