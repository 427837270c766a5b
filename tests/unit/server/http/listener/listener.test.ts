// Where the server listens, how it ends, and its times.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { listenOnFirst } from '../../../../../server/http/listener/listen.ts';
import { createLoopbackListener, open, startHttpServer } from '../http-server.ts';
import { closed, POST } from './raw-requests.ts';

test('a taken port is Node’s error, and only a missing family leads to the next host', async (t) => {
  const server = await startHttpServer();
  t.after(() => server.close());
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

  const never = createLoopbackListener({ app: () => undefined });
  await never.close();

  const hasty = createLoopbackListener({ app: () => undefined });
  await Promise.all([hasty.listen(), hasty.close()]);
  assert.equal(hasty.server.listening, false);
});

test('by default headers have 10 s, looked at every 2 s', () => {
  const { server: http } = createLoopbackListener({ app: () => undefined });
  assert.deepEqual([http.headersTimeout, http.requestTimeout, http.timeout], [10_000, 0, 60_000]);
});
