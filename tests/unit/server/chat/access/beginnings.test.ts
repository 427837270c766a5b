import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBeginnings } from '../../../../../server/chat/access/beginnings.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';

test('many at once, then so many a second; each address has its own', () => {
  const clock = createManualClock();
  const isTooMany = createBeginnings({ burst: 3, perSecond: 2, clock });
  const begin = (address: string, times: number): boolean[] =>
    Array.from({ length: times }, () => isTooMany(address));
  assert.deepEqual(begin('10.0.0.1', 5), [false, false, false, true, true]);
  assert.deepEqual(begin('10.0.0.2', 1), [false]);
  clock.advance(1_000);
  assert.deepEqual(begin('10.0.0.1', 3), [false, false, true]);
  // who goes on all the time gets no less than who waits
  clock.advance(500);
  assert.deepEqual(begin('10.0.0.1', 2), [false, true]);
  clock.advance(60_000);
  assert.deepEqual(begin('10.0.0.1', 4), [false, false, false, true]);
});

test('addresses are forgotten when there are very many, the oldest first', () => {
  const isTooMany = createBeginnings({ burst: 1, perSecond: 1, clock: createManualClock() });
  assert.equal(isTooMany('first'), false);
  assert.equal(isTooMany('first'), true);
  for (let index = 0; index < 10_000; index += 1) isTooMany(`other ${String(index)}`);
  assert.equal(isTooMany('other 9999'), true);
  assert.equal(isTooMany('first'), false);
});
