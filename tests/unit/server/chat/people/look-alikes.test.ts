import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { nameKeys, sameNameAs } from '../../../../../server/chat/people/look-alikes.ts';
import { cleanName } from '../../../../../server/chat/people/names.ts';
import { HONEST, LOOK_ALIKES, TWO_PEOPLE } from './names.table.ts';

for (const [script, pairs] of Object.entries(LOOK_ALIKES)) {
  test(`look-alikes are the same: ${script}`, () => {
    for (const [name, other] of pairs) {
      assert.notEqual(name, other);
      // as the server has them: what cannot be in a name is gone
      const [left, right] = [cleanName(name, ''), cleanName(other, '')];
      assert.ok(
        sameNameAs(left)(right),
        `${name} ${other}: ${nameKeys(left).join()} ${nameKeys(right).join()}`,
      );
      assert.ok(sameNameAs(right)(left), `${other} ${name}`);
    }
  });
}

test('no two honest names are the same', () => {
  const names = Object.values(HONEST).flat();
  const holders = new Map<string, string>();
  for (const name of names) {
    for (const key of nameKeys(name)) {
      assert.equal(holders.get(key) ?? name, name, key);
      holders.set(key, name);
    }
  }
});

test('names that differ by a letter or its mark are two people', () => {
  for (const [name, other] of TWO_PEOPLE) {
    assert.ok(
      !sameNameAs(name)(other),
      `${name} ${other}: ${nameKeys(name).join()} ${nameKeys(other).join()}`,
    );
  }
});

test('there are at least 200 look-alike pairs', () => {
  const all = Object.values(LOOK_ALIKES).flat();
  assert.ok(new Set(all.map((pair) => pair.join('='))).size >= 200);
});

test('case never matters, nor the form of normalisation', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
      const isSame = sameNameAs(name);
      for (const other of [
        name.toLowerCase(),
        name.toUpperCase(),
        name.normalize('NFD'),
        name.normalize('NFKC'),
      ])
        assert.ok(isSame(other), `${name} ${other}`);
    }),
    { numRuns: 1_000 },
  );
});

test('a key is its own key, for every character', () => {
  for (let code = 0x20; code < 0x30000; code += 1) {
    for (const key of nameKeys(`x${String.fromCodePoint(code)}`)) {
      assert.ok(nameKeys(key).includes(key), `U+${code.toString(16)}: ${key}`);
    }
  }
});

test('a name has few keys, and they are short', () => {
  for (const name of ['ﷺ'.repeat(32), 'e\u0323\u0302\u0301'.repeat(32), 'Ⅷ'.repeat(128), '㎨'.repeat(128)]) {
    const keys = nameKeys(name);
    assert.ok(keys.length <= 3);
    for (const key of keys) assert.ok(key.length <= name.length * 20);
  }
});
