import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkName, cleanName, nameKey, suggestName } from '../../../../../server/chat/people/names.ts';
import { ChatError } from '../../../../../protocol/errors.ts';

const isBad = (error: unknown): boolean => error instanceof ChatError && error.code === 'bad_name';

test('a usable name comes back in its normal form', () => {
  assert.equal(checkName('  Anna  '), 'Anna');
  assert.equal(checkName('Anna \n Lena'), 'Anna Lena');
  assert.equal(checkName('Jo\u0308rg'), 'Jörg');
  assert.equal(checkName('❤\ufe0f'), '❤\ufe0f');
  assert.equal(checkName('👍'.repeat(32)), '👍'.repeat(32));
});

test('what cannot be seen, or is too long, is no name', () => {
  for (const name of [
    '',
    ' ',
    '\u200b',
    'a\u202eb',
    'a\u0000b',
    'a\u2066b',
    '\u3164',
    '\u2800',
    '\u0301',
    'a\u200db',
    '👍'.repeat(33),
    'x'.repeat(33),
    `a${'\u0301'.repeat(200)}`,
  ]) {
    assert.throws(() => checkName(name), isBad, JSON.stringify(name));
  }
});

test("an old client's name is cleaned, whatever it is, and the result is a usable name", () => {
  assert.equal(cleanName('a\u202eb\u200bc', 'x'), 'abc');
  assert.equal(cleanName('x'.repeat(40), 'x'), 'x'.repeat(32));
  assert.equal(cleanName('\u200b', 'ab-cd-ef'), 'Guest abcd');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.uuid(), (name, id) => {
      const clean = cleanName(name, id);
      assert.equal(checkName(clean), clean);
    }),
    { numRuns: 2_000 },
  );
});

test('names that look the same are taken for the same, umlauts make another name', () => {
  for (const [left, right] of [
    ['Anna', 'anna'],
    ['\u0410nna', 'Anna'],
    ['Ａｎｎａ', 'anna'],
    ['JÖRG', 'jörg'],
    ['\u0391nna', 'anna'],
    ['straße', 'Straße'],
    ['\u0131van', 'ivan'],
  ] as const) {
    assert.equal(nameKey(left), nameKey(right), `${left} ${right}`);
  }
  for (const [left, right] of [
    ['Jörg', 'Jorg'],
    ['Anna', 'Anne'],
    ['ナイト', 'ナイツ'],
    ['Straße', 'Strabe'],
  ] as const) {
    assert.notEqual(nameKey(left), nameKey(right), `${left} ${right}`);
  }
});

test('a suggestion is free, a usable name, and near the wanted one', () => {
  const taken = new Set(['Anna 2', 'Anna 3']);
  assert.equal(
    suggestName('Anna', (name) => !taken.has(name)),
    'Anna 4',
  );
  const long = suggestName('x'.repeat(32), () => true);
  assert.equal(checkName(long), long);
});
