// Nobody can make the server keep ever more: rooms joined, channels made, connections begun, the disk filled.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../../server/runtime/clock.ts';
import { canonicalAddress } from '../../../server/network/address.ts';
import { createSharedMessages } from '../../../server/sockets/shared-messages.ts';
import { budgetsOf } from '../../../server/chat/access/budgets.ts';
import { defaultSettings } from '../../../server/index.ts';
import { createSlowConsumers } from '../../../server/sockets/connections/slow-consumers.ts';
import { attachSockets, createSocketServer } from '../../../server/sockets/socket-server.ts';
import { openRoom } from '../../support/helpers/running-room.ts';
import { connect, enter, person } from '../../support/helpers/test-client.ts';

test('a session that joins 2,000 rooms is in the newest of them, and nothing is made on the disk', async (t) => {
  const room = await openRoom({ settings: { limits: false } });
  t.after(() => room.close());
  const [eve, anna] = [await enter(room.url, person('Eve')), await enter(room.url, person('Anna'))];
  t.after(() => {
    eve.close();
    anna.close();
  });
  eve.send('join_channel', { channel_id: 'general' });
  for (let count = 0; count < 2_000; count += 1) {
    eve.send('join_channel', { channel_id: `room-${String(count)}` });
    // more than 1,000 at once would be refused
    if (count % 500 === 0) await eve.settled();
  }
  eve.send('join_channel', { channel_id: 'random' });
  await eve.settled();
  await anna.say('general', 'not for her any more');
  const said = await anna.say('random', 'for her');
  await eve.next('new_message', ({ message }) => message.id === said.id);
  await anna.say('room-1999', 'her newest room');
  await eve.next('new_message', ({ channel_id }) => channel_id === 'room-1999');
  assert.deepEqual(
    eve.all('new_message').map(({ channel_id }) => channel_id),
    ['random', 'room-1999'],
  );
  assert.equal(
    (await readdir(join(room.folder, 'channels'))).some(
      (name) => name.startsWith('room-') && name !== 'room-1999.jsonl',
    ),
    false,
  );
});

test('messages make 450 channels and no more, the host 500', async (t) => {
  const from = await mkdtemp(join(tmpdir(), 'lanline-channels-'));
  t.after(() => rm(from, { recursive: true }));
  const channels = Array.from({ length: 440 }, (_, count) => ({
    id: `old-${String(count)}`,
    name: 'Old',
    type: 'text',
    description: '',
    createdAt: '2026-01-01T00:00:00.000Z',
  }));
  await writeFile(join(from, 'channels.json'), JSON.stringify({ format: 1, channels, deleted: [] }));
  const room = await openRoom({ from, settings: { limits: false } });
  t.after(() => room.close());
  const eve = await enter(room.url, person('Eve'));
  t.after(() => {
    eve.close();
  });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, count) =>
      eve.ask('send_message', { channel_id: `made-${String(count)}`, message: { content: 'mine' } }),
    ),
  );
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  assert.deepEqual(
    [codes.filter((code) => code === 'ok').length, codes.filter((code) => code === 'channel_limit').length],
    [10, 20],
  );
  assert.equal((await room.server.channels.list()).length, 450);
  await room.server.channels.create({ name: 'one of the host’s' });
  await eve.say('old-7', 'the channels that there are work');
});

const BUDGETS = budgetsOf(defaultSettings);

/** Socket.IO as the server attaches it, with loopback counted like any other address. */
async function openSockets(maxPerAddress: number): Promise<{ url: string; close: () => Promise<void> }> {
  const http = createServer((_request, response) => {
    response.end();
  });
  const io = createSocketServer();
  const slowConsumers = createSlowConsumers(io, {
    clock: systemClock,
    isTrusted: () => false,
    most: BUDGETS.unread,
    onCut: () => undefined,
  });
  attachSockets(io, http, {
    check: () => undefined,
    cors: {},
    addressOf: (request: IncomingMessage) => canonicalAddress(request.socket.remoteAddress),
    isTrusted: () => false,
    isFromHost: () => false,
    onFacts: () => undefined,
    onFlood: () => undefined,
    slowConsumers,
    sharedMessages: createSharedMessages(slowConsumers),
    maxPerAddress,
    isLimited: true,
    beginnings: BUDGETS.sessions,
    clock: systemClock,
    log: () => undefined,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/socket.io/?EIO=4&transport=polling`,
    close: () => io.close(),
  };
}

test('an address begins as many connections as it may have, whatever it says of itself, and again when some have ended', async (t) => {
  const { url, close } = await openSockets(20);
  t.after(close);
  const begin = (count: number): Promise<Response> =>
    fetch(url, {
      headers: {
        'X-Forwarded-For': `10.0.0.${String(count)}`,
        'X-Real-IP': `10.0.0.${String(count)}`,
        Forwarded: `for=10.0.0.${String(count)}`,
      },
    });
  const answers: Response[] = [];
  for (let count = 0; count < 50; count += 1) answers.push(await begin(count));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [...Array.from({ length: 20 }, () => 200), ...Array.from({ length: 30 }, () => 403)],
  );
  const { sid } = JSON.parse(((await answers[0]?.text()) ?? '').slice(1)) as { sid: string };
  assert.equal((await fetch(`${url}&sid=${sid}`, { method: 'POST', body: '1' })).status, 200);
  assert.equal((await begin(51)).status, 200);
  assert.equal((await begin(52)).status, 403);
});

test('a full house says so, and whoever is here stays', async (t) => {
  const room = await openRoom({ settings: { maxPeople: 3 } });
  t.after(() => room.close());
  const here = [
    await enter(room.url, person('A')),
    await enter(room.url, person('B')),
    await enter(room.url, person('C')),
  ];
  const late = await connect(room.url);
  t.after(() => {
    for (const client of [...here, late]) client.close();
  });
  const answer = await late.ask('join_user', { user: person('D') });
  assert.equal(answer.ok || answer.error.code, 'server_full');
  // others cannot be pushed out by one connection that is somebody else every time
  for (let count = 0; count < 20; count += 1)
    await here[0]?.ask('join_user', { user: person(`A${String(count)}`) });
  await here[1]?.say('general', 'still here');
});

test('uploads stop where the disk would be too full; talking goes on', async (t) => {
  const room = await openRoom({ settings: { freeSpaceFloor: Number.MAX_SAFE_INTEGER } });
  t.after(() => room.close());
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  const body = new FormData();
  body.set('file', new Blob(['hello']), 'hello.txt');
  const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body });
  assert.deepEqual(
    [response.status, ((await response.json()) as { code: string }).code],
    [507, 'storage_full'],
  );
  assert.deepEqual(await readdir(join(room.folder, 'uploads/.incoming')), []);
  await anna.say('general', 'a message is small');
});
