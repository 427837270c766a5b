// The listener under Socket.IO, which answers its own path before the app sees a request.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { createOriginPolicy } from '../../../../server/http/access/origin-policy.ts';
import { corsOptions } from '../../../../server/http/access/security.ts';
import { isSocketUpgrade } from '../../../../server/sockets/connections/handshakes.ts';
import { createLoopbackListener, open, received } from './http-server.ts';

const originPolicy = createOriginPolicy({
  legacyClients: true,
  allowedOrigins: [],
  allowedHosts: [],
  ownAddresses: () => [],
  names: () => ({ hostName: 'anna-pc', searchDomains: [], localNames: [] }),
});
const listener = createLoopbackListener({
  app: (_request, response) => {
    response.end('the app');
  },
  isUpgrade: isSocketUpgrade,
  times: { body: { windowMs: 200, bytes: 64, provenBytes: 1e6, windows: 3, bytesTogether: 192 } },
});
const io = new Server(listener.server, {
  cors: corsOptions(originPolicy),
  allowRequest: (request, decide) => {
    const refused = originPolicy.check(request);
    decide(refused?.message ?? null, !refused);
  },
});
let port = 0;
before(async () => {
  ({ port } = await listener.listen());
});
after(async () => {
  io.disconnectSockets(true);
  await listener.close();
});

const TRANSPORTS = ['polling', 'websocket'] as const;
const client = (transport: 'polling' | 'websocket', headers: Record<string, string>) =>
  connect(`http://127.0.0.1:${String(port)}`, {
    transports: [transport],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });

function happened(socket: Socket, event: 'connect' | 'disconnect'): Promise<void> {
  return new Promise((resolve) => {
    socket.once(event, () => {
      resolve();
    });
  });
}

/** What a connection comes to. */
async function outcome(socket: Socket): Promise<string> {
  const result = await Promise.race([
    happened(socket, 'connect').then(() => 'connected'),
    new Promise<string>((resolve) => {
      socket.once('connect_error', () => {
        resolve('refused');
      });
    }),
  ]);
  socket.close();
  return result;
}

const POLLING = '/socket.io/?EIO=4&transport=polling';
const poll = (origin: string) =>
  fetch(`http://127.0.0.1:${String(port)}${POLLING}`, { headers: { Origin: origin } });

async function handshake(host: string): Promise<string> {
  const socket = await open(port);
  const answer = received(socket);
  socket.write(`GET ${POLLING} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return answer;
}

test('both transports follow the Origin and the Host rule', async () => {
  for (const transport of TRANSPORTS) {
    assert.equal(await outcome(client(transport, {})), 'connected', transport);
    assert.equal(
      await outcome(client(transport, { Origin: 'http://127.0.0.1:3000' })),
      'connected',
      transport,
    );
    assert.equal(await outcome(client(transport, { Origin: 'http://evil.example' })), 'refused', transport);
    assert.equal(await outcome(client(transport, { Origin: 'null' })), 'refused', transport);
  }
  // the client's polling always writes the Host itself
  assert.equal(await outcome(client('websocket', { Host: 'anna-pc.local' })), 'connected');
  assert.equal(await outcome(client('websocket', { Host: 'evil.example' })), 'refused');
  assert.match(await handshake('anna-pc.local'), /^HTTP\/1\.1 200 /);
  assert.match(await handshake('evil.example'), /^HTTP\/1\.1 403 /);
});

test('an old client’s page may read what polling answers, a foreign one may not', async () => {
  const old = await poll('http://localhost:3000');
  assert.deepEqual(
    [old.status, old.headers.get('access-control-allow-origin')],
    [200, 'http://localhost:3000'],
  );
  const foreign = await poll('http://evil.example');
  assert.deepEqual([foreign.status, foreign.headers.get('access-control-allow-origin')], [403, null]);
});

test('a slow body on the polling path is cut too', async () => {
  const opened = await (await poll('http://localhost:3000')).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  const socket = await open(port);
  const answer = received(socket);
  socket.write(
    `POST ${POLLING}&sid=${sid} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n4`,
  );
  assert.match(await answer, /^HTTP\/1\.1 408 /);
});

test('closing ends websockets too', async () => {
  const socket = client('websocket', {});
  await happened(socket, 'connect');
  const gone = happened(socket, 'disconnect');
  await listener.close();
  await gone;
});
