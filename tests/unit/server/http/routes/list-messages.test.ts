import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test, type TestContext } from 'node:test';
import express from 'express';
import type { HttpChat } from '../../../../../server/http/http-chat.ts';
import { listMessages } from '../../../../../server/http/routes/list-messages.ts';
import { createLoopbackListener, openGate, startHttpServer } from '../http-server.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer();
});
after(() => server.close());

const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`);
const anna = { id: 'anna', username: 'Anna' };
const POST = '/api/channels/general/messages';

/** Not by fetch, which then asks past every cache. */
const ask = (etag: string): Promise<string> =>
  server.raw(
    `GET ${POST} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: ${etag}\r\nConnection: close\r\n\r\n`,
  );

test('an unchanged list costs an old client that polls nothing', async () => {
  const first = await get(POST);
  const etag = first.headers.get('etag');
  assert.equal(first.headers.get('cache-control'), 'no-cache');
  assert.ok(etag);
  assert.match(await ask(etag), /^HTTP\/1\.1 304 /);
});

test('an old client’s list of any id is a list, for any error is the end of its page', async () => {
  for (const id of ['my%20channel', '..%2Fusers', 'x'.repeat(65), '%F0%9F%8E%89']) {
    const path = `/api/channels/${id}/messages`;
    const list = await get(path);
    assert.equal(list.status, 200, id);
    assert.deepEqual(await list.json(), [], id);
    // who asks for a page knows errors
    const page = await get(`${path}?limit=5`);
    assert.equal(page.status, 400, id);
    assert.equal(((await page.json()) as { code: string }).code, 'invalid', id);
  }
});

test('HEAD and an unchanged list say which list it is, and make none', async () => {
  const list = await get(POST);
  const etag = list.headers.get('etag') ?? '';
  assert.match(etag, /^"/);
  const head = await fetch(`${server.url}${POST}`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('etag'), etag);
  assert.match(head.headers.get('content-type') ?? '', /^application\/json/);
  assert.match(await ask(etag), /^HTTP\/1\.1 304 /);
  const page = await get(`${POST}?limit=5`);
  assert.notEqual(page.headers.get('etag'), etag);
  await server.post(POST, { message: { content: 'new' }, user: anna });
  const changed = await ask(etag);
  assert.match(changed, /^HTTP\/1\.1 200 /);
  assert.ok(!changed.includes(etag));
});

/** The route alone, over a chat of the test's; its port. */
async function listen(t: TestContext, chat: Pick<HttpChat, 'version' | 'history'>): Promise<number> {
  const app = express();
  app.get('/api/channels/:id/messages', listMessages({ turn: () => Promise.resolve(), ...chat }, openGate()));
  const listener = createLoopbackListener({ app });
  t.after(() => listener.close());
  return (await listener.listen()).port;
}

test('a message that comes while a list is made is not hidden from who has that list', async (t) => {
  let version = 1;
  const port = await listen(t, {
    version: () => String(version),
    history() {
      const json = JSON.stringify([version]);
      version += 1;
      return Promise.resolve({ json, hasMore: false });
    },
  });
  const list = await fetch(`http://127.0.0.1:${String(port)}${POST}`);
  assert.deepEqual(await list.json(), [1]);
  assert.equal(list.headers.get('etag'), '"1--"');
});

test('a long list is made as it is read: who reads nothing has few pieces of it made, and may go away', async (t) => {
  const PIECE = 64 * 1024;
  const COUNT = 1_000;
  let made = 0;
  let isOver = Promise.withResolvers<undefined>();
  const port = await listen(t, {
    version: () => 'v',
    history() {
      function* pieces(): Generator<string> {
        try {
          for (let each = 0; each < COUNT; each += 1) {
            made += 1;
            yield 'x'.repeat(PIECE);
          }
        } finally {
          isOver.resolve(undefined);
        }
      }
      return Promise.resolve({ bytes: COUNT * PIECE, pieces: pieces(), hasMore: false });
    },
  });
  const idle = connect(port, '127.0.0.1').pause();
  idle.write(`GET ${POST} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  // another one's list comes whole meanwhile
  const whole = await fetch(`http://127.0.0.1:${String(port)}${POST}`);
  assert.equal(Number(whole.headers.get('content-length')), COUNT * PIECE);
  assert.equal((await whole.arrayBuffer()).byteLength, COUNT * PIECE);
  // the system takes a few megabytes for it
  assert.ok(made > COUNT && made < COUNT + 200, String(made));
  isOver = Promise.withResolvers();
  idle.destroy();
  await isOver.promise;
});
