import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChannelNews } from '../../../../../server/chat/channels/channel-news.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';

test('a change is told at once, those of the next second together at its end', () => {
  const clock = createManualClock();
  let told = 0;
  const news = createChannelNews(clock, () => {
    told += 1;
  });
  news.changed();
  assert.equal(told, 1);
  for (let count = 0; count < 500; count += 1) news.changed();
  clock.advance(999);
  assert.equal(told, 1);
  clock.advance(1);
  assert.equal(told, 2);
  clock.advance(1_000);
  assert.equal(told, 2, 'nothing has changed since');
  news.changed();
  assert.equal(told, 3);
});

test('without end: once a second', () => {
  const clock = createManualClock();
  let told = 0;
  const news = createChannelNews(clock, () => {
    told += 1;
  });
  for (let ms = 0; ms < 10_000; ms += 10) {
    news.changed();
    clock.advance(10);
  }
  assert.equal(told, 11);
  news.close();
  clock.advance(5_000);
  assert.equal(told, 11);
});
