import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextChannel } from '../../../../../renderer/chat/channels/next-channel.ts';

test('the next channel, around the ends', () => {
  const order = ['a', 'b', 'c'];
  assert.equal(nextChannel(order, 'a', 1), 'b');
  assert.equal(nextChannel(order, 'c', 1), 'a');
  assert.equal(nextChannel(order, 'a', -1), 'c');
  assert.equal(nextChannel(order, 'gone', 1), 'a');
  assert.equal(nextChannel([], null, 1), null);
});
