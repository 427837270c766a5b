// One client that sends as fast as it can is cut; the others notice nothing. The figures are in
// bench/flood.ts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { received } from '../../unit/server/http/http-server.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';
import { connectRaw, openRawWebSocket } from './raw-websocket.ts';

const FLOOD = 200_000;

let room: RunningRoom;
let other: Guest;
before(async () => {
  room = await openRoom();
  other = await enter(room.url, person('Other'));
  await other.askOk('join_channel', { channel_id: 'general' });
});
after(async () => {
  other.close();
  await room.close();
});

const payloads: Record<string, string> = {
  'messages with an acknowledgement':
    '421["send_message",{"channel_id":"general","message":{"content":"flood"}}]',
  'messages without': '42["send_message",{"channel_id":"general","message":{"content":"flood"}}]',
  'an old client’s joins': '42["join_channel",{"channel_id":"general"}]',
  typing: '42["typing_start",{"channel_id":"general"}]',
  'changes of the person': '421["join_user",{"user":{"id":"flooder","username":"Flooder"}}]',
  nonsense: '42["nothing",null]',
  'pongs, which are no events': '3',
  'namespaces that there are not': '40/nowhere,',
  'attachments that never come': '459-["x"]',
  'the beginning of a connection, again and again': '40',
};

for (const [at, [kind, payload]] of Object.entries(payloads).entries()) {
  test(`a flood of ${kind} is cut, the others are answered`, async () => {
    const flooder = await connectRaw(room.port);
    // each is somebody else: who was cut has to wait
    flooder.send(
      `42["join_user",{"user":{"id":"flooder-${String(at)}","username":"Flooder ${String(at)}"}}]`,
    );
    let isClosed = false;
    flooder.socket.once('close', () => {
      isClosed = true;
    });
    const closed = received(flooder.socket);
    let sent = 0;
    for (; sent < FLOOD && !isClosed; sent += 1) {
      flooder.send(payload);
      if (sent % 2_000 === 0) await other.settled();
      if (sent % 200 === 0) await setImmediate();
    }
    await closed;
    assert.equal((await other.say('general', `after ${kind}`)).content, `after ${kind}`);
  });
}

test('a flood in bodies of polling is cut', async () => {
  const url = `${room.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string };
  const post = (body: string): Promise<Response> =>
    fetch(`${url}&sid=${sid}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      body,
    });
  await post('40');
  let status = 200;
  for (let sent = 0; sent < FLOOD && status === 200; sent += 4_000) {
    ({ status } = await post('42["typing_stop",{"channel_id":"general"}]\x1e'.repeat(4_000).slice(0, -1)));
    await other.settled();
  }
  assert.equal(status, 400);
  await other.say('general', 'after the polling');
});

test('a packet that is too large cuts its connection and no other', async () => {
  const large = await connectRaw(room.port);
  const closed = received(large.socket);
  large.send(`42["x","${'x'.repeat(256 * 1024)}"]`);
  await closed;
  const url = `${room.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string };
  const response = await fetch(`${url}&sid=${sid}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: `42["x","${'x'.repeat(256 * 1024)}"]`,
  });
  assert.equal(response.status, 413);
  // a long text is an error, not a cut connection
  const answer = await other.ask('send_message', {
    channel_id: 'general',
    message: { content: 'x'.repeat(200_000) },
  });
  assert.equal(answer.ok || answer.error.code, 'too_long');
  await other.say('general', 'after the large ones');
});

test('nobody gets compression, which costs memory and time', async () => {
  const raw = await openRawWebSocket(room.port, {
    headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
  });
  assert.match(raw.answer, /^HTTP\/1\.1 101 /);
  assert.doesNotMatch(raw.answer, /deflate/i);
  raw.socket.destroy();
});
