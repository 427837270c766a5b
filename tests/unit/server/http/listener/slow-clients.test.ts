// Who sends or reads too slowly is closed; a body that keeps coming may take any time.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { after, before, test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createLoopbackListener, open, received, startHttpServer } from '../http-server.ts';
import { BODY, closed, POST, TIMES } from './raw-requests.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer({ times: TIMES });
});
after(() => server.close());

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

/** Posts a body in pieces, a window of the server's after each. Resolves with the answer. */
async function postInWindows(
  t: TestContext,
  body: string,
  piece: (index: number) => number,
): Promise<string> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const socket = await open(server.port);
  const answer = received(socket);
  const begun: Promise<IncomingMessage[]> = once(server.listener.server, 'request');
  socket.write(`${POST}Connection: close\r\nContent-Length: ${String(body.length)}\r\n\r\n`);
  const [request] = await begun;
  assert.ok(request);
  for (let sent = 0, index = 0; sent < body.length && !request.destroyed; index += 1) {
    const bytes = piece(index);
    if (bytes > 0) {
      const came = once(request, 'data');
      socket.write(body.slice(sent, sent + bytes));
      sent += bytes;
      await came;
    }
    // a whole window is over; the server looks in the next turn of the loop
    t.mock.timers.tick(BODY.windowMs);
    await setImmediate();
    if (socket.readableLength > 0 || socket.readableEnded) break;
  }
  return answer;
}

/** 100 bytes at a time, and nothing for so many windows when half has come. */
const pauses = (length: number) => (index: number) => (index > 21 && index < 22 + length ? 0 : 100);

const LONG = JSON.stringify({ message: { content: 'x'.repeat(4_000) }, user: { id: 'a', username: 'A' } });

test('a body that keeps coming may take many windows', async (t) => {
  assert.match(await postInWindows(t, LONG, () => 100), /^HTTP\/1\.1 200 /);
});

test('a body that brings a little in each window ends: it would take its place for hours', async (t) => {
  assert.match(await postInWindows(t, LONG, () => 70), /^HTTP\/1\.1 408 /);
});

test('a body that has brought much may pause for a window or two, and not for three', async (t) => {
  assert.match(await postInWindows(t, LONG, pauses(0)), /^HTTP\/1\.1 200 /);
  t.mock.timers.reset();
  assert.match(await postInWindows(t, LONG, (index) => (index === 22 ? 0 : 130)), /^HTTP\/1\.1 200 /);
  t.mock.timers.reset();
  assert.match(await postInWindows(t, LONG, pauses(3)), /^HTTP\/1\.1 408 /);
});

test('a reader that does not read is closed', async (t) => {
  const big = createLoopbackListener({
    app: (_request, response) => {
      response.end(Buffer.alloc(64 * 1024 * 1024));
    },
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
