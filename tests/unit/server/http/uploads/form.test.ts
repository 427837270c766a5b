// The form that carries a file: which part counts, its name, and what is no form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listing } from '../../store/uploads/helpers.ts';
import { BOUNDARY, formOf, multipart, serve } from './server.ts';

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

test('a name without anything to see is taken, and replaced', async (t) => {
  const { url } = await serve(t);
  const table: [parameter: string, filename: string][] = [
    ["filename*=bogus''%ff", '_'],
    ['filename="\0"', 'file'],
    ['filename="..."', 'file'],
    ['filename=" "', 'file'],
    ['filename="\u200b\u202e"', 'file'],
  ];
  for (const [parameter, filename] of table) {
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body: part(`Content-Disposition: form-data; name="file"; ${parameter}`),
      headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
    assert.deepEqual([response.status, (await response.json()).filename], [200, filename]);
  }
});

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
