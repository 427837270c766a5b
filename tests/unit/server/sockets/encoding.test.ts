import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Encoder, PacketType, type Packet } from 'socket.io-parser';
import { chatParser, EncodedPayload, SelfSent } from '../../../../server/sockets/encoding.ts';

const packet = (event: string, payload: unknown): Packet => ({
  type: PacketType.EVENT,
  nsp: '/',
  data: [event, payload],
});

test("an encoded payload is the same bytes as Socket.IO's own encoding of the value", () => {
  const own = new chatParser.Encoder();
  const standard = new Encoder();
  for (const value of [
    { channel_id: 'c', message: { content: 'a\u2028b "quoted" \\ \ud800 🎉' } },
    { channel_id: 'c', messages: [] },
  ])
    assert.deepEqual(
      own.encode(packet('new_message', new EncodedPayload(JSON.stringify(value)))),
      standard.encode(packet('new_message', value)),
    );
  assert.deepEqual(
    own.encode(packet('error', { code: 'x' })),
    standard.encode(packet('error', { code: 'x' })),
  );
});

test('an answer that sends itself is told its number, and nothing else is sent', () => {
  const numbers: number[] = [];
  const answer = new SelfSent((id) => {
    numbers.push(id);
  });
  const encoded = new chatParser.Encoder().encode({ type: PacketType.ACK, nsp: '/', id: 7, data: [answer] });
  assert.deepEqual([encoded, numbers], [[], [7]]);
});
