import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRows } from '../../../../../server/store/index/rows.ts';
import { encodeLine } from '../../../../../server/store/log/log-line.ts';
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

const START = { offset: 0, lastSeq: 0 };

test('a record cut by the end of rubbish is left for the next slice, wherever it is cut', () => {
  const rubbish = Buffer.alloc(1_000_000, '{"a rubbish text '.padEnd(4_000));
  for (let cut = 1; cut < line.length; cut += 7) {
    const bytes = Buffer.concat([rubbish, line]);
    const first = parseRows(bytes.subarray(0, rubbish.length + cut), START, 'rubbish');
    assert.deepEqual(first.rows, []);
    assert.ok(first.length > 0 && first.length <= rubbish.length);
    const second = parseRows(bytes.subarray(first.length), { offset: first.length, lastSeq: 0 }, 'later');
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
  const place = { offset: 1000, lastSeq: 0 };
  assert.deepEqual(parseRows(torn, place, 'later').length, line.length);
  const { rows, damaged, length } = parseRows(torn, place, 'none');
  assert.deepEqual(
    [rows.length, damaged, length],
    [1, [{ offset: 1000 + line.length, length: 40 }], torn.length],
  );
});

test('numbers that no record has are gaps; a record of an unknown kind has one too', () => {
  const lines = [
    { seq: 3, kind: 'message', message: { id: 'c', user_id: 'u' } },
    { seq: 3, kind: 'message', message: { id: 'again', user_id: 'u' } },
    { seq: 4, kind: 'of a newer version' },
    { seq: 2, kind: 'message', message: { id: 'b', user_id: 'u' } },
    { seq: 9, kind: 'message', message: { id: 'i', user_id: 'u' } },
  ].map((record) => encodeLine(record));
  const { gaps, lastSeq } = parseRows(Buffer.from(lines.join('')), START, 'none');
  assert.deepEqual(
    [gaps, lastSeq],
    [
      [
        { first: 1, last: 2 },
        { first: 5, last: 8 },
      ],
      9,
    ],
  );
  const [, , third = '', , last = ''] = lines;
  assert.deepEqual(parseRows(Buffer.from(third), { offset: 500, lastSeq: 3 }, 'none').gaps, []);
  assert.deepEqual(parseRows(Buffer.from(last), { offset: 500, lastSeq: 7 }, 'none').gaps, [
    { first: 8, last: 8 },
  ]);
});
