// Frames that no client writes, on both transports: a connection may be cut for them, the process lives and
// the others are served.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { open, received } from '../../unit/server/http/http-server.ts';
import { frames, textFrame, websocketBytes } from './frames.ts';
import { openTarget, runs, TIMES, type HostileTarget } from './open-target.ts';

const RUNS = runs(250, 10_000);
const PATH = '/socket.io/?EIO=4&transport=';

let target: HostileTarget;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

/** Where in its life the connection is that the frames come on. */
const stage = fc.constantFrom('opened', 'connecting', 'connected', 'connected', 'connected');

async function openWebSocket(at: string): Promise<WebSocket> {
  const socket = new WebSocket(`${target.url.replace('http', 'ws')}${PATH}websocket`);
  const connected = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      if (String(data).includes('"connected"')) resolve();
    });
  });
  await once(socket, 'open');
  if (at !== 'opened') socket.send('40');
  if (at === 'connected') await connected;
  return socket;
}

test('on a websocket', TIMES, async () => {
  await fc.assert(
    fc.asyncProperty(stage, frames, async (at, sent) => {
      const socket = await openWebSocket(at);
      const closed = once(socket, 'close');
      for (const frame of sent) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      // the server answers it after all that came before
      socket.close();
      await closed;
      target.check();
    }),
    { numRuns: RUNS },
  );
  await target.stillServes();
});

test('in a polling body', TIMES, async () => {
  const body = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(textFrame, { minLength: 1, maxLength: 4 }).map((all) => all.join('\x1e')),
    },
    fc.constantFrom('\x1e'.repeat(50_000), '3\x1e'.repeat(50_000), '40\x1e'.repeat(2_000), 'd=40'),
  );
  const type = fc.constantFrom(
    'text/plain;charset=UTF-8',
    'text/plain',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
  );
  await fc.assert(
    fc.asyncProperty(
      stage,
      fc.array(fc.tuple(body, type), { minLength: 1, maxLength: 3 }),
      async (at, posts) => {
        const opened = await (await fetch(`${target.url}${PATH}polling`)).text();
        const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
        const url = `${target.url}${PATH}polling&sid=${sid}`;
        const post = async (text: string, contentType: string): Promise<number> => {
          // a body over the limit may be met by a reset
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'Content-Type': contentType },
            body: text,
          }).catch(() => undefined);
          await response?.text().catch(() => undefined);
          return response?.status ?? 0;
        };
        if (at !== 'opened') await post('40', 'text/plain');
        if (at === 'connected') await (await fetch(url)).text();
        for (const [text, contentType] of posts) assert.ok((await post(text, contentType)) < 500);
        await post('1', 'text/plain');
        target.check();
      },
    ),
    { numRuns: Math.ceil(RUNS / 2) },
  );
  await target.stillServes();
});

test('bytes that are no frames of a websocket', TIMES, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(websocketBytes, { minLength: 1, maxLength: 3 }), async (parts) => {
      const socket = await open(target.port);
      socket.write(
        `GET ${PATH}websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      await once(socket, 'data');
      const closed = received(socket);
      for (const part of parts) socket.write(part);
      socket.end();
      await closed;
      target.check();
    }),
    { numRuns: RUNS },
  );
  await target.stillServes();
});
