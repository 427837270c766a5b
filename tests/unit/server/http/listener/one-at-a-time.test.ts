// Requests that come in one piece on one connection.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import { createConditions } from '../../../../support/helpers/conditions.ts';
import { createLoopbackListener, open, received } from '../http-server.ts';

/** A server whose answers are given by the test. */
async function openHeld(t: TestContext) {
  const conditions = createConditions();
  const held: { path: string; response: ServerResponse }[] = [];
  const listener = createLoopbackListener({
    app: ({ url = '' }, response) => {
      held.push({ path: url, response });
      conditions.changed();
    },
  });
  t.after(() => listener.close());
  const { port } = await listener.listen();
  return {
    port,
    held,
    begun: (count: number) =>
      conditions.until(
        () => (held.length >= count ? true : undefined),
        () => `request ${String(count)}; there were ${String(held.length)}`,
      ),
  };
}

const requests = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `GET /${String(index)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  ).join('');

test('each is handled when the one before it has been answered, and other connections do not wait', async (t) => {
  const { port, held, begun } = await openHeld(t);
  const socket = await open(port);
  const other = await open(port);
  t.after(() => {
    socket.destroy();
    other.destroy();
  });
  socket.write(requests(5));
  await begun(1);
  other.write('GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await begun(2);
  const paths = (): string[] => held.map(({ path }) => path);
  assert.deepEqual(paths(), ['/0', '/other']);
  held[0]?.response.end('0');
  for (let index = 1; index < 5; index += 1) {
    await begun(index + 2);
    assert.deepEqual(
      paths().slice(2),
      Array.from({ length: index }, (_, at) => `/${String(at + 1)}`),
    );
    held.at(-1)?.response.end(String(index));
  }
});

test('a connection on which too many wait is closed', async (t) => {
  const { port, held } = await openHeld(t);
  const socket = await open(port);
  const closed = received(socket);
  socket.write(requests(100));
  assert.equal(await closed, '');
  assert.ok(held.length <= 1);
});
