import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Message, OutboxEntry } from '../../../../../renderer/chat/core/model.ts';
import { dayOf, rowsOf, type RowsOf } from '../../../../../renderer/chat/messages/rows.ts';

const START = new Date(2026, 10, 20, 12, 0, 0).getTime();
const MINUTE = 60_000;

const message = (seq: number, minutes: number, fields: Partial<Message> = {}): Message => ({
  id: `m${String(seq)}`,
  user_id: 'anna',
  username: 'Anna',
  content: 'x',
  type: 'text',
  file: null,
  timestamp: new Date(START + minutes * MINUTE).toISOString(),
  channel_id: 'general',
  seq,
  ...fields,
});
const entry = (clientId: string, minutes: number): OutboxEntry => ({
  clientId,
  channelId: 'general',
  content: 'x',
  file: null,
  writtenAt: new Date(START + minutes * MINUTE).toISOString(),
  state: 'sending',
  reason: null,
  storedAs: null,
});
const rows = (messages: Message[], more: Partial<RowsOf> = {}) =>
  rowsOf({ messages, pending: [], newSince: null, me: { id: 'anna', name: 'Anna' }, ...more });
const firsts = (messages: Message[], more?: Partial<RowsOf>): boolean[] =>
  rows(messages, more).map(({ isFirst }) => isFirst);

suite('rows', () => {
  test('messages of one author within five minutes stand together', () => {
    assert.deepEqual(firsts([message(1, 0), message(2, 4), message(3, 8.9), message(4, 14)]), [
      true,
      false,
      false,
      true,
    ]);
  });

  test('another author, name or proof begins a group', () => {
    assert.deepEqual(
      firsts([
        message(1, 0),
        message(2, 0, { user_id: 'ben' }),
        message(3, 0),
        message(4, 0, { username: 'Anne' }),
        message(5, 0, { username: 'Anne', verified: true }),
      ]),
      [true, true, true, true, true],
    );
  });

  test('a clock that goes back a little tears nothing apart', () => {
    assert.deepEqual(firsts([message(1, 3), message(2, 1)]), [true, false]);
  });

  test('each day begins with its line, and a group', () => {
    const days = rows([message(1, 0), message(2, 1), message(3, 12 * 60 - 1), message(4, 12 * 60 + 1)]);
    assert.deepEqual(
      days.map(({ day }) => day !== null),
      [true, false, false, true],
    );
    assert.deepEqual(
      days.map(({ isFirst }) => isFirst),
      [true, false, true, true],
    );
    assert.equal(dayOf(new Date(2026, 0, 2, 23, 59).toISOString()), '2026-01-02');
  });

  test('the line of what is new stands once, before the first beyond it', () => {
    const marked = rows([message(1, 0), message(2, 1), message(4, 1), message(5, 1)], { newSince: 2 });
    assert.deepEqual(
      marked.map(({ isNew }) => isNew),
      [false, false, true, false],
    );
    assert.equal(marked[2]?.isFirst, true);
    assert.ok(rows([message(1, 0)], { newSince: 1 }).every(({ isNew }) => !isNew));
  });

  test('what is on its way follows, under the key it will have', () => {
    const [, waiting] = rows([message(1, 0)], { pending: [entry('c1', 1)] });
    assert.deepEqual([waiting?.kind, waiting?.isFirst], ['pending', false]);
    const [, there] = rows([message(1, 0), message(2, 1, { client_id: 'c1' })]);
    assert.equal(there?.key, waiting?.key);
  });

  test('the same key of two people makes two rows', () => {
    const keys = rows([
      message(1, 0, { client_id: 'c' }),
      message(2, 0, { client_id: 'c', user_id: 'ben' }),
      message(3, 0, { id: 'c' }),
    ]).map(({ key }) => key);
    assert.equal(new Set(keys.slice(0, 2)).size, 2);
  });

  test('an unreadable time breaks nothing', () => {
    assert.deepEqual(firsts([message(1, 0, { timestamp: 'yesterday' }), message(2, 0, { timestamp: '' })]), [
      true,
      true,
    ]);
    assert.equal(dayOf('yesterday'), '');
  });
});
