// Uploads whose sender goes away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listing } from '../../store/uploads/helpers.ts';
import { dial, formOf, head, multipart, serve } from './server.ts';

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
