import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createJoinThrottle, type JoinThrottle } from '../../../../../server/chat/legacy/join-throttle.ts';
import { createManualClock, type ManualClock } from '../../../../support/helpers/manual-clock.ts';

let clock: ManualClock;
let joins: JoinThrottle;
let answers: number[];
let wait: number;
const join = (channel: string, missed = false): void => {
  joins.joined(
    channel,
    missed,
    () => answers.push(clock.monotonic()) > 0,
    () => wait,
  );
};

beforeEach(() => {
  clock = createManualClock();
  joins = createJoinThrottle(clock);
  answers = [];
  wait = 0;
});

test('the first join is answered at once, repeats after 1, 2, 4 … 30 s however often they come', () => {
  join('general');
  assert.deepEqual(answers, [0]);
  // the page: on every answer it joins again, and on other events in between
  for (let second = 0; second < 200; second += 1) {
    join('general');
    join('general');
    clock.advance(1_000);
  }
  const gaps = answers.map((at, index) => (at - (answers[index - 1] ?? 0)) / 1_000);
  assert.deepEqual(gaps.slice(0, 9), [0, 1, 2, 4, 8, 16, 30, 30, 30]);
});

test('a join from another channel is answered at once', () => {
  join('general');
  join('random');
  join('general');
  assert.deepEqual(answers, [0, 0, 0]);
});

test('whoever has missed something is answered at once, and an answer that was due is not given twice', () => {
  join('general');
  join('general');
  join('general', true);
  assert.equal(answers.length, 2);
  clock.advance(60_000);
  assert.equal(answers.length, 2);
});

test('a channel that is left for another one is not answered later', () => {
  join('general');
  join('general');
  join('random');
  clock.advance(60_000);
  assert.equal(answers.length, 2);
});

test("a join long after the last answer is somebody's wish: it waits a second and not thirty", () => {
  join('general');
  for (let second = 0; second < 100; second += 1) {
    join('general');
    clock.advance(1_000);
  }
  clock.advance(120_000);
  answers = [];
  const asked = clock.monotonic();
  join('general');
  clock.advance(30_000);
  assert.deepEqual(answers, [asked + 1_000]);
});

test('too many answers at once wait for their turn', () => {
  wait = 250;
  join('general');
  assert.deepEqual(answers, []);
  clock.advance(250);
  assert.deepEqual(answers, [250]);
});

test('nothing is answered after the end', () => {
  join('general');
  join('general');
  joins.close();
  clock.advance(60_000);
  assert.deepEqual(answers, [0]);
});
