import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assert as check, integer, nat, property, tuple } from 'fast-check';
import { stepTowards } from '../../../../../renderer/chat/messages/steps.ts';

const all = Array.from({ length: 60 }, (_, seq) => ({ seq }));
const range = (from: number, to: number) => all.slice(from, to);
const window = tuple(nat(50), integer({ min: 1, max: 30 })).map(([from, length]) =>
  range(from, from + length),
);

suite('from one window of messages to another', () => {
  test('an older page comes first, what is given up at the other end after it', () => {
    const target = range(10, 30);
    const first = stepTowards(range(20, 40), target);
    assert.deepEqual(
      [first.shift, first.shown.length, first.shown[0]?.seq, first.shown.at(-1)?.seq],
      [true, 30, 10, 39],
    );
    assert.deepEqual(stepTowards(first.shown, target), { shown: target, shift: false, isElsewhere: false });
  });

  test('a new message is one step, and no shift', () => {
    assert.deepEqual(stepTowards(range(0, 5), range(0, 6)), {
      shown: range(0, 6),
      shift: false,
      isElsewhere: false,
    });
  });

  test('another place is another list', () => {
    assert.equal(stepTowards(range(0, 5), range(30, 35)).isElsewhere, true);
    assert.equal(stepTowards(range(30, 35), range(0, 5)).isElsewhere, true);
    assert.equal(stepTowards(range(0, 5), []).isElsewhere, true);
  });

  test('it begins without being elsewhere', () => {
    assert.deepEqual(stepTowards([], range(0, 5)), { shown: range(0, 5), shift: false, isElsewhere: false });
  });

  test('where nothing was shown, the newest come first and the rest before them', () => {
    for (const former of [[], range(0, 5)]) {
      const first = stepTowards(former, range(20, 50), 8);
      assert.deepEqual(first, { shown: range(42, 50), shift: false, isElsewhere: former.length > 0 });
      assert.deepEqual(stepTowards(first.shown, range(20, 50), 8), {
        shown: range(20, 50),
        shift: true,
        isElsewhere: false,
      });
    }
    assert.deepEqual(stepTowards([], range(0, 5), 8).shown, range(0, 5));
  });

  test('any window leads to any other within two steps, each changing one end', () => {
    check(
      property(window, window, (from, target) => {
        const first = stepTowards(from, target);
        const second = stepTowards(first.shown, target);
        assert.equal(second.shown, target);
        if (first.isElsewhere) return;
        // the first step keeps the end, or the beginning
        assert.ok(
          first.shift
            ? first.shown.at(-1) === from.at(-1) || first.shown === target
            : first.shown[0] === from[0],
        );
        assert.deepEqual(
          first.shown.map(({ seq }) => seq),
          [...new Set(first.shown.map(({ seq }) => seq))].toSorted((a, b) => a - b),
        );
        for (let at = 1; at < first.shown.length; at += 1)
          assert.equal((first.shown[at]?.seq ?? 0) - (first.shown[at - 1]?.seq ?? 0), 1);
      }),
    );
  });
});
