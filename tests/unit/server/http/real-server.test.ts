// The edge as the whole server wires it: its rules stand before every route and both transports.
import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { after, before, test } from 'node:test';
import { openRoom, type RunningRoom } from '../../../support/helpers/running-room.ts';
import { open, received } from './http-server.ts';

let room: RunningRoom;
let strict: RunningRoom;
before(async () => {
  room = await openRoom({
    settings: { allowedHosts: ['chat.example'], allowedOrigins: ['https://intranet.example'] },
  });
  strict = await openRoom({ settings: { legacyClients: false } });
});
after(async () => {
  await room.close();
  await strict.close();
});

const POLLING = '/socket.io/?EIO=4&transport=polling';
const PATHS = [
  '/',
  '/favicon.ico',
  '/api/health',
  '/api/room',
  '/api/channels',
  '/api/channels/general/messages',
  '/api/files/x',
  '/api/nothing',
  POLLING,
];
const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

/** The status of a request under a name. */
async function ask(
  port: number,
  path: string,
  host: string,
  headers = 'Connection: close\r\n',
  method = 'GET',
): Promise<number> {
  const socket = await open(port);
  const answer = received(socket);
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`);
  // a websocket stays open: its first line is enough
  socket.once('data', () => {
    socket.end();
  });
  return Number((await answer).split(' ')[1]);
}

test('a foreign Host is refused on every route and both transports', async () => {
  for (const path of PATHS) assert.equal(await ask(room.port, path, 'evil.example'), 403, path);
  assert.equal(
    await ask(room.port, '/api/upload', 'evil.example', 'Connection: close\r\nContent-Length: 0\r\n', 'POST'),
    403,
  );
  assert.notEqual(
    await ask(room.port, '/socket.io/?EIO=4&transport=websocket', 'evil.example', UPGRADE),
    101,
  );
});

test('our own names and the configured one are let in, on both transports', async () => {
  for (const host of [
    'localhost',
    '192.168.1.5:5000',
    hostname(),
    `${hostname().split('.')[0] ?? ''}.local`,
    'chat.example',
  ]) {
    for (const path of ['/api/health', POLLING])
      assert.equal(await ask(room.port, path, host), 200, `${host}${path}`);
    assert.equal(await ask(room.port, '/socket.io/?EIO=4&transport=websocket', host, UPGRADE), 101, host);
  }
});

test('the Origin rule follows the settings, on both transports', async () => {
  const rows = [
    ['http://localhost:3000', 200, 403],
    ['https://intranet.example', 200, 403],
    ['http://evil.example', 403, 403],
    ['null', 403, 403],
  ] as const;
  for (const [origin, lenientStatus, strictStatus] of rows) {
    for (const [{ port }, status] of [
      [room, lenientStatus],
      [strict, strictStatus],
    ] as const) {
      const header = `Origin: ${origin}\r\n`;
      for (const path of ['/api/health', POLLING])
        assert.equal(
          await ask(port, path, 'localhost', `${header}Connection: close\r\n`),
          status,
          `${origin} ${path}`,
        );
      const upgraded = await ask(
        port,
        '/socket.io/?EIO=4&transport=websocket',
        'localhost',
        header + UPGRADE,
      );
      assert.equal(upgraded === 101, status === 200, `${origin} by websocket`);
    }
  }
});

test('the page shows the real room', async () => {
  const html = await (await fetch(`${room.url}/`, { headers: { 'Accept-Language': 'de' } })).text();
  const { name, people } = await (await fetch(`${room.url}/api/room`)).json();
  assert.equal(people, 0);
  assert.ok(html.includes(name));
  assert.match(html, /Noch ist niemand hier/);
});

test('the first page of a room without people does not show them as present', async () => {
  const html = await (await fetch(room.url, { headers: { Accept: 'text/html' } })).text();
  assert.match(html, /<p class="here nobody">Nobody is here yet<\/p>/);
});

test('a request that would change the protocol is answered in this one', async () => {
  // as `curl --http2` does; RFC 9110, 7.8 lets a server ignore it
  const h2c = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
  assert.equal(await ask(room.port, '/api/health', 'localhost', h2c), 200);
  assert.equal(await ask(room.port, '/', 'localhost', h2c), 200);
  assert.equal(await ask(room.port, POLLING, 'localhost', h2c), 200);
  assert.equal(await ask(room.port, '/api/nothing', 'localhost', h2c), 404);
  for (const kind of ['TLS/1.2', 'h2c, websocket', 'irc/6.9', ''])
    assert.equal(
      await ask(room.port, '/api/health', 'localhost', `Connection: Upgrade\r\nUpgrade: ${kind}\r\n`),
      200,
      kind,
    );
  // a websocket that is not of the chat
  assert.equal(await ask(room.port, '/api/health', 'localhost', UPGRADE), 200);
  assert.equal(await ask(room.port, '/other', 'localhost', UPGRADE), 404);
  // and that of the chat
  assert.equal(await ask(room.port, '/socket.io/?EIO=4&transport=websocket', 'localhost', UPGRADE), 101);
});

test('a body is read, whatever other protocol its request asks for', async () => {
  const body = JSON.stringify({ message: { content: 'Hello' }, user: { id: 'a', username: 'A' } });
  const headers = `Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n`;
  const socket = await open(room.port);
  const answer = received(socket);
  socket.write(`POST /api/channels/general/messages HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n${body}`);
  socket.once('data', () => {
    socket.end();
  });
  assert.match(await answer, /^HTTP\/1\.1 200 .*"content":"Hello"/s);
});

test('JSONP polling is refused, since any page could read the room with it', async () => {
  for (const query of ['&j=0', '&j=___eio', '&j', '&j=0&j=1'])
    assert.equal(await ask(room.port, POLLING + query, 'localhost'), 403, query);
  assert.equal(await ask(room.port, POLLING, 'localhost'), 200);
});
