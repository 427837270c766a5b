import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPauses } from '../../../../../server/chat/access/pauses.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';

const MINUTE = 60_000;
const open = () => {
  const clock = createManualClock();
  return { clock, pauses: createPauses({ clock, isTrusted: (address) => address === '127.0.0.1' }) };
};

test('a cut costs 10 s, then twice as much each time, up to five minutes', () => {
  const { clock, pauses } = open();
  const lengths = Array.from({ length: 7 }, () => {
    const length = pauses.add('10.0.0.1', 'eve');
    assert.equal(pauses.left('eve', '10.0.0.1', true), length);
    clock.advance(length);
    assert.equal(pauses.left('eve', '10.0.0.1', true), 0);
    return length / 1_000;
  });
  assert.deepEqual(lengths, [10, 20, 40, 80, 160, 300, 300]);
});

test('after ten quiet minutes it begins again', () => {
  const { clock, pauses } = open();
  pauses.add('10.0.0.1', 'eve');
  clock.advance(10_000 + 10 * MINUTE - 1);
  assert.equal(pauses.add('10.0.0.1', 'eve'), 20_000);
  clock.advance(20_000 + 10 * MINUTE);
  assert.equal(pauses.add('10.0.0.1', 'eve'), 10_000);
});

test('newcomers from the same address wait too, those who are here do not; other addresses never', () => {
  const { pauses } = open();
  pauses.add('10.0.0.1', 'eve');
  assert.equal(pauses.left('newcomer', '10.0.0.1', false), 10_000);
  assert.equal(pauses.left('anna', '10.0.0.1', true), 0);
  assert.equal(pauses.left('anna', '10.0.0.2', false), 0);
  assert.equal(pauses.left('eve', '10.0.0.2', false), 10_000, 'the person takes it along');
});

test('at a trusted address the person waits alone', () => {
  const { pauses } = open();
  assert.equal(pauses.add('127.0.0.1', 'eve'), 10_000);
  assert.equal(pauses.left('eve', '127.0.0.1', true), 10_000);
  assert.equal(pauses.left('newcomer', '127.0.0.1', false), 0);
  assert.equal(pauses.add('127.0.0.1'), 0, 'nobody had joined');
});

test('ten thousand are kept', () => {
  const { pauses } = open();
  for (let count = 0; count <= 10_000; count += 1) pauses.add(`10.0.${String(count)}`);
  assert.equal(pauses.left('', '10.0.0', false), 0);
  assert.equal(pauses.left('', '10.0.1', false), 10_000);
});
