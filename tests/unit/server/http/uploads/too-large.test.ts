// What is more than may be sent: the sender sees the answer, and nobody goes on for ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { listing } from '../../store/uploads/helpers.ts';
import { BOUNDARY, dial, formOf, head, multipart, readAll, serve } from './server.ts';

const LIMIT = 100_000;

test('exactly the limit is taken, one byte more is not', async (t) => {
  const { post, url, env } = await serve(t);
  assert.equal((await post(formOf('a'.repeat(LIMIT), 'a.txt'))).status, 200);
  const sized = await post(formOf('b'.repeat(LIMIT + 1), 'a.txt'));
  assert.deepEqual([sized.status, (await sized.json()).code], [413, 'too_large']);
  const whole = multipart('b'.repeat(LIMIT + 1));
  const body = new ReadableStream({
    start(controller) {
      for (let from = 0; from < whole.length; from += 10_000)
        controller.enqueue(whole.subarray(from, from + 10_000));
      controller.close();
    },
  });
  const init = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
  const chunked = await fetch(`${url}/api/upload`, init);
  assert.deepEqual([chunked.status, (await chunked.json()).code], [413, 'too_large']);
  assert.equal((await listing(env.folder)).length, 1);
});

// each sends more than the socket's buffers hold after the answer is on its way
for (const [how, extra, wrap] of [
  ['with Content-Length', (bytes: number) => `Content-Length: ${String(bytes)}`, (bytes: Buffer) => bytes],
  [
    'chunked',
    () => 'Transfer-Encoding: chunked',
    (bytes: Buffer) =>
      Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')]),
  ],
] as const) {
  test(`a sender who reads the answer only at the end sees it, then the connection ends: ${how}`, async (t) => {
    const limit = 8 * 1024 * 1024;
    const { port, env } = await serve(t, { limit: () => limit });
    const body = multipart(Buffer.alloc(limit * 2, 'a'));
    const socket = await dial(t, port);
    socket.pause();
    socket.write(head(extra(body.length)));
    await promisify((done: (error?: Error | null) => void) => socket.write(wrap(body), done))();
    const answer = await readAll(socket);
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /connection: close/i);
    assert.match(answer, /"code":"too_large"\}$/);
    assert.deepEqual(await listing(env.folder), []);
  });
}

test('who goes on for ever is cut off after twice the limit', async (t) => {
  const { port } = await serve(t);
  const socket = await dial(t, port);
  let sent = 0;
  let answer = '';
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    answer += bytes.toString();
  });
  const closed = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  socket.write(head(`Content-Length: ${String(1e12)}`));
  const piece = Buffer.alloc(64 * 1024, 'a');
  const pour = (): void => {
    while (!socket.destroyed && socket.writable) {
      sent += piece.length;
      if (!socket.write(piece)) break;
    }
  };
  socket.on('drain', pour);
  pour();
  await closed;
  assert.ok(sent < 64 * 1024 * 1024);
  assert.match(answer, /^HTTP\/1\.1 413 /);
});

test('an endless form without a file ends too', async (t) => {
  const { url } = await serve(t);
  const body = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\n\r\n${'x'.repeat(3 * 1024 * 1024)}\r\n--${BOUNDARY}--\r\n`;
  const response = await fetch(`${url}/api/upload`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
  });
  assert.deepEqual([response.status, (await response.json()).code], [413, 'too_large']);
});
