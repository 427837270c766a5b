import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ChatError } from '../../../../../protocol/errors.ts';
import { listing, picture } from '../../store/uploads/helpers.ts';
import { BAD, GOOD } from '../../store/uploads/samples.ts';
import { BOUNDARY, dial, formOf, head, multipart, readAll, serve } from './server.ts';

const LIMIT = 100_000;

test('an upload answers its record, and nothing else', async (t) => {
  const { post, env } = await serve(t);
  const form = formOf('hello', 'Grüße "an" alle 🎉.txt');
  form.append('user', 'Anna');
  form.append('channel_id', 'general');
  const response = await post(form);
  assert.equal(response.status, 200);
  const record = await response.json();
  assert.deepEqual(Object.keys(record), [
    'id',
    'filename',
    'unique_filename',
    'size',
    'type',
    'url',
    'thumbnail_url',
    'uploaded_at',
  ]);
  assert.equal(record.filename, 'Grüße _an_ alle 🎉.txt');
  assert.equal(record.unique_filename, `${record.id}_${record.filename}`);
  assert.equal(record.url, `/api/files/${encodeURIComponent(record.unique_filename)}`);
  assert.equal(await readFile(join(env.folder, 'uploads', record.unique_filename), 'utf8'), 'hello');
});

test('a picture also has its size', async (t) => {
  const { post } = await serve(t);
  const record = await (
    await post(formOf(new Uint8Array(await picture(30, 20).png().toBuffer()), 'a.png'))
  ).json();
  assert.deepEqual([record.width, record.height, record.type], [30, 20, 'image/png']);
  assert.equal(record.thumbnail_url, `/api/files/thumb_${record.unique_filename}.webp`);
});

test('every allowed kind is taken, every other refused', async (t) => {
  const { post, env, logged } = await serve(t, { limit: () => 1_000_000 });
  for (const [name, bytes, type] of GOOD) {
    const response = await post(formOf(new Uint8Array(bytes), name));
    assert.equal(response.status, 200, name);
    assert.equal((await response.json()).type, type);
  }
  const before = await listing(env.folder);
  for (const [name, bytes] of BAD) {
    const response = await post(formOf(new Uint8Array(bytes), name));
    assert.equal(response.status, 400, name);
    const { error, code } = await response.json();
    assert.equal(code, 'file_type');
    assert.ok(error.length > 10);
  }
  assert.deepEqual(await listing(env.folder), before);
  assert.deepEqual(logged, []);
});

test('no file, no name', async (t) => {
  const { post, url, env } = await serve(t);
  const text = new FormData();
  text.append('file', 'only text');
  for (const form of [new FormData(), text, formOf('x', 'a.txt', 'other'), formOf('x', '')]) {
    // an empty form has no part at all
    const response = await post(form);
    assert.equal(response.status, 400);
    assert.match((await response.json()).code, /^(?:no_file|invalid)$/);
  }
  for (const [body, type] of [
    ['{}', 'application/json'],
    ['file=x', 'application/x-www-form-urlencoded'],
    ['x', 'text/plain'],
  ] as const) {
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });
    assert.deepEqual([response.status, (await response.json()).code], [400, 'no_file']);
  }
  const bare = await fetch(`${url}/api/upload`, { method: 'POST' });
  assert.equal(bare.status, 400);
  assert.deepEqual(await listing(env.folder), []);
});

test('only the first part "file" counts', async (t) => {
  const { post, env } = await serve(t);
  const form = formOf('other', 'o.txt', 'attachment');
  form.append('file', new Blob(['first']), 'first.txt');
  form.append('file', new Blob(['second']), 'second.txt');
  const record = await (await post(form)).json();
  assert.equal(record.filename, 'first.txt');
  assert.deepEqual(await listing(env.folder), [record.unique_filename]);
});

const part = (headers: string): string => `--${BOUNDARY}\r\n${headers}\r\n\r\nhello\r\n--${BOUNDARY}--\r\n`;

test("malformed forms are the client's mistake", async (t) => {
  const { url, env, logged } = await serve(t);
  const good = multipart('hello').toString();
  const bodies = [
    '',
    'x',
    '\r\n\r\n',
    `--${BOUNDARY}`,
    `--${BOUNDARY}--`,
    `--${BOUNDARY}\r\n`,
    '--other\r\n\r\n--other--',
    good.slice(0, -4),
    good.slice(0, -30),
    good.slice(0, 60),
    good.slice(0, 100),
    part(''),
    part('Content-Disposition: form-data'),
    part('Content-Disposition: form-data; name="file"; filename'),
    part('Content-Disposition: attachment; name="file"; filename="a.txt"'),
    part(`X-Long: ${'x'.repeat(40_000)}`),
    part('Content-Disposition: form-data; name="__proto__"; filename="a.txt"'),
    part('Content-Disposition: form-data; name="file"; filename*=bogus\'\'%ff'),
    part('Content-Disposition: form-data; name="file"; filename="\0"'),
    `--${BOUNDARY}\r\n`.repeat(200),
  ];
  for (const body of bodies) {
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
    assert.equal(response.status, 400, JSON.stringify(body.slice(0, 200)));
    assert.equal(typeof (await response.json()).error, 'string');
  }
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
    'multipart/form-data; charset=x',
  ]) {
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body: good,
      headers: { 'Content-Type': type },
    });
    assert.equal(response.status, 400, type);
  }
  assert.deepEqual(await listing(env.folder), []);
  assert.deepEqual(logged, []);
});

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

test('aborted uploads leave nothing', async (t) => {
  const site = await serve(t);
  const body = multipart('a'.repeat(90_000));
  const fileAt = body.indexOf('aaa');
  let stored = 0;
  // within the file, and after it but before the form's end
  for (const length of [200, 1_000, 50_000, 80_000, body.length - 2, body.length - 10, body.length - 20]) {
    for (const extra of [`Content-Length: ${String(body.length)}`, 'Transfer-Encoding: chunked']) {
      const socket = await dial(t, site.port);
      socket.on('error', () => undefined);
      socket.write(head(extra));
      socket.write(
        extra.startsWith('T')
          ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body.subarray(0, length)])
          : body.subarray(0, length),
      );
      stored += Math.min(length - fileAt, 90_000);
      await site.until((uploads) => uploads.running === 1 && uploads.stored === stored);
      if (length % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
      await site.until(({ running }) => running === 0);
      assert.deepEqual(await listing(site.env.folder), [], `cut after ${String(length)}`);
    }
  }
  assert.deepEqual(site.uploads.usage(), { bytes: 0, files: 0 });
  assert.deepEqual(site.logged, []);
  assert.equal((await site.post(formOf('fine', 'a.txt'))).status, 200);
});

test('500 uploads aborted while others are sent', async (t) => {
  const site = await serve(t);
  const body = multipart('a'.repeat(90_000));
  for (let round = 0; round < 25; round += 1) {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(t, site.port)));
    sockets.forEach((socket, n) => {
      socket.on('error', () => undefined);
      socket.write(head(`Content-Length: ${String(body.length)}`));
      socket.write(body.subarray(0, 150 + (((round * 20 + n) * 179) % (body.length - 150))));
    });
    const whole = site.post(formOf(String(round), 'a.txt'));
    await site.until(({ running }) => running >= 20);
    for (const socket of sockets) socket.destroy();
    assert.equal((await whole).status, 200);
    await site.until(({ running }) => running === 0);
  }
  assert.equal((await listing(site.env.folder)).length, 25);
  assert.deepEqual(site.uploads.usage().files, 25);
});

test('who comes too soon is told how long to wait, whatever is still being sent', async (t) => {
  const { post } = await serve(t, {
    admit: () => {
      throw new ChatError('rate_limited', undefined, { retry_after_ms: 1_500 });
    },
  });
  const response = await post(formOf('a'.repeat(90_000), 'a.txt'));
  assert.equal(response.status, 429);
  assert.equal(response.headers.get('retry-after'), '2');
  assert.deepEqual(await response.json(), {
    error: 'Too many requests; wait a moment',
    code: 'rate_limited',
    retry_after_ms: 1_500,
  });
});

test("what is no client's mistake reaches the app's error handler", async (t) => {
  const { post, logged } = await serve(t, {
    admit: () => {
      throw new Error('planted');
    },
  });
  const response = await post(formOf('a'.repeat(90_000), 'a.txt'));
  assert.deepEqual([response.status, (await response.json()).code], [500, 'internal']);
  assert.equal(logged.length, 1);
});

test('names come through as they were written', async (t) => {
  const { url, post } = await serve(t);
  const names: [sent: string, expected: string][] = [
    ['Übersicht.txt', 'Übersicht.txt'],
    ['👩‍👩‍👧‍👦.txt', '👩‍👩‍👧‍👦.txt'],
    ['日本.txt', '日本.txt'],
    ['..\\..\\x.txt', 'x.txt'],
    ['a%2Fb.txt', 'a%2Fb.txt'],
    ['CON.txt', 'CON_.txt'],
    [`${'ü'.repeat(300)}.txt`, `${'ü'.repeat(101)}.txt`],
  ];
  for (const [sent, expected] of names) {
    const record = await (await post(formOf('x', sent))).json();
    assert.equal(record.filename, expected);
    const file = await fetch(`${url}${String(record.url)}`);
    assert.equal(await file.text(), 'x');
  }
  const star = multipart('x')
    .toString()
    .replace('filename="a.txt"', "filename*=UTF-8''%C3%BC%20%E2%82%AC.txt");
  const response = await fetch(`${url}/api/upload`, {
    method: 'POST',
    body: star,
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
  });
  assert.equal((await response.json()).filename, 'ü €.txt');
});
