// The legacy protocol's files: sending them in, fetching them, parts of them, thumbnails, and what is
// refused.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { NOT_OURS, openTarget, type Target } from './target.ts';

const UUID = '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}';
const LIMIT = 10 * 1024 * 1024;

let target: Target;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

const upload = (form: FormData): Promise<Response> =>
  fetch(`${target.url}/api/upload`, { method: 'POST', body: form, headers: { Origin: target.page } });
const formOf = (bytes: Uint8Array | string, name: string, type = ''): FormData => {
  const form = new FormData();
  form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type }), name);
  return form;
};
const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#36c' } })
    .png()
    .toBuffer();
/**
 * Width and height of a picture that is fetched. By a file: the server in this process closes sharp's other
 * ways in.
 */
async function sizeOf(url: string): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-picture-'));
  try {
    await writeFile(join(folder, 'picture'), new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const { width, height } = await sharp(join(folder, 'picture')).metadata();
    return [width, height];
  } finally {
    await rm(folder, { recursive: true });
  }
}
async function refused(answer: Response, status: number): Promise<void> {
  assert.equal(answer.status, status);
  assert.equal(typeof (await answer.json()).error, 'string');
}

test('POST /api/upload answers what a message needs, and the bytes come back', async () => {
  const bytes = await picture(900, 450);
  const form = formOf(bytes, 'A picture.png', 'image/png');
  form.append('channel_id', 'general');
  const answer = await upload(form);
  assert.equal(answer.status, 200);
  assert.ok(['*', target.page].includes(answer.headers.get('access-control-allow-origin') ?? ''));
  const file = await answer.json();
  assert.match(file.id, new RegExp(`^${UUID}$`));
  assert.match(file.unique_filename, new RegExp(`^${UUID}_A[ _]picture\\.png$`));
  assert.match(file.filename, /^A[ _]picture\.png$/);
  assert.deepEqual([file.size, file.type], [bytes.length, 'image/png']);
  assert.equal(file.url, `/api/files/${encodeURIComponent(file.unique_filename)}`);
  assert.match(file.thumbnail_url, /^\/api\/files\/thumb_/);
  assert.ok(Number.isFinite(Date.parse(file.uploaded_at)));

  const fetched = await fetch(`${target.url}${file.url}`);
  assert.equal(fetched.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), bytes);
  assert.deepEqual(await sizeOf(`${target.url}${file.thumbnail_url}`), [300, 150]);
});

test('a file that is no picture has no thumbnail', async () => {
  const answer = await upload(formOf('plain\n', 'notes.txt', 'text/plain'));
  const file = await answer.json();
  assert.equal(file.thumbnail_url, null);
  assert.equal(file.type, 'text/plain');
  assert.equal(await (await fetch(`${target.url}${file.url}`)).text(), 'plain\n');
});

test('a part of a file can be fetched, as players do', async () => {
  const text = 'abcdefghij'.repeat(1_000);
  const { url } = await (await upload(formOf(text, 'long.txt', 'text/plain'))).json();
  const parts: [string, string, string][] = [
    ['bytes=10-19', 'bytes 10-19/10000', text.slice(10, 20)],
    ['bytes=9990-', 'bytes 9990-9999/10000', text.slice(9_990)],
    ['bytes=-5', 'bytes 9995-9999/10000', text.slice(-5)],
  ];
  for (const [range, contentRange, expected] of parts) {
    const answer = await fetch(`${target.url}${url}`, { headers: { Range: range } });
    assert.equal(answer.status, 206, range);
    assert.equal(answer.headers.get('content-range'), contentRange);
    assert.equal(await answer.text(), expected);
  }
  const beyond = await fetch(`${target.url}${url}`, { headers: { Range: 'bytes=20000-' } });
  assert.equal(beyond.status, 416);
  await beyond.arrayBuffer();
});

test('400 for no file, for an empty name, and for a type that is not allowed', async () => {
  const other = new FormData();
  other.append('channel_id', 'general');
  await refused(await upload(other), 400);
  const elsewhere = new FormData();
  elsewhere.append('attachment', new Blob(['x']), 'x.txt');
  await refused(await upload(elsewhere), 400);
  // what a browser sends for an empty file field
  const boundary = 'xxBOUNDARYxx';
  const nameless = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--${boundary}--\r\n`;
  await refused(
    await fetch(`${target.url}/api/upload`, {
      method: 'POST',
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      body: nameless,
    }),
    400,
  );
  // the old server had a list of what it takes; ours has one of what it refuses
  const others = NOT_OURS === false ? ['RUN.bat', 'a.ps1'] : ['page.html', 'picture.svg', 'noending'];
  for (const name of ['run.exe', ...others]) await refused(await upload(formOf('x', name)), 400);
});

test('413 over the limit of 10 MB; exactly 10 MB pass', async () => {
  const text = 'abcdefghi\n'.repeat(LIMIT / 10 + 1);
  await refused(await upload(formOf(text.slice(0, LIMIT + 1), 'big.txt', 'text/plain')), 413);
  // the old server counts what is around the file too
  if (NOT_OURS === false)
    assert.equal(
      (await (await upload(formOf(text.slice(0, LIMIT), 'big.txt', 'text/plain'))).json()).size,
      LIMIT,
    );
});

test('an unknown file is 404', async () => {
  const answer = await fetch(`${target.url}/api/files/0f0f0f0f-0000-4000-8000-000000000000_nothing.png`);
  assert.equal(answer.status, 404);
  await answer.arrayBuffer();
});
