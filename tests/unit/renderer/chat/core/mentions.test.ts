import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentions } from '../../../../../renderer/chat/core/mentions.ts';

const CASES: [text: string, name: string, expected: boolean, others?: string[]][] = [
  ['@Anna', 'Anna', true],
  ['hey @anna, there', 'Anna', true],
  ['(@ANNA)', 'Anna', true],
  ['＠Ａｎｎａ', 'Anna', true],
  ['Anna', 'Anna', false],
  ['@Annabel', 'Anna', false],
  ['@Anna_b', 'Anna', false],
  ['mail x@anna.example', 'Anna', false],
  ['x@anna @anna', 'Anna', true],
  ['@Jörg', 'Jo\u0308rg', true],
  ['@Jörg', 'Jorg', false],
  ['@Anna Lena', 'Anna Lena', true],
  ['@Anna Lena', 'Anna', false, ['Anna Lena']],
  ['@Anna Lena and @Anna', 'Anna', true, ['Anna Lena']],
  ['@Anna Lenart', 'Anna', true, ['Anna Lena']],
  ['@🦊', '🦊', true],
  ['@a.b*c', 'a.b*c', true],
  ['@axbxc', 'a.b*c', false],
  ['@', '', false],
];

for (const [text, name, expected, others] of CASES) {
  test(`${JSON.stringify(text)} ${expected ? 'means' : 'does not mean'} ${JSON.stringify(name)}`, () => {
    assert.equal(mentions(text, name, others), expected);
  });
}
