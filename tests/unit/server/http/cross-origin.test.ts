import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startHttpServer } from './http-server.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
let strict: typeof server;
before(async () => {
  [server, strict] = await Promise.all([startHttpServer(), startHttpServer({ legacyClients: false })]);
});
after(() => Promise.all([server.close(), strict.close()]));

const OLD_CLIENT = 'http://127.0.0.1:3000';
const POST = '/api/channels/general/messages';
const PATHS = [
  '/',
  '/favicon.ico',
  '/api/health',
  '/api/channels',
  POST,
  '/api/room',
  '/api/files/x',
  '/api/nothing',
];

test('an old client’s page may use every route and read the answer', async () => {
  for (const path of PATHS) {
    const { status, headers } = await fetch(`${server.url}${path}`, { headers: { Origin: OLD_CLIENT } });
    assert.notEqual(status, 403, path);
    assert.equal(headers.get('access-control-allow-origin'), OLD_CLIENT, path);
    assert.match(headers.get('access-control-expose-headers') ?? '', /Content-Range/, path);
    assert.match(headers.get('vary') ?? '', /Origin/, path);
  }
});

test('a preflight for JSON and Authorization is granted', async () => {
  const answer = await fetch(`${server.url}${POST}`, {
    method: 'OPTIONS',
    headers: {
      Origin: OLD_CLIENT,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get('access-control-allow-origin'), OLD_CLIENT);
  assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/);
  assert.equal(answer.headers.get('access-control-allow-headers'), 'authorization,content-type');
  assert.equal(answer.headers.get('access-control-allow-credentials'), null);
});

test('a foreign page is refused on every route and method, and may not even read why', async () => {
  for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1.evil.example']) {
    for (const path of PATHS) {
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
        const { status, headers } = await fetch(`${server.url}${path}`, {
          method,
          headers: { Origin: origin, 'Content-Type': 'text/plain' },
        });
        assert.equal(status, 403, `${method} ${path} from ${origin}`);
        assert.equal(headers.get('access-control-allow-origin'), null);
      }
    }
  }
  const answer = await fetch(`${server.url}/api/channels`, { headers: { Origin: 'http://evil.example' } });
  assert.equal((await answer.json()).code, 'bad_origin');
});

test('without old clients only the same origin passes', async () => {
  assert.equal((await fetch(`${strict.url}/api/channels`, { headers: { Origin: OLD_CLIENT } })).status, 403);
  assert.equal((await fetch(`${strict.url}/api/channels`, { headers: { Origin: strict.url } })).status, 200);
  assert.equal((await fetch(`${strict.url}/api/channels`)).status, 200);
});

test('an answer without an Origin still varies by it, so that no cache mixes them up', async () => {
  const { headers } = await fetch(`${server.url}/api/channels`);
  assert.match(headers.get('vary') ?? '', /Origin/);
  assert.equal(headers.get('access-control-allow-origin'), null);
});
