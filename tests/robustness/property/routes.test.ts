// Whatever is asked of any route of the real server, nobody gets a 5xx and the process lives.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { bytesOf, request, type AnyRequest } from '../../unit/server/http/arbitrary-requests.ts';
import { open, received } from '../../unit/server/http/http-server.ts';
import { form, formType } from './forms.ts';
import { openTarget, runs, TIMES, type HostileTarget } from './open-target.ts';
import { text } from './payloads.ts';

const RUNS = runs(100, 5_000);

let target: HostileTarget;
let file = '';
before(async () => {
  target = await openTarget();
  const body = new FormData();
  body.set('file', new Blob(['0123456789']), 'digits.txt');
  const stored = (await (await fetch(`${target.url}/api/upload`, { method: 'POST', body })).json()) as {
    url: string;
  };
  file = stored.url;
});
after(() => target.close());

const part = text.map((each) => encodeURIComponent(each.toWellFormed()));
const channel = fc.oneof(
  part,
  fc.constantFrom(
    'general',
    '__proto__',
    'constructor',
    'x'.repeat(64),
    'x'.repeat(65),
    '..',
    '%2e%2e%2fformat.json',
    '%00',
    '%ff',
  ),
);
const query = fc.oneof(
  request.map(({ query: search }) => search),
  fc
    .tuple(fc.constantFrom('before', 'limit', 'q', '__proto__[x]', 'before[]'), part)
    .map(([key, value]) => `?${key}=${value}`),
);
const ranges = fc.constantFrom<[string, string]>(
  ['Range', 'bytes=2-4'],
  ['Range', 'bytes=-3'],
  ['Range', 'bytes=99-'],
  ['Range', 'bytes=0-1,3-4'],
  ['Range', `bytes=${'0-1,'.repeat(500)}0-1`],
  ['Range', 'bytes=4-2'],
  ['If-None-Match', '*'],
  ['If-Match', '"x"'],
  ['If-Range', '"x"'],
  ['If-Modified-Since', 'never'],
  ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Accept-Encoding', '*;q=0'],
);

/** By endpoint what is asked of it; other parts of the request are arbitrary. */
const ENDPOINTS: Record<string, fc.Arbitrary<Partial<AnyRequest>>> = {
  'GET /': fc.record({ path: fc.constant('/'), query }),
  'GET /favicon.svg': fc.record({ path: fc.constantFrom('/favicon.svg', '/favicon.ico') }),
  'GET /api/health': fc.record({ path: fc.constant('/api/health'), query }),
  'GET /api/room': fc.record({ path: fc.constant('/api/room'), query }),
  'GET /api/channels': fc.record({ path: fc.constant('/api/channels'), query }),
  'GET /api/channels/{id}/messages': fc.record({
    path: channel.map((id) => `/api/channels/${id}/messages`),
    query,
  }),
  'POST /api/channels/{id}/messages': fc.record({
    path: channel.map((id) => `/api/channels/${id}/messages`),
    type: fc.constant('application/json'),
  }),
  'POST /api/upload': fc.record({ path: fc.constant('/api/upload'), type: formType, body: form }),
  'GET /api/files/{filename}': fc
    .record({
      path: fc.oneof(
        fc.constant('its'),
        part,
        fc.constantFrom(
          '..%2fformat.json',
          '..%5cformat.json',
          '%2e%2e',
          '.incoming',
          'thumb_',
          '__proto__',
          '%00',
          '%c0%ae',
        ),
      ),
      headers: fc.array(ranges, { maxLength: 3 }),
    })
    .map(({ path, headers }) => ({ path: path === 'its' ? file : `/api/files/${path}`, headers })),
  'GET /socket.io/': fc.record({
    path: fc.constantFrom('/socket.io/', '/socket.io', '/socket.io//', '/socket.io/../api'),
    query: fc.oneof(fc.constant('?EIO=4&transport=polling'), socketQuery()),
  }),
  anything: fc.constant({}),
};

function socketQuery(): fc.Arbitrary<string> {
  const value = fc.oneof(
    part,
    fc.constantFrom('4', '3', 'polling', 'websocket', 'webtransport', '__proto__', 'constructor', '0', '1'),
  );
  return fc
    .array(
      fc
        .tuple(fc.constantFrom('EIO', 'transport', 'sid', 'j', 't', 'b64', '__proto__', 'transport[]'), value)
        .map((pair) => pair.join('=')),
      { maxLength: 6 },
    )
    .map((pairs) => `?${pairs.join('&')}`);
}

/**
 * What everybody may ask, for the endpoint whose arbitrary bodies are rarely any good: else chance decides
 * whether something gets through.
 */
const PLAIN: Record<string, AnyRequest> = {
  'POST /api/channels/{id}/messages': {
    method: 'POST',
    path: '/api/channels/general/messages',
    query: '',
    host: 'localhost',
    headers: [],
    type: 'application/json',
    missing: 0,
    body: JSON.stringify({ message: { content: 'hello' }, user: { id: 'anna', username: 'Anna' } }),
  },
};

for (const [endpoint, special] of Object.entries(ENDPOINTS)) {
  const [method = ''] = endpoint.split(' ');
  const plain = PLAIN[endpoint];
  // the method that the route is for, more often than others
  const methods =
    endpoint === 'anything'
      ? request.map(({ method: any }) => any)
      : fc.oneof(
          { weight: 8, arbitrary: fc.constant(method) },
          fc.constantFrom('HEAD', 'OPTIONS', 'POST', 'PUT'),
        );
  // a body that is shorter than announced waits for the slow: tests/unit/server/http has shorter times for that
  const asked = fc
    .tuple(request, special, methods)
    .map(([any, known, used]) => ({ ...any, ...known, method: used, missing: 0 }));
  test(endpoint, TIMES, async () => {
    const answered = new Set<string>();
    await fc.assert(
      fc.asyncProperty(asked, async (each) => {
        const bytes = bytesOf(each);
        const socket = await open(target.port);
        const answer = received(socket);
        socket.write(bytes);
        const [, status] = /^HTTP\/1\.1 ([1-4]\d\d) /.exec(await answer) ?? [];
        assert.ok(status !== undefined, `${bytes}\n\n${await answer}`);
        answered.add(status);
        target.check();
      }),
      { numRuns: RUNS, examples: plain ? [[plain]] : [] },
    );
    assert.ok(
      [...answered].some((status) => status.startsWith('2')),
      `nothing got through: ${[...answered].join(', ')}`,
    );
    await target.stillServes();
  });
}
