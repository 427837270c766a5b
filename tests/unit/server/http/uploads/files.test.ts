import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import { picture } from '../../store/uploads/helpers.ts';
import { GOOD, POLYGLOTS } from '../../store/uploads/samples.ts';
import { formOf, serve, type Site } from './server.ts';

const upload = async (
  { post }: Site,
  bytes: Buffer | string,
  name: string,
): Promise<{ url: string; thumbnail_url: string; unique_filename: string }> => {
  const response = await post(formOf(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), name));
  assert.equal(response.status, 200);
  return response.json();
};

test('a file comes with its type and every guard', async (t) => {
  const site = await serve(t);
  const { url } = await upload(site, 'Grüße', 'Grüße 🎉.txt');
  for (const method of ['GET', 'HEAD']) {
    const response = await fetch(site.url + url, { method });
    assert.equal(response.status, 200);
    const expected = {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '7',
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(response.headers.get(name), value);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /^inline; filename=".+"; filename\*=UTF-8''Gr%C3%BC%C3%9Fe%20%F0%9F%8E%89\.txt$/,
    );
    assert.match(response.headers.get('etag') ?? '', /^"[\da-f]{64}"$/);
    assert.equal(await response.text(), method === 'HEAD' ? '' : 'Grüße');
  }
});

test('what could do harm is a download', async (t) => {
  const site = await serve(t);
  for (const [name, bytes, type] of POLYGLOTS) {
    const { url } = await upload(site, bytes, name);
    const response = await fetch(site.url + url);
    assert.equal(response.headers.get('content-type'), type);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      name.endsWith('.pdf') ? /^attachment; / : /^inline; /,
    );
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
    await response.arrayBuffer();
  }
});

test('only what is a picture, sound, film or text by its name too is shown', async (t) => {
  const site = await serve(t, { limit: () => 1_000_000 });
  const shown = new Set(
    'image/png image/jpeg image/gif image/webp video/mp4 video/webm audio/mp4 audio/mpeg audio/wav audio/ogg text/plain'.split(
      ' ',
    ),
  );
  for (const [name, bytes, type] of GOOD) {
    const { url } = await upload(site, bytes, name);
    const response = await fetch(site.url + url);
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    const isAgreed =
      type === 'text/plain'
        ? ending === 'txt'
        : type.startsWith('image/') === /^(?:png|jpe?g|gif|webp)$/.test(ending);
    const isShown = shown.has(type.split(';')[0] ?? '') && isAgreed;
    assert.equal(
      response.headers.get('content-disposition')?.split(';')[0],
      isShown ? 'inline' : 'attachment',
      name,
    );
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(bytes), name);
  }
});

test("sound and films keep their origin, for the browser's own player, but no scripts", async (t) => {
  const site = await serve(t);
  for (const [name, bytes, type] of GOOD.filter(([, , served]) => /^(?:audio|video)/.test(served))) {
    const response = await fetch(site.url + (await upload(site, bytes, name)).url);
    assert.equal(response.headers.get('content-type'), type);
    // not every browser has a player for these
    const disposition = type === 'video/quicktime' ? /^attachment; / : /^inline; /;
    assert.match(response.headers.get('content-disposition') ?? '', disposition);
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; .*; sandbox allow-same-origin$/,
    );
    await response.arrayBuffer();
  }
});

test('ranges', async (t) => {
  const site = await serve(t);
  const { url } = await upload(site, '0123456789', 'a.txt');
  const table: [range: string, status: number, body: string, contentRange: string | null][] = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=5-', 206, '56789', 'bytes 5-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-100', 206, '89', 'bytes 8-9/10'],
    ['lines=1-2', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
  ];
  for (const [range, status, body, contentRange] of table) {
    const response = await fetch(site.url + url, { headers: { Range: range } });
    assert.deepEqual(
      [response.status, await response.text(), response.headers.get('content-range')],
      [status, body, contentRange],
      range,
    );
  }
  const beyond = await fetch(site.url + url, { headers: { Range: 'bytes=10-' } });
  assert.deepEqual(
    [beyond.status, beyond.headers.get('content-range'), beyond.headers.get('cache-control')],
    [416, 'bytes */10', null],
  );
  assert.equal(typeof (await beyond.json()).error, 'string');
  assert.deepEqual(site.logged, []);
});

test('conditional requests', async (t) => {
  const site = await serve(t);
  const { url } = await upload(site, 'hello', 'a.txt');
  const first = await fetch(site.url + url);
  const etag = first.headers.get('etag') ?? '';
  const modified = first.headers.get('last-modified') ?? '';
  await first.text();
  const ask = async (headers: Record<string, string>): Promise<[number, string]> => {
    // fetch would add its own conditions' answers to its cache rules; a plain request does not
    const request = httpRequest(site.url + url, { headers }).end();
    const [response] = await once(request, 'response');
    let body = '';
    for await (const part of response) body += String(part);
    return [response.statusCode, body];
  };
  assert.deepEqual(await ask({ 'If-None-Match': etag }), [304, '']);
  assert.deepEqual(await ask({ 'If-None-Match': '"other"' }), [200, 'hello']);
  assert.deepEqual(await ask({ 'If-Modified-Since': modified }), [304, '']);
  assert.deepEqual(await ask({ 'If-Range': etag, Range: 'bytes=0-0' }), [206, 'h']);
  assert.deepEqual(await ask({ 'If-Range': '"other"', Range: 'bytes=0-0' }), [200, 'hello']);
  assert.equal((await ask({ 'If-Match': '"other"' }))[0], 412);
  assert.deepEqual(await ask({ 'If-Match': etag }), [200, 'hello']);
});

test('equal bytes have the same tag under each name', async (t) => {
  const site = await serve(t);
  const tags = [];
  for (const name of ['a.txt', 'b.txt'])
    tags.push((await fetch(site.url + (await upload(site, 'same', name)).url)).headers.get('etag'));
  assert.equal(tags[0], tags[1]);
});

test('thumbnails are WebP pictures', async (t) => {
  const site = await serve(t);
  const { thumbnail_url: url } = await upload(site, await picture(600, 400).png().toBuffer(), 'a.png');
  const response = await fetch(site.url + url);
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/webp']);
  assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1', 8, 12), 'WEBP');
});

test('what there is not is a JSON 404, and no path leads out', async (t) => {
  const site = await serve(t);
  await upload(site, 'hello', 'a.txt');
  for (const name of [
    'unknown.png',
    'thumb_unknown.png.webp',
    '.incoming',
    '%2e%2e',
    '..%2fuploads.jsonl',
    '..%5cuploads.jsonl',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'x'.repeat(300),
    '%00',
    'a%0d%0ab',
    '__proto__',
    'constructor',
  ]) {
    const response = await fetch(`${site.url}/api/files/${name}`);
    assert.equal(response.status, 404, name);
    assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(await response.json(), { error: 'There is nothing here', code: 'not_found' });
  }
  assert.equal((await fetch(`${site.url}/api/files/%ff`)).status, 400);
  assert.equal((await fetch(`${site.url}/api/files/`)).status, 404);
  assert.deepEqual(site.logged, []);
});
