import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BOUND_ID, SECRET, startHttpServer } from './http-server.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer();
});
after(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });
const json = async (answer: Response | Promise<Response>): Promise<any> => (await answer).json();
const anna = { id: 'anna', username: 'Anna' };
const POST = '/api/channels/general/messages';

test('health says online and the time', async () => {
  const answer = await json(get('/api/health'));
  assert.deepEqual(Object.keys(answer), ['status', 'timestamp']);
  assert.equal(answer.status, 'online');
  assert.equal(new Date(answer.timestamp).toISOString(), answer.timestamp);
});

test('the channels are a bare array, and the room a count', async () => {
  const channels = await json(get('/api/channels'));
  assert.deepEqual(
    channels.map(({ id }: { id: string }) => id),
    ['general'],
  );
  assert.deepEqual(await json(get('/api/room')), {
    server_id: 's',
    name: 'Physik <9b>',
    people: 2,
    password: false,
    build: 'test',
  });
});

test('messages are posted, listed and paged', async () => {
  for (const content of ['one', 'two', 'three']) {
    const answer = await json(
      server.post(POST, { message: { content, type: 'text' }, user: { ...anna, avatar: null } }),
    );
    assert.equal(answer.success, true);
    assert.equal(answer.message.content, content);
  }
  const all: { id: string; content: string }[] = await json(get(POST));
  assert.deepEqual(
    all.map(({ content }) => content),
    ['one', 'two', 'three'],
  );
  assert.deepEqual(
    (await json(get(`${POST}?limit=2`))).map((message: any) => message.content),
    ['two', 'three'],
  );
  assert.deepEqual(
    (await json(get(`${POST}?limit=1&before=${String(all[2]?.id)}`))).map((message: any) => message.content),
    ['two'],
  );
  assert.deepEqual(await json(get('/api/channels/unknown/messages')), []);
});

const REFUSED: readonly (readonly [
  name: string,
  ask: () => Promise<Response>,
  status: number,
  code: string,
  text: RegExp,
])[] = [
  [
    'a channel id with a broken escape',
    () => get('/api/channels/%E0%A4%A/messages'),
    400,
    'invalid',
    /two hexadecimal digits/,
  ],
  ['a limit too large', () => get(`${POST}?limit=201`), 400, 'invalid', /limit: .*<=200, got "201"/],
  ['a limit twice', () => get(`${POST}?limit=1&limit=2`), 400, 'invalid', /limit: .*a list/],
  ['an unknown message before', () => get(`${POST}?before=nothing`), 404, 'not_found', /nothing/],
  [
    'no user',
    () => server.post(POST, { message: { content: 'x' } }),
    400,
    'unauthenticated',
    /User not authenticated/,
  ],
  [
    'a user that is null',
    () => server.post(POST, { message: { content: 'x' }, user: null }),
    400,
    'unauthenticated',
    /User not/,
  ],
  [
    'a user without a name',
    () => server.post(POST, { message: { content: 'x' }, user: { id: 'a' } }),
    400,
    'invalid',
    /user.username: expected/,
  ],
  ['no message', () => server.post(POST, { user: anna }), 400, 'invalid', /message: expected/],
  ['no body', () => fetch(`${server.url}${POST}`, { method: 'POST' }), 400, 'invalid', /must be JSON/],
  [
    'another type of body',
    () => server.post(POST, 'x', { 'Content-Type': 'text/plain' }),
    400,
    'invalid',
    /application\/json/,
  ],
  [
    'a form',
    () => server.post(POST, 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    400,
    'invalid',
    /application\/json/,
  ],
  ['broken JSON', () => server.post(POST, '{"message":'), 400, 'invalid', /not valid JSON/],
  ['JSON that is no object', () => server.post(POST, '"text"'), 400, 'invalid', /not valid JSON/],
  ['a list', () => server.post(POST, []), 400, 'unauthenticated', /User/],
  [
    'another charset',
    () => server.post(POST, '{}', { 'Content-Type': 'application/json; charset=latin1' }),
    415,
    'invalid',
    /UTF-8/,
  ],
  [
    'a compressed body',
    () => server.post(POST, '{}', { 'Content-Encoding': 'gzip' }),
    415,
    'invalid',
    /compressed/,
  ],
  [
    'a body too large',
    () => server.post(POST, { message: { content: 'x'.repeat(300_000) }, user: anna }),
    413,
    'too_large',
    /too large/,
  ],
  ['an empty message', () => server.post(POST, { message: {}, user: anna }), 400, 'empty', /needs text/],
  [
    'a bound id without its secret',
    () => server.post(POST, { message: { content: 'x' }, user: { id: BOUND_ID, username: 'B' } }),
    403,
    'identity_taken',
    /belongs/,
  ],
  [
    'a secret of no known form',
    () => server.post(POST, { message: { content: 'x' }, user: anna }, { Authorization: 'Bearer short' }),
    400,
    'invalid',
    /Authorization/,
  ],
  ['no secret at all', () => get(POST, { Authorization: 'Bearer' }), 400, 'invalid', /Authorization/],
  [
    'two secrets',
    () => get(POST, { Authorization: `Bearer ${SECRET} ${SECRET}` }),
    400,
    'invalid',
    /Authorization/,
  ],
  [
    'a proxy’s password and a bound id',
    () =>
      server.post(
        POST,
        { message: { content: 'x' }, user: { id: BOUND_ID, username: 'B' } },
        { Authorization: 'Basic eDp5' },
      ),
    403,
    'identity_taken',
    /belongs/,
  ],
  ['an unknown path', () => get('/api/nothing'), 404, 'not_found', /nothing/],
  ['/api itself', () => get('/api'), 404, 'not_found', /nothing/],
  [
    'an unknown path, asked for by a browser',
    () => get('/api/nothing', { Accept: 'text/html' }),
    404,
    'not_found',
    /nothing/,
  ],
  [
    'another method',
    () => fetch(`${server.url}/api/health`, { method: 'DELETE' }),
    404,
    'not_found',
    /nothing/,
  ],
  [
    'a method of nobody',
    () => fetch(`${server.url}/api/health`, { method: 'PROPFIND' }),
    404,
    'not_found',
    /nothing/,
  ],
];

test('what cannot be answered is refused as JSON, with a code and what would be right', async () => {
  for (const [name, ask, status, code, text] of REFUSED) {
    const answer = await ask();
    const body = await json(answer);
    assert.deepEqual(
      { status: answer.status, code: body.code, keys: Object.keys(body) },
      { status, code, keys: ['error', 'code'] },
      name,
    );
    assert.match(body.error, text, name);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, name);
  }
  assert.deepEqual(server.notes, [], 'none of these is a fault of ours');
});

test('a secret lets its owner write', async () => {
  for (const scheme of ['Bearer', 'bearer']) {
    const user = { id: BOUND_ID, username: 'B' };
    const answer = await server.post(
      POST,
      { message: { content: 'mine' }, user },
      { Authorization: `${scheme} ${SECRET}` },
    );
    assert.equal(answer.status, 200);
  }
});

test('keys of the prototype are only keys', async () => {
  const text =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"message":{"content":"x","__proto__":{"polluted":1}},"user":{"id":"a","username":"A","__proto__":{"id":"b"}}}';
  assert.equal((await json(server.post(POST, text))).message.user_id, 'a');
  assert.equal('polluted' in {}, false);
  assert.equal((await get(`${POST}?__proto__=1&__proto__[limit]=5&constructor=2`)).status, 200);
});

test('too many requests say how long to wait', async () => {
  const answer = await server.post(POST, { message: { content: 'too often' }, user: anna });
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get('retry-after'), '2');
  assert.deepEqual(await json(answer), {
    error: 'Too many requests; wait a moment',
    code: 'rate_limited',
    retry_after_ms: 1_200,
  });
});

test('a fault of ours is internal for the client and a line for the log', async () => {
  const answer = await server.post(POST, { message: { content: 'fault' }, user: anna });
  assert.equal(answer.status, 500);
  const text = await answer.text();
  assert.deepEqual(JSON.parse(text), { error: 'Something went wrong on the server', code: 'internal' });
  const [note] = server.notes.splice(0);
  assert.equal(note?.event, 'http_failed');
  assert.match(String(note?.['error']), /the disk is on fire/);
});

test('HEAD and OPTIONS are answered everywhere', async () => {
  for (const path of ['/', '/favicon.svg', '/api/health', '/api/channels', POST, '/api/room']) {
    const head = await fetch(`${server.url}${path}`, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, ''], path);
    assert.equal((await fetch(`${server.url}${path}`, { method: 'OPTIONS' })).ok, true, path);
  }
});
