import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../../protocol/message.ts';
import { createMessageEncoding } from '../../../../server/runtime/message-encoding.ts';
import type { OpenChannel } from '../../../../server/chat/ports/chat-store.ts';

const message = (seq: number, content = 'text'): Message => ({
  id: `m${String(seq)}`,
  user_id: 'u',
  username: 'Jörg "x"',
  content,
  type: 'text',
  file: null,
  timestamp: '2026-01-01T00:00:00.000Z',
  channel_id: 'c',
  seq,
});

function channelOf(id: string, messages: Message[], epoch = 'e'): OpenChannel {
  return {
    id,
    epoch,
    lastSeq: messages.at(-1)?.seq ?? 0,
    newest: (limit) => messages.slice(-limit),
    hasMoreThan: (count) => messages.length > count,
    changesAfter: () => undefined,
  };
}

test('a list is made again when the channel has changed, and only then', () => {
  const encoding = createMessageEncoding(1_000_000);
  const messages = [message(1, 'a\u2028b "quoted" \\ \ud800 🎉'), message(2)];
  const channel = channelOf('c', messages);
  const first = encoding.newest(channel, 1_000, 1_000_000);
  assert.deepEqual(first, { json: JSON.stringify(messages), hasMore: false });
  assert.equal(encoding.newest(channel, 1_000, 1_000_000), first);
  const longer = [...messages, message(3)];
  assert.equal(encoding.newest(channelOf('c', longer), 1_000, 1_000_000).json, JSON.stringify(longer));
  // made anew with as many messages: others
  assert.equal(
    encoding.newest(channelOf('c', [message(3, 'other')], 'f'), 1_000, 1_000_000).json,
    JSON.stringify([message(3, 'other')]),
  );
});

test('what is asked for in another length, or of another channel, is another list', () => {
  const encoding = createMessageEncoding(1_000_000);
  for (let round = 0; round < 2; round += 1)
    for (let index = 0; index < 20; index += 1) {
      const messages = [message(1, `of ${String(index)}`), message(2)];
      const channel = channelOf(`c${String(index)}`, messages);
      assert.equal(encoding.newest(channel, 2, 1_000_000).json, JSON.stringify(messages));
      assert.deepEqual(encoding.newest(channel, 1, 1_000_000), {
        json: JSON.stringify(messages.slice(1)),
        hasMore: true,
      });
    }
});

test('the newest that fit into so many bytes, and always the very newest', () => {
  const encoding = createMessageEncoding(1_000_000);
  const messages = Array.from({ length: 10 }, (_, index) => message(index + 1, '🎉'.repeat(100)));
  const size = Buffer.byteLength(JSON.stringify(messages[0])) + 1;
  const page = encoding.newest(channelOf('c', messages), 1_000, 3 * size + 5);
  assert.deepEqual(page, { json: JSON.stringify(messages.slice(-3)), hasMore: true });
  assert.ok(Buffer.byteLength(page.json) <= 3 * size + 5);
});

test('lists are kept up to so many bytes in all', () => {
  const messages = [message(1, 'x'.repeat(1_000))];
  const json = JSON.stringify(messages);
  const encoding = createMessageEncoding(5 * (2 * json.length + Buffer.byteLength(json) + 500));
  const channels = Array.from({ length: 10 }, (_, index) => channelOf(`c${String(index)}`, messages));
  const made = channels.map((channel) => encoding.newest(channel, 1_000, 1_000_000));
  const isKept = (index: number): boolean =>
    encoding.newest(channels[index] ?? assert.fail(), 1_000, 1_000_000) === made[index];
  assert.deepEqual([9, 8, 7, 6, 5].map(isKept), [true, true, true, true, true]);
  assert.deepEqual([0, 1, 2, 3, 4].map(isKept), [false, false, false, false, false]);
});

test('what was missed is as JSON makes it, the same for all who missed it, and nothing where it is too much', () => {
  const encoding = createMessageEncoding(1_000_000);
  const changes = [3, 4].map((seq) => ({
    seq,
    kind: 'message' as const,
    channel_id: 'c',
    message: message(seq, 'a\u2028b "quoted" \\ \ud800 🎉'),
  }));
  const channel = {
    ...channelOf('c', []),
    changesAfter: (seq: number) => changes.filter((one) => one.seq > seq),
  };
  const missed = encoding.since(channel, 2, 1_000_000);
  assert.deepEqual(missed, { json: JSON.stringify(changes), hasMore: true });
  assert.equal(encoding.since(channel, 2, 1_000_000), missed);
  assert.deepEqual(encoding.since(channel, 0, 1_000_000), { json: JSON.stringify(changes), hasMore: false });
  assert.deepEqual(encoding.since(channel, 4, 1), { json: '[]', hasMore: true });
  assert.equal(encoding.since(channel, 2, 200), undefined);
  assert.equal(encoding.since(channelOf('c', []), 2, 1_000_000), undefined);
});

test('however much is asked for, the same messages are the same page', () => {
  const encoding = createMessageEncoding(1_000_000);
  const messages = Array.from({ length: 10 }, (_, index) => message(index + 1));
  const channel = channelOf('c', messages);
  const all = encoding.newest(channel, 10, 1_000_000);
  assert.equal(encoding.newest(channel, 200, 1_000_000), all);
  assert.equal(encoding.newest(channel, 200, 2_000_000), all);
  const size = Buffer.byteLength(JSON.stringify(messages[0])) + 1;
  assert.equal(encoding.newest(channel, 200, 3 * size + 5), encoding.newest(channel, 3, 1_000_000));
});

test('a long list comes in pieces, which together are the same text, and of its size', () => {
  const encoding = createMessageEncoding(1_000_000);
  const messages = Array.from({ length: 300 }, (_, seq) =>
    message(seq + 1, `🎉"\ud800 ${'ü'.repeat(seq * 10)}`),
  );
  const json = JSON.stringify(messages);
  const list = encoding.list(channelOf('c', messages), 1_000, 4_000_000);
  assert.ok('pieces' in list);
  const pieces = [...list.pieces];
  assert.ok(pieces.length > 5, String(pieces.length));
  assert.equal(pieces.join(''), json);
  assert.equal(list.bytes, Buffer.byteLength(json));
  const fewer = encoding.list(channelOf('c', messages), 299, 4_000_000);
  assert.ok('pieces' in fewer && fewer.hasMore);
  const short = encoding.list(channelOf('c', messages.slice(0, 3)), 1_000, 4_000_000);
  assert.ok('json' in short);
  assert.equal(short, encoding.newest(channelOf('c', messages.slice(0, 3)), 1_000, 4_000_000));
});
