// What a few letters find.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assert as check, nat, property, string } from 'fast-check';
import { findBest, match } from '../../../../../renderer/chat/jump/fuzzy.ts';
import { findTargets, textOf } from '../../../../../renderer/chat/jump/jump-targets.ts';
import { channel, people, state } from '../some-state.ts';

const best = (query: string, texts: readonly string[]) =>
  findBest(query, texts, (text) => text, 10).map(({ item }) => item);

suite('letters', () => {
  test('stand in the text in their order', () => {
    assert.deepEqual(match('bb', 'brückenbau')?.at, [0, 7]);
    assert.equal(match('bz', 'brückenbau'), undefined);
    assert.equal(match('ubr', 'brückenbau'), undefined);
  });

  test('are compared without case and marks', () => {
    assert.deepEqual(match('BRU', 'brückenbau')?.at, [0, 1, 2]);
    assert.deepEqual(match('strasse', 'Straße')?.at, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(match('yil', 'Mehmet Yılmaz')?.at, undefined, 'a dotless i is a letter of its own');
    assert.deepEqual(match('ymaz', 'Mehmet Yılmaz')?.at, [7, 10, 11, 12]);
  });

  test('count characters, not halves of them', () => {
    assert.deepEqual(
      match('ab', '👩‍👧a🎉b')?.at.map((at) => Array.from('👩‍👧a🎉b')[at]),
      ['a', 'b'],
    );
  });

  test('one character that stands for words with a space between them finds itself', () => {
    assert.deepEqual(match('\u{FDFA}', 'a \u{FDFA}')?.at, [2]);
  });
  test('at the beginning of the text or a word they fit better, together better than apart', () => {
    assert.deepEqual(best('he', ['brückenheld', 'the', 'help', 'hausaufgabe']), [
      'help',
      'the',
      'brückenheld',
      'hausaufgabe',
    ]);
    assert.deepEqual(best('bc', ['abc', 'Ben Carter']), ['Ben Carter', 'abc']);
    assert.deepEqual(best('gen', ['general-old', 'general']), ['general', 'general-old']);
  });

  test('whatever is a part of a text finds it, and what was found is those letters', () => {
    check(
      property(string({ unit: 'grapheme', maxLength: 20 }), nat(), nat(), (text, from, length) => {
        const characters = Array.from(text);
        const query = characters
          .slice(from % (characters.length + 1))
          .slice(0, length % 6)
          .join('');
        const found = match(query, text);
        assert.ok(found, JSON.stringify({ query, text }));
        for (const [index, at] of found.at.entries())
          assert.ok(at < characters.length && at > (found.at[index - 1] ?? -1));
      }),
    );
  });
});

suite('where one can jump to', () => {
  const now = state(
    [channel('general'), channel('brückenbau', { unread: 2 }), channel('hilfe', { mentions: 1, unread: 1 })],
    people('Anna', 'Ben Carter', 'Bruno'),
  );
  const found = (query: string) =>
    findTargets(query, now).map(({ target }) => `${target.kind === 'channel' ? '#' : '@'}${textOf(target)}`);

  test('before a letter is typed: the channels, what waits first', () => {
    assert.deepEqual(found(''), ['#hilfe', '#brückenbau', '#general']);
  });
  test('channels and people together', () => {
    assert.deepEqual(found('br'), ['@Bruno', '#brückenbau', '@Ben Carter']);
  });
  test('# and @ mean one kind', () => {
    assert.deepEqual(found('#br'), ['#brückenbau']);
    assert.deepEqual(found('@b'), ['@Bruno', '@Ben Carter']);
    assert.deepEqual(found('#'), ['#general', '#brückenbau', '#hilfe']);
  });
  test('oneself is nowhere to jump to', () => {
    assert.deepEqual(found('@Anna'), []);
  });
});
