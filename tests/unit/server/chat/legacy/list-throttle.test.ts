import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createListThrottle } from '../../../../../server/chat/legacy/list-throttle.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';

function openPage() {
  const clock = createManualClock();
  const lists = createListThrottle(clock);
  const gone = new AbortController();
  const connection = {};
  return {
    clock,
    lists,
    gone,
    /** Asks as a page does; tells at which time (ms) it was answered. */
    ask(isUnchanged: boolean, channelId = 'general', from: object = connection) {
      const answer = { at: undefined as number | undefined };
      void lists
        .turn({ connection: from, channelId, isUnchanged, gone: gone.signal })
        .then(() => (answer.at = clock.monotonic()));
      return answer;
    },
  };
}
/** What has been resolved is told. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('nothing new: answered at once, then after 1, 2, 4, 8, 10, 10 s', async () => {
  const { clock, ask } = openPage();
  let answer = ask(true);
  await turn();
  assert.equal(answer.at, clock.monotonic());
  for (const wait of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
    answer = ask(true);
    clock.advance(wait - 1);
    await turn();
    assert.equal(answer.at, undefined, `sooner than after ${String(wait)} ms`);
    clock.advance(1);
    await turn();
    assert.equal(answer.at, clock.monotonic());
  }
});

test('something is said: answered then, but not sooner than a second after the answer before', async () => {
  const { clock, lists, ask } = openPage();
  ask(true);
  await turn();
  const soon = ask(true);
  clock.advance(300);
  lists.said('random');
  lists.said('general');
  await turn();
  assert.equal(soon.at, undefined);
  clock.advance(700);
  await turn();
  assert.equal(soon.at, clock.monotonic());
  // it begins with a second again
  for (const wait of [1_000, 2_000]) {
    ask(true);
    clock.advance(wait);
    await turn();
  }
  const late = ask(true);
  clock.advance(2_500);
  lists.said('general');
  await turn();
  assert.equal(late.at, clock.monotonic());
});

test('what came between two questions is answered a second after the answer before', async () => {
  const { clock, ask } = openPage();
  ask(true);
  await turn();
  clock.advance(400);
  const answer = ask(false);
  await turn();
  assert.equal(answer.at, undefined);
  clock.advance(600);
  await turn();
  assert.equal(answer.at, clock.monotonic());
});

test('another channel, and another connection, are answered at once', async () => {
  const { clock, ask } = openPage();
  ask(true);
  await turn();
  for (const answer of [ask(true, 'general', {}), ask(true, 'random')]) {
    await turn();
    assert.equal(answer.at, clock.monotonic());
  }
});

test('whoever has gone waits no longer, and nothing is left of them', async () => {
  const { clock, gone, ask } = openPage();
  ask(true);
  await turn();
  const timers = clock.waiting(1_000);
  const answer = ask(true);
  assert.equal(clock.waiting(1_000), timers + 1);
  gone.abort();
  await turn();
  assert.equal(answer.at, clock.monotonic());
  assert.equal(clock.waiting(1_000), timers);
});
