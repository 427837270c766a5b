// Figures of the last hour, one a minute.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trend } from '../../../../main/ipc/contract.ts';
import { startTrend } from '../../../../main/server/trend.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

test('one figure a minute, sixty kept; messages are those of the minute', () => {
  const clock = createManualClock();
  const told: Trend[] = [];
  let people = 3;
  let messages: number | null = null;
  const trend = startTrend({
    clock,
    people: () => people,
    messages: () => messages,
    onChange: (now) => {
      told.push(now);
    },
  });
  assert.deepEqual(trend.now, { people: [], messages: [] });
  clock.advance(60_000);
  messages = 100;
  clock.advance(60_000);
  [people, messages] = [5, 104];
  clock.advance(60_000);
  // a channel was deleted
  messages = 20;
  clock.advance(60_000);
  messages = 21;
  clock.advance(60_000);
  assert.deepEqual(trend.now, { people: [3, 3, 5, 5, 5], messages: [0, 0, 4, 0, 1] });
  assert.deepEqual(told.at(-1), trend.now);
  clock.advance(60 * 60_000);
  assert.equal(trend.now.people.length, 60);
  assert.deepEqual(trend.now.messages, Array<number>(60).fill(0));
  trend.stop();
  clock.advance(60_000);
  assert.equal(told.length, 65);
});
