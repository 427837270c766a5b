import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { capConnections } from '../../../../../server/http/listener/connection-caps.ts';
import type { HttpNote } from '../../../../../server/http/error-handler.ts';
import { listenOnFirst } from '../../../../../server/http/listener/listen.ts';
import { createListener } from '../../../../../server/http/listener/listener.ts';
import { open, received, startHttpServer } from '../http-server.ts';

const BODY = { windowMs: 200, bytes: 64, provenWindowMs: 200, provenBytes: 1024 * 1024 };
const TIMES = { headers: 300, check: 50, keepAlive: 300, idle: 2_000, body: BODY };
const POST =
  'POST /api/channels/general/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer({ times: TIMES });
});
after(() => server.close());

// not by `once`, which takes a reset for a failure
const closed = (socket: Socket) =>
  socket.closed
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        // what is not read never ends
        socket.resume().once('close', () => {
          resolve();
        });
      });

/** Sends a byte every now and then until the other side has had enough. */
function drip(socket: Socket, bytes = 'x'): void {
  const timer = setInterval(() => {
    socket.write(bytes);
  }, 20);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

test('slow clients of every kind are closed, while others are served', async () => {
  const kinds: ((socket: Socket) => void)[] = [
    () => undefined,
    (socket) => {
      socket.write('GET / HT');
    },
    (socket) => {
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      drip(socket);
    },
    (socket) => {
      socket.write(`${POST}Content-Length: 1000\r\n\r\n{`);
    },
    (socket) => {
      socket.write(`${POST}Content-Length: 100000\r\n\r\n{`);
      drip(socket);
    },
    (socket) => {
      socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`);
      drip(socket, '1\r\nx\r\n');
    },
    (socket) => {
      socket.write('POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n');
      drip(socket);
    },
    (socket) => {
      socket.write('GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    },
  ];
  const sockets = await Promise.all(Array.from({ length: 200 }, () => open(server.port)));
  for (const [index, socket] of sockets.entries()) {
    kinds[index % kinds.length]?.(socket);
  }
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
  await Promise.all(sockets.map(closed));
});

test('a slow request is told so', async () => {
  for (const bytes of ['GET / HT', `${POST}Content-Length: 100\r\n\r\n{"mess`]) {
    assert.match(await server.raw(bytes), /^HTTP\/1\.1 408 .*"code":"invalid"/s, bytes);
  }
});

test('a body that keeps coming may take many windows', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const socket = await open(server.port);
  const answer = received(socket);
  const body = JSON.stringify({ message: { content: 'x'.repeat(4_000) }, user: { id: 'a', username: 'A' } });
  const begun: Promise<IncomingMessage[]> = once(server.listener.server, 'request');
  socket.write(`${POST}Connection: close\r\nContent-Length: ${String(body.length)}\r\n\r\n`);
  const [request] = await begun;
  assert.ok(request);
  for (let sent = 0; sent < body.length; sent += 100) {
    const came = once(request, 'data');
    socket.write(body.slice(sent, sent + 100));
    await came;
    // a whole window is over; the server looks in the next turn of the loop
    t.mock.timers.tick(BODY.windowMs);
    await setImmediate();
  }
  assert.match(await answer, /^HTTP\/1\.1 200 /);
});

test('a reader that does not read is closed', async (t) => {
  const big = createListener({
    app: (_request, response) => {
      response.end(Buffer.alloc(64 * 1024 * 1024));
    },
    host: '127.0.0.1',
    port: 0,
    maxConnections: 10,
    maxConnectionsPerAddress: 10,
    log: () => undefined,
    times: { idle: 200 },
  });
  t.after(() => big.close());
  const { port } = await big.listen();
  const ended = once(big.server, 'connection').then(([socket]: Socket[]) => socket && once(socket, 'close'));
  const socket = await open(port);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  t.after(() => {
    socket.destroy();
  });
  await ended;
});

const HEALTH = 'GET /api/health HTTP/1.1\r\nHost: localhost\r\n';
const BROKEN: readonly (readonly [name: string, bytes: string, answer: RegExp])[] = [
  ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 .*"code":"invalid"/s],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', /^HTTP\/1\.1 400 /],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['HTTP/1.0 without a Host', 'GET / HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 403 /],
  [
    'headers too large',
    `${HEALTH}X-Big: ${'x'.repeat(20_000)}\r\n\r\n`,
    /^HTTP\/1\.1 431 .*"code":"too_large"/s,
  ],
  [
    'an address too long',
    `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    /^HTTP\/1\.1 431 /,
  ],
  [
    '500 headers',
    `${HEALTH}${Array.from({ length: 500 }, (_, n) => `X-${String(n)}: 1\r\n`).join('')}Connection: close\r\n\r\n`,
    /^HTTP\/1\.1 431 /,
  ],
  ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`, /^HTTP\/1\.1 400 /],
  [
    'a length and chunks',
    `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    /^HTTP\/1\.1 400 /,
  ],
  ['a broken chunk', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, /^HTTP\/1\.1 400 /],
  [
    'a chunk extension without end',
    `${POST}Transfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}`,
    /^HTTP\/1\.1 413 /,
  ],
  ['a bare newline in a header', `${HEALTH}A: b\u0000c\r\n\r\n`, /^HTTP\/1\.1 400 /],
  [
    'an absolute address',
    'GET http://evil.example/api/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 403 /,
  ],
  [
    'an address that is none',
    'GET // HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 [24]0/,
  ],
  ['only a query', 'GET ?x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 [24]0/],
  [
    'the server itself',
    'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 [24]0/,
  ],
  [
    'a broken escape',
    'GET /api/files/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 400 /,
  ],
  ['CONNECT', 'CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n', /^(HTTP\/1\.1 4|$)/],
  ['TRACE', 'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 404 /],
  [
    'an upgrade nobody offers',
    'GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n',
    /^HTTP\/1\.1 404 /,
  ],
  ['a request, then garbage', `${HEALTH}\r\n\u0000garbage\r\n\r\n`, /^HTTP\/1\.1 (200 .*"online"|400 )/s],
  ['a body cut short', `${POST}Content-Length: 10\r\n\r\n{}`, /^HTTP\/1\.1 408 /],
];

test('what is no request gets a 4xx and a closed connection, never a 5xx', async () => {
  for (const [name, bytes, answer] of BROKEN) assert.match(await server.raw(bytes), answer, name);
  assert.deepEqual(server.notes, []);
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
});

test('garbage behind an unfinished answer does not get into it', async (t) => {
  const halves = createListener({
    app: (_request, response) => {
      response.write('first half');
    },
    host: '127.0.0.1',
    port: 0,
    maxConnections: 10,
    maxConnectionsPerAddress: 10,
    log: () => undefined,
  });
  t.after(() => halves.close());
  const { port } = await halves.listen();
  const socket = await open(port);
  const answer = received(socket);
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  socket.write('\u0000garbage\r\n\r\n');
  assert.equal((await answer).match(/HTTP\/1\.1/g)?.length, 1);
});

test('an address has a cap, others have their own', async (t) => {
  const capped = createServer((_request, response) => {
    response.end('served');
  });
  const notes: HttpNote[] = [];
  capConnections(capped, {
    perAddress: 3,
    log: (note) => {
      notes.push(note);
    },
    isExempt: () => false,
  });
  t.after(
    () =>
      new Promise((resolve) => {
        capped.close(resolve);
        capped.closeAllConnections();
      }),
  );
  const accepted: Socket[] = [];
  capped.on('connection', (socket) => {
    accepted.push(socket);
  });
  const { port } = await listenOnFirst(capped, ['127.0.0.1'], 0);
  const held = await Promise.all([1, 2, 3].map(() => open(port, '127.0.0.2')));
  const over = await open(port, '127.0.0.2');
  await closed(over);
  await closed(await open(port, '127.0.0.2'));
  assert.deepEqual(
    notes,
    [{ level: 'warn', event: 'address_full', address: '127.0.0.2', connections: 3 }],
    'said once',
  );
  const other = await open(port, '127.0.0.3');
  const answer = received(other);
  other.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(await answer, /served/);

  const [first] = held;
  const itsEnd = accepted.find(({ remotePort }) => remotePort === first?.localPort);
  assert.ok(first && itsEnd);
  first.destroy();
  // its place is free as soon as the server has seen the end
  await once(itsEnd, 'close');
  const again = await open(port, '127.0.0.2');
  const text = received(again);
  again.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(await text, /served/);
});

test('loopback has no cap, everybody together has one', async (t) => {
  const one = await startHttpServer({ maxConnectionsPerAddress: 1, maxConnections: 3 });
  t.after(() => one.close());
  const sockets = await Promise.all([1, 2, 3].map(() => open(one.port)));
  await closed(await open(one.port));
  assert.deepEqual(
    sockets.map(({ destroyed }) => destroyed),
    [false, false, false],
  );
});

test('a taken port is Node’s error, and only a missing family leads to the next host', async (t) => {
  const other = createServer();
  t.after(() => {
    other.close();
  });
  await assert.rejects(listenOnFirst(other, ['127.0.0.1', '127.0.0.2'], server.port), { code: 'EADDRINUSE' });
  // an address for documentation, which no machine has
  const { host, port } = await listenOnFirst(other, ['2001:db8::1', '127.0.0.1'], 0);
  assert.equal(host, '127.0.0.1');
  assert.notEqual(port, 0);
  other.close();
  await once(other, 'close');
  await assert.rejects(listenOnFirst(other, ['2001:db8::1'], 0));
});

test('it closes at once with all kinds of connections open, twice, and before it was open', async (t) => {
  const one = await startHttpServer();
  t.after(() => {
    one.listener.server.closeAllConnections();
  });
  const sockets = await Promise.all([1, 2, 3].map(() => open(one.port)));
  sockets[1]?.write('GET / HTTP/1.1\r\n');
  sockets[2]?.write(`${POST}Content-Length: 5\r\n\r\n`);
  await Promise.all([one.close(), one.close(), ...sockets.map(closed)]);
  await assert.rejects(fetch(one.url));

  const never = createListener({
    app: () => undefined,
    host: '127.0.0.1',
    port: 0,
    maxConnections: 1,
    maxConnectionsPerAddress: 1,
    log: () => undefined,
  });
  await never.close();

  const hasty = createListener({
    app: () => undefined,
    host: '127.0.0.1',
    port: 0,
    maxConnections: 1,
    maxConnectionsPerAddress: 1,
    log: () => undefined,
  });
  await Promise.all([hasty.listen(), hasty.close()]);
  assert.equal(hasty.server.listening, false);
});

test('by default headers have 10 s, looked at every 2 s', () => {
  const { server: http } = createListener({
    app: () => undefined,
    host: '127.0.0.1',
    port: 0,
    maxConnections: 1,
    maxConnectionsPerAddress: 1,
    log: () => undefined,
  });
  assert.deepEqual([http.headersTimeout, http.requestTimeout, http.timeout], [10_000, 0, 60_000]);
});
