// Whatever comes, the answer is never a fault of ours. `HTTP_RUNS=5000` asks for more than the short form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { startEdge } from './edge-server.ts';

const RUNS = Number(process.env['HTTP_RUNS'] ?? 300);

let server: Awaited<ReturnType<typeof startEdge>>;
before(async () => { server = await startEdge({ times: { headers: 500, check: 50, body: { windowMs: 300, bytes: 64, provenWindowMs: 300, provenBytes: 1e6 } } }); });
after(() => server.close());

const path = fc.oneof(
  fc.constantFrom('/', '/api', '/api/health', '/api/room', '/api/channels', '/favicon.ico', '/api/files/x', '/api/channels/general/messages', '*', '//', '/%'),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `/api/channels/${encodeURIComponent(text.toWellFormed())}/messages`),
  fc.stringMatching(/^\/[!-~]{0,60}$/),
);
const query = fc.oneof(fc.constant(''), fc.stringMatching(/^\?(before|limit|__proto__|limit\[\])=[!-~]{0,20}(&limit=[!-~]{0,5})?$/));
const header = fc.tuple(
  fc.constantFrom('Authorization', 'Origin', 'Accept', 'Accept-Language', 'Content-Encoding', 'Range', 'If-None-Match', 'Expect', 'Cookie', 'X-Forwarded-For'),
  fc.stringMatching(/^[!-~ ]{0,40}$/),
);
const json = fc.oneof(
  fc.json(),
  fc.record({
    message: fc.oneof(fc.jsonValue(), fc.record({ content: fc.jsonValue(), type: fc.jsonValue(), file: fc.jsonValue(), client_id: fc.jsonValue() }, { requiredKeys: [] })),
    user: fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), username: fc.jsonValue() })),
  }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'),
  path, query,
  host: fc.oneof({ weight: 4, arbitrary: fc.constant('localhost') }, fc.stringMatching(/^[!-~]{0,30}$/)),
  headers: fc.array(header, { maxLength: 4 }),
  type: fc.constantFrom('application/json', 'application/json; charset=utf-16', 'application/json; charset=x', 'text/plain', 'multipart/form-data', '', ';', '/'),
  body: json,
  /** How much shorter the body is than it says */
  missing: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.constant(1)),
});

test('no request gets a 5xx', async () => {
  await fc.assert(fc.asyncProperty(request, async ({ method, path: target, query: search, host, headers, type, body, missing }) => {
    const lines = [`${method} ${target}${search} HTTP/1.1`, `Host: ${host}`, 'Connection: close', `Content-Type: ${type}`,
      ...headers.map(([name, value]) => `${name}: ${value}`), `Content-Length: ${String(Buffer.byteLength(body) + missing)}`];
    const answer = await server.raw(`${lines.join('\r\n')}\r\n\r\n${body}`);
    assert.match(answer, /^HTTP\/1\.1 [1-4]\d\d /, lines[0]);
  }), { numRuns: RUNS });
  assert.deepEqual(server.notes, []);
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
});

test('no bytes end the server', async () => {
  const bytes = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom('GET / HTTP/1.1', '\r\n', '\n', 'Host: localhost', 'Content-Length: 5', 'Transfer-Encoding: chunked', '5\r\nhello\r\n', '0\r\n\r\n', ': ', '\0', ' '))
      .map((parts) => parts.join('')),
  );
  await fc.assert(fc.asyncProperty(bytes, async (text) => {
    const answer = await server.raw(`${text}\r\n\r\n\0`);
    assert.doesNotMatch(answer, /HTTP\/1\.1 5\d\d /);
  }), { numRuns: RUNS });
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
});
