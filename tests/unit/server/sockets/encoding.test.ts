import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import type { Message } from '../../../../protocol/message.ts';
import { chatParser, createMessageEncoding } from '../../../../server/sockets/encoding.ts';

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
const packet = (event: string, payload: unknown): Packet => ({
  type: PacketType.EVENT,
  nsp: '/',
  data: [event, payload],
});

function decode(encoded: unknown): unknown {
  let found: unknown;
  const decoder = new Decoder();
  decoder.on('decoded', (decoded: Packet) => {
    found = decoded.data;
  });
  decoder.add(encoded);
  return found;
}

test("an encoded payload is the same bytes as Socket.IO's own encoding of the value", () => {
  const encoding = createMessageEncoding();
  const own = new chatParser.Encoder();
  const standard = new Encoder();
  const messages = [message(1, 'a\u2028b "quoted" \\ \ud800 🎉'), message(2)];
  assert.deepEqual(
    own.encode(packet('new_message', encoding.one('c', message(1)))),
    standard.encode(packet('new_message', { channel_id: 'c', message: message(1) })),
  );
  assert.deepEqual(
    own.encode(packet('channel_messages', encoding.many('c', messages))),
    standard.encode(packet('channel_messages', { channel_id: 'c', messages })),
  );
  assert.deepEqual(
    own.encode(packet('channel_messages', encoding.many('c', []))),
    standard.encode(packet('channel_messages', { channel_id: 'c', messages: [] })),
  );
  assert.deepEqual(
    own.encode(packet('error', { code: 'x' })),
    standard.encode(packet('error', { code: 'x' })),
  );
});

test('a history is encoded again when it has changed, and only then', () => {
  const encoding = createMessageEncoding();
  const messages = [message(1), message(2)];
  const first = encoding.many('c', messages);
  assert.equal(encoding.many('c', [...messages]), first);
  const longer = [...messages, message(3)];
  const [encoded] = new chatParser.Encoder().encode(packet('channel_messages', encoding.many('c', longer)));
  assert.deepEqual(decode(encoded), ['channel_messages', { channel_id: 'c', messages: longer }]);
  // the newest thousand move on: as many, others
  assert.notEqual(encoding.many('c', longer.slice(1)).json, first.json);
});

test("many channels do not push each other's answers astray", () => {
  const encoding = createMessageEncoding();
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 20; index += 1) {
      const { json } = encoding.many(`c${String(index)}`, [message(index + 1)]);
      assert.deepEqual(JSON.parse(json), { channel_id: `c${String(index)}`, messages: [message(index + 1)] });
    }
  }
});
