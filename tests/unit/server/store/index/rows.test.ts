import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRows } from '../../../../../server/store/index/rows.ts';
import { messageLine } from './log-writer.ts';

const line = Buffer.from(
  messageLine({
    id: 'a',
    user_id: 'u',
    username: 'U',
    content: 'hello',
    type: 'text',
    file: null,
    timestamp: '2026-01-01T00:00:00.000Z',
    channel_id: 'c',
    seq: 1,
  }),
);

test('a record cut by the end of rubbish is left for the next slice, wherever it is cut', () => {
  const rubbish = Buffer.alloc(1_000_000, '{"a rubbish text '.padEnd(4_000));
  for (let cut = 1; cut < line.length; cut += 7) {
    const bytes = Buffer.concat([rubbish, line]);
    const first = parseRows(bytes.subarray(0, rubbish.length + cut), 0, 'rubbish');
    assert.deepEqual(first.rows, []);
    assert.ok(first.length > 0 && first.length <= rubbish.length);
    const second = parseRows(bytes.subarray(first.length), first.length, 'later');
    assert.deepEqual(
      second.rows.map(({ messageId }) => messageId),
      ['a'],
    );
    assert.equal(
      first.damaged.concat(second.damaged).reduce((sum, { length }) => sum + length, 0),
      rubbish.length,
    );
  }
});

test('an unfinished line is left for later; where nothing follows, it is damage', () => {
  const torn = Buffer.concat([line, line.subarray(0, 40)]);
  assert.deepEqual(parseRows(torn, 1000, 'later').length, line.length);
  const { rows, damaged, length } = parseRows(torn, 1000, 'none');
  assert.deepEqual(
    [rows.length, damaged, length],
    [1, [{ offset: 1000 + line.length, length: 40 }], torn.length],
  );
});
