// docs/protocol.md is true: what a real server sends fits the schemas that its tables are made from, the
// routes are those of the server, and the session in it happens as it is written there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Router } from 'express';
import type { z } from 'zod';
import { answers } from '../../protocol/answers.ts';
import { routes } from '../../protocol/http.ts';
import { serverEvents } from '../../protocol/server-events.ts';
import { createOriginPolicy } from '../../server/http/access/origin-policy.ts';
import { createHttpApp } from '../../server/http/app.ts';
import { uploadRoutes } from '../../server/http/uploads/routes.ts';
import { createConditions } from '../support/helpers/conditions.ts';
import { openRoom } from '../support/helpers/running-room.ts';
import { connect, enter, enterAsOldClient, person, type TestClient } from '../support/helpers/test-client.ts';

const TOKEN = 'a-secret-of-at-least-thirty-two-characters';

const never = (): never => assert.fail('nothing is asked');

/** An undocumented field would be missing from what the schema gives back. */
function assertFits(schema: z.ZodType, payload: unknown, what: string): void {
  const parsed = schema.safeParse(payload);
  assert.ok(parsed.success, `${what}: ${parsed.error?.message ?? ''}`);
  assert.deepEqual(parsed.data, payload, what);
}

test('every event, acknowledgement and HTTP answer is as documented', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const clients: TestClient[] = [];
  const using = <C extends TestClient>(client: C): C => {
    clients.push(client);
    t.after(() => {
      client.close();
    });
    return client;
  };
  const ask = async (client: TestClient, event: keyof typeof answers, payload: object): Promise<any> => {
    const { ok, ...answer } = await client.askOk(event, payload);
    assert.equal(ok, true);
    assertFits(answers[event], answer, `the answer to ${event}`);
    return answer;
  };
  const http = async (route: string, path: string, init?: RequestInit): Promise<any> => {
    const response = await fetch(room.url + path, init);
    const body: unknown = await response.json();
    assert.ok(response.ok, `${route}: ${JSON.stringify(body)}`);
    const schema = routes.find((each) => each.route === route)?.answer;
    assert.ok(schema, route);
    assertFits(schema, body, route);
    return body;
  };

  const old = using(await enterAsOldClient(room.url, person('Old')));
  old.send('join_channel', { channel_id: 'general' });
  await old.next('channel_messages');
  const calm = using(await enter(room.url, person('Calm'), { join: { calm: true, batch: true } }));
  const plain = using(await enter(room.url, person('Plain')));
  const ada = using(await connect(room.url));
  await ask(ada, 'join_user', { user: person('Ada', { id: 'ada', hobbies: ['chess'] }), token: TOKEN });
  await old.next('user_connected', ({ user }) => user.username === 'Ada');
  await ask(calm, 'join_channel', { channel_id: 'general' });
  const { epoch } = await ask(ada, 'join_channel', { channel_id: 'general' });
  await ask(ada, 'set_profile', { username: 'Ada L.', status: 'busy' });
  assert.equal((await old.next('user_disconnected')).user.username, 'Ada');
  assert.equal((await old.next('user_connected')).user.username, 'Ada L.');
  await plain.next('user_updated');
  await ask(ada, 'typing_start', { channel_id: 'general' });
  await ask(ada, 'typing_stop', { channel_id: 'general' });
  await ask(ada, 'file_too_large', { filename: 'film.mov', size: 2 ** 40 });
  await old.next('user_typing', ({ typing }) => typing === false);

  const form = new FormData();
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  form.append('file', new Blob([png]), 'dot.png');
  const file = await http('POST /api/upload', '/api/upload', { method: 'POST', body: form });
  await ask(ada, 'send_message', { channel_id: 'general', message: { file, client_id: 'a1' } });
  await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      ask(ada, 'send_message', { channel_id: 'general', message: { content: String(index) } }),
    ),
  );
  await http('POST /api/channels/{id}/messages', '/api/channels/general/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: { content: 'by HTTP' }, user: { id: 'bot', username: 'Bot' } }),
  });
  await old.next('new_message', ({ message }) => message.content === 'by HTTP');
  await ask(ada, 'join_channel', { channel_id: 'general', after_seq: 3, epoch });
  await ask(ada, 'join_channel', { channel_id: 'general', after_seq: 3, epoch: 'another' });
  await http('GET /api/health', '/api/health');
  await http('GET /api/room', '/api/room');
  await http('GET /api/channels', '/api/channels');
  await http('GET /api/channels/{id}/messages', '/api/channels/general/messages?limit=3');

  old.send('send_message', { channel_id: 'general', message: { content: ' ' } });
  await old.next('error');
  const refused: any = await ada.ask('send_message', { channel_id: 'general', message: {} });
  assertFits(serverEvents.error, refused.error, 'a refusal');
  await ask(ada, 'leave_channel', { channel_id: 'general' });
  await old.next('user_left_channel');
  // told without the five seconds of grace
  await room.server.people.kick('ada');
  await old.next('user_disconnected');
  await ada.next('error');
  await room.server.channels.create({ name: 'More' });
  await calm.next('channels_changed');
  await calm.next('presence_changed', ({ left }) => left.includes('ada'));
  await room.server.close();
  await old.next('server_closing');
  await calm.next('server_closing');

  const seen = new Set(clients.flatMap((client) => client.names()));
  for (const client of clients)
    for (const event of new Set(client.names())) {
      const schema = serverEvents[event as keyof typeof serverEvents];
      assert.ok(Object.hasOwn(serverEvents, event), event);
      for (const payload of client.all(event)) assertFits(schema, payload, event);
    }
  assert.deepEqual([...seen].toSorted(), Object.keys(serverEvents).toSorted(), 'all of them came');
});

test('the routes below /api/ are those of the document', () => {
  const uploads = uploadRoutes({
    uploads: { save: never, open: never },
    limit: never,
    rule: never,
    ownerOf: never,
    admit: never,
    onStored: never,
    onRefused: never,
  });
  const app = createHttpApp({
    chat: { channels: never, version: never, turn: never, history: never, post: never, room: never },
    originPolicy: createOriginPolicy({
      legacyClients: true,
      allowedHosts: [],
      allowedOrigins: [],
      ownAddresses: never,
      names: never,
    }),
    uploads,
    answerGate: { enter: never },
    log: never,
  });
  const found = routesOf(app.router).filter((route) => route.includes(' /api/'));
  assert.deepEqual(found.toSorted(), routes.map(({ route }) => route).toSorted());
});

/** `GET /api/files/{filename}`, of a router and those in it. */
function routesOf({ stack }: Router): string[] {
  return stack.flatMap((layer) => {
    const { handle, route } = layer;
    if (!route) return 'stack' in handle ? routesOf(handle as Router) : [];
    const methods = [...new Set(route.stack.map(({ method }) => method.toUpperCase()))];
    return [route.path]
      .flat()
      .flatMap((path) => methods.map((method) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`));
  });
}

test('the session in the document happens as it is written there', async (t) => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8');
  const [, session = ''] = /^## A session in bytes\n.*?```text\n(.*?)```/ms.exec(text) ?? [];
  const lines = session.trim().split('\n');
  assert.ok(lines.length > 15);

  const room = await openRoom({ settings: { name: 'Physics', uploadTypes: ['txt', 'png'] } });
  t.after(() => room.close());
  const socket = new WebSocket(`${room.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  t.after(() => {
    socket.close();
  });
  const conditions = createConditions();
  const frames: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    // a ping may come at any time
    if (data === '2') socket.send('3');
    else frames.push(String(data));
    conditions.changed();
  });
  // what is random in both: ids, times; and the epoch, which a later frame repeats
  let epoch = '';
  for (const line of lines) {
    const frame = line.slice(2);
    if (line.startsWith('>')) {
      socket.send(frame.replace('gDVMlK2YjBB3', epoch));
      continue;
    }
    const came = await conditions.until(
      () => frames.shift(),
      () => `the frame ${frame}`,
    );
    epoch = /"epoch":"([^"]*)"/.exec(came)?.[1] ?? epoch;
    assert.equal(masked(came), masked(frame));
  }
});

function masked(frame: string): string {
  return frame
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'UUID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/"(sid|epoch|version|build)":"[^"]*"/g, '"$1":"…"');
}
