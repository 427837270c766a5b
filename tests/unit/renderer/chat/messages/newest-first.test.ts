import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countThatFill } from '../../../../../renderer/chat/messages/newest-first.ts';
import type { Message } from '../../../../../protocol/message.ts';

const said = (userId: string, seq: number): Message => ({
  id: `id-${String(seq)}`,
  seq,
  user_id: userId,
  username: userId,
  content: 'hello',
  type: 'text',
  file: null,
  timestamp: '2026-01-01T00:00:00.000Z',
  channel_id: 'general',
});
const alone = Array.from({ length: 200 }, (_, seq) => said('anna', seq));
const inTurns = Array.from({ length: 200 }, (_, seq) => said(seq % 2 === 0 ? 'anna' : 'ben', seq));

suite('how many of the newest messages fill a screen', () => {
  test('each author takes a line more than what only goes on', () => {
    assert.equal(countThatFill(inTurns, 900), 15);
    assert.equal(countThatFill(alone, 900), 38);
  });

  test('all of them where they are too few, none where there is none', () => {
    assert.equal(countThatFill(inTurns.slice(0, 4), 900), 4);
    assert.equal(countThatFill([], 900), 0);
  });
});
