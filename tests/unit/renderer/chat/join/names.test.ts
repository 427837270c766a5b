// The name that the form suggests, and what is said of one before the server is asked.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkName } from '../../../../../renderer/chat/join/check-name.ts';
import { suggestName } from '../../../../../renderer/chat/join/suggest-name.ts';
import { nameTexts } from '../../../../../renderer/chat/join/names.texts.ts';
import { nameKeys } from '../../../../../server/chat/people/look-alikes.ts';
import { checkName as serverCheckName } from '../../../../../server/chat/people/names.ts';

suite('suggested names', () => {
  for (const [language, words] of Object.entries(nameTexts)) {
    test(`each of two words in ${language} is one that the server takes, and no two are taken for the same`, () => {
      const holders = new Map<string, string>();
      for (const adjective of words.adjectives) {
        for (const animal of words.animals) {
          const name = `${adjective} ${animal}`;
          assert.equal(serverCheckName(name), name);
          assert.equal(checkName(name), null);
          for (const key of nameKeys(name)) {
            assert.equal(holders.get(key) ?? name, name);
            holders.set(key, name);
          }
        }
      }
      assert.ok(holders.size >= words.adjectives.length * words.animals.length);
    });
  }

  test('both ends of chance give words of the lists', () => {
    const { en } = nameTexts;
    assert.equal(
      suggestName(en, '', () => 0),
      `${String(en.adjectives[0])} ${String(en.animals[0])}`,
    );
    assert.equal(
      suggestName(en, '', () => 0.999_999),
      `${String(en.adjectives.at(-1))} ${String(en.animals.at(-1))}`,
    );
  });

  test('asking for another gives another, even where chance repeats itself', () => {
    for (const chance of [0, 0.5, 0.999_999]) {
      const first = suggestName(nameTexts.de, '', () => chance);
      const second = suggestName(nameTexts.de, first, () => chance);
      assert.notEqual(second, first);
      assert.match(second, /^\p{Lu}\p{Ll}+er \p{Lu}\p{Ll}+$/u);
    }
  });
});

suite('names before the server is asked', () => {
  test('what it refuses, the server refuses', () => {
    for (const name of ['', '   ', '\u3000', 'x'.repeat(33), '👩‍👩‍👧'.repeat(33)]) {
      assert.notEqual(checkName(name), null, JSON.stringify(name));
      assert.throws(
        () => {
          serverCheckName(name);
        },
        { code: 'bad_name' },
        JSON.stringify(name),
      );
    }
  });

  test('a family is one character, a letter with its mark too', () => {
    assert.equal(checkName('é'.normalize('NFD').repeat(32)), null);
    assert.equal(checkName('🇩🇪'.repeat(32)), null);
    assert.equal(checkName('x'.repeat(32)), null);
  });
});
