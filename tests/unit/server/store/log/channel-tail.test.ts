import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { LIMITS } from '../../../../../protocol/limits.ts';
import type { Change } from '../../../../../protocol/message.ts';
import { createChannelTail } from '../../../../../server/store/log/channel-tail.ts';

const change = (seq: number): Change => ({
  seq,
  kind: 'message',
  channel_id: 'c',
  message: {
    id: `m${String(seq)}`,
    user_id: 'u',
    username: 'u',
    content: '',
    type: 'text',
    file: null,
    timestamp: '',
    channel_id: 'c',
    seq,
  },
});
const range = (from: number, to: number): Change[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => change(from + index));
const seqs = (changes: readonly { seq: number }[]): number[] => changes.map(({ seq }) => seq);

test('whatever was read and came since, it answers as the whole log would', () => {
  fc.assert(
    fc.property(fc.nat(3_000), fc.nat(3_000), fc.nat(3_500), fc.nat(1_200), (before, since, after, limit) => {
      const total = before + since;
      // what is read from a log at least covers a page, or all there is
      const read = Math.min(before, LIMITS.legacyPage);
      const tail = createChannelTail(range(before - read + 1, before), read === before);
      for (const next of range(before + 1, total)) tail.apply(next);

      const page = Math.min(limit, LIMITS.legacyPage, total);
      assert.deepEqual(seqs(tail.newest(limit)), seqs(range(total - page + 1, total)));
      assert.equal(tail.hasMoreThan(page), total > page);
      const seq = Math.min(after, total);
      const missed = tail.changesAfter(seq);
      if (total - seq > LIMITS.catchUp) assert.equal(missed, undefined);
      else assert.deepEqual(missed && seqs(missed), seqs(range(seq + 1, total)));
    }),
    { numRuns: 60 },
  );
});

test('changes of which some cannot be read are not told as if they were all', () => {
  const tail = createChannelTail([...range(1, 4), ...range(6, 8)], true);
  assert.equal(tail.changesAfter(3), undefined, 'a client would ask for the fifth again and again');
  assert.equal(tail.changesAfter(4), undefined);
  assert.deepEqual(
    tail.changesAfter(5)?.map(({ seq }) => seq),
    [6, 7, 8],
  );
  assert.deepEqual(tail.changesAfter(8), []);
});
