// What is no request is answered, and never into the middle of another answer.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { createLoopbackListener, open, received, startHttpServer } from '../http-server.ts';
import { POST, TIMES } from './raw-requests.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer({ times: TIMES });
});
after(() => server.close());

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
  const halves = createLoopbackListener({
    app: (_request, response) => {
      response.write('first half');
    },
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
