import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChannelSnapshot } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import { createTrail } from '../../../terminal/trail.ts';
import { createTypingSignal } from '../../../terminal/typing.ts';

const message = (seq: number): Message => ({
  id: `m${String(seq)}`,
  user_id: 'u',
  username: 'U',
  content: '',
  type: 'text',
  file: null,
  timestamp: '',
  channel_id: 'c',
  seq,
});
const base = (epoch: string, lastSeq: number) => ({
  channel_id: 'c',
  epoch,
  last_seq: lastSeq,
  has_more: true,
});
const newest = (epoch: string, lastSeq: number, seqs: number[]): ChannelSnapshot => ({
  ...base(epoch, lastSeq),
  reset: true,
  messages: seqs.map(message),
});
const since = (epoch: string, lastSeq: number, seqs: number[]): ChannelSnapshot => ({
  ...base(epoch, lastSeq),
  reset: false,
  changes: seqs.map((seq) => ({ seq, kind: 'message', channel_id: 'c', message: message(seq) })),
});
const join = (trail: ReturnType<typeof createTrail>, snapshot: ChannelSnapshot) => {
  const { messages, gap } = trail.join(snapshot);
  return { seqs: messages.map(({ seq }) => seq), gap };
};

test('each message is new once, and one left out is a hole', () => {
  const trail = createTrail();
  assert.equal(trail.from, undefined);
  assert.equal(trail.take(message(1)), 'hole');
  assert.deepEqual(join(trail, newest('e', 5, [4, 5])), { seqs: [4, 5], gap: false });
  assert.deepEqual(trail.from, { after_seq: 5, epoch: 'e' });
  assert.deepEqual(
    [5, 6, 6, 8].map((seq) => trail.take(message(seq))),
    ['known', 'new', 'known', 'hole'],
  );
  assert.deepEqual(join(trail, since('e', 8, [7, 8])), { seqs: [7, 8], gap: false });
  assert.equal(trail.oldest, 'm4');
});

test('what cannot be shown in between is a gap, and older pages begin before the newer part', () => {
  const trail = createTrail();
  join(trail, newest('e', 5, [4, 5]));
  assert.deepEqual(join(trail, newest('e', 7, [5, 6, 7])), { seqs: [6, 7], gap: false });
  assert.equal(trail.oldest, 'm4');
  assert.deepEqual(join(trail, newest('e', 900, [899, 900])), { seqs: [899, 900], gap: true });
  assert.equal(trail.oldest, 'm899');
  assert.deepEqual(join(trail, newest('e', 901, [])), { seqs: [], gap: true });
  assert.equal(trail.oldest, undefined);
  assert.equal(trail.take(message(902)), 'new');
  assert.equal(trail.oldest, 'm902');
});

test('a channel that was made anew is shown as a whole', () => {
  const trail = createTrail();
  join(trail, newest('e', 5, [4, 5]));
  assert.deepEqual(join(trail, newest('other', 2, [1, 2])), { seqs: [1, 2], gap: true });
  assert.deepEqual(trail.from, { after_seq: 2, epoch: 'other' });
});

test('typing is told at once, again after a while, and when it is over', () => {
  let now = 0;
  const told: [number, boolean][] = [];
  const signal = createTypingSignal(
    (isTyping) => {
      told.push([now, isTyping]);
    },
    () => now,
  );
  for (const [at, line] of [
    [0, ''],
    [1, '/join x'],
    [2, 'h'],
    [3, 'he'],
    [3_002, 'hel'],
    [3_100, ''],
    [3_200, ''],
    [3_300, '//x'],
    [3_400, '/x'],
  ] as const) {
    now = at;
    signal(line);
  }
  assert.deepEqual(told, [
    [2, true],
    [3_002, true],
    [3_100, false],
    [3_300, true],
    [3_400, false],
  ]);
});
