import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { formats } from '../../../../renderer/dashboard/format.ts';
import { hueOf, initialsOf } from '../../../../renderer/ui/person.ts';

const { en, de } = formats;
const MINUTE = 60_000;

suite('figures as people read them', () => {
  test('sizes', () => {
    for (const [bytes, english, german] of [
      [0, '0 B', '0 B'],
      [999, '999 B', '999 B'],
      [1000, '1 kB', '1 kB'],
      [1536, '1.5 kB', '1,5 kB'],
      [10 * 1024 ** 2, '10 MB', '10 MB'],
      [46.4 * 1024 ** 3, '46 GB', '46 GB'],
      [1023 * 1024 ** 3, '1 TB', '1 TB'],
    ] as const) {
      assert.equal(en.bytes(bytes), english);
      assert.equal(de.bytes(bytes), german);
    }
  });

  test('durations', () => {
    for (const [milliseconds, english, german] of [
      [-5, '0 seconds', '0 Sekunden'],
      [1999, '1 second', '1 Sekunde'],
      [40_000, '40 seconds', '40 Sekunden'],
      [MINUTE, '1 min', '1 Min.'],
      [115 * MINUTE, '1 h 55 min', '1 Std. 55 Min.'],
      [60 * MINUTE, '1 h', '1 Std.'],
      [76 * 60 * MINUTE, '3 d 4 h', '3 T. 4 Std.'],
    ] as const) {
      assert.equal(en.duration(milliseconds), english);
      assert.equal(de.duration(milliseconds), german);
    }
  });

  test('numbers and shares', () => {
    assert.deepEqual([en.number(40_114), de.number(40_114)], ['40,114', '40.114']);
    assert.equal(en.percent(0.08), '8%');
  });
});

suite('somebody without a picture', () => {
  test('has the initials of the first and the last word', () => {
    for (const [name, initials] of [
      ['Anna von Berg', 'AB'],
      ['mehmet yılmaz', 'MY'],
      ['Zoë', 'Z'],
      ['tom.ashworth', 'TA'],
      ['Łukasz Żak', 'ŁŻ'],
      ['  ', ''],
      ['...', ''],
      ['<img src=x>', 'S'],
      ['👩‍🚀 Ada', '👩‍🚀A'],
      ['日本 太郎', '日太'],
    ] as const)
      assert.equal(initialsOf(name), initials, name);
  });

  test('has no heap of marks for initials', () => {
    assert.equal(initialsOf(`Z${'̷'.repeat(40)}algo`), '');
  });

  test('has one of eight colours, always the same', () => {
    const hues = new Set(Array.from({ length: 500 }, (_, index) => hueOf(`id-${String(index)}`)));
    assert.deepEqual(hues, new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    assert.equal(hueOf('3e1f'), hueOf('3e1f'));
  });
});
