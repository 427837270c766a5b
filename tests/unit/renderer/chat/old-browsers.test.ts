// What is filled in for old browsers does what the newer ones' own does.
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { array, assert as check, func, integer, property, string } from 'fast-check';
import { fillInOldBrowsers } from '../../../../renderer/chat/old-browsers.ts';

const OWN = [
  ...(['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed'] as const).map((name) => ({
    target: Array.prototype as object,
    name,
  })),
  { target: String.prototype as object, name: 'at' },
  { target: Object as object, name: 'hasOwn' },
  { target: Intl as object, name: 'Segmenter' },
].map(({ target, name }) => ({ target, name, own: Object.getOwnPropertyDescriptor(target, name) ?? {} }));

const { at, findLast, findLastIndex, toSorted, toReversed } = Array.prototype;
const characterAt = String.prototype.at;
const { hasOwn } = Object;
const { Segmenter } = Intl;

const pieces = (text: string, segmenter: Pick<Intl.Segmenter, 'segment'>) =>
  Array.from(segmenter.segment(text), ({ segment, index }) => [segment, index]);

suite('in a browser without them', () => {
  before(() => {
    for (const { target, name } of OWN) Reflect.deleteProperty(target, name);
    fillInOldBrowsers();
  });
  after(() => {
    for (const { target, name, own } of OWN) Object.defineProperty(target, name, own);
  });

  test('arrays', () => {
    check(
      property(
        array(integer({ min: -3, max: 3 })),
        integer({ min: -5, max: 5 }),
        func(integer({ min: 0, max: 1 })),
        (list, index, fits) => {
          assert.notEqual(list.at, at);
          assert.equal(list.at(index), at.call(list, index));
          assert.equal(list.findLast(fits), findLast.call(list, fits));
          assert.equal(list.findLastIndex(fits), findLastIndex.call(list, fits));
          assert.deepEqual(
            list.toSorted((a, b) => b - a),
            toSorted.call(list, (a: number, b: number) => b - a),
          );
          assert.deepEqual(list.toReversed(), toReversed.call(list));
        },
      ),
    );
  });

  test('strings and objects', () => {
    check(
      property(string(), integer({ min: -5, max: 5 }), (text, index) => {
        assert.equal(text.at(index), characterAt.call(text, index));
      }),
    );
    const object = { own: undefined };
    for (const name of ['own', 'toString', 'other'])
      assert.equal(Object.hasOwn(object, name), hasOwn(object, name), name);
  });

  test('what people take for one character', () => {
    for (const text of [
      'Anna',
      'Jörg'.normalize('NFD'),
      '👩‍👩‍👧 da',
      '🇩🇪🇫🇷',
      '👍🏽ok',
      '❤️',
      'a\r\nb',
      '',
      '日本',
      'ç̀x',
    ]) {
      assert.deepEqual(
        pieces(text, new Intl.Segmenter('en', { granularity: 'grapheme' })),
        pieces(text, new Segmenter('en', { granularity: 'grapheme' })),
        JSON.stringify(text),
      );
    }
  });
});

test('what a browser has stays as it is', () => {
  fillInOldBrowsers();
  assert.equal(Array.prototype.at, at);
  assert.equal(Intl.Segmenter, Segmenter);
});
