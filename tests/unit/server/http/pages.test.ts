import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { received, open, startHttpServer } from './http-server.ts';

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer();
});
after(() => server.close());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { Accept: BROWSER, ...headers } });

async function getAs(host: string, path: string, headers = ''): Promise<string> {
  const socket = await open(server.port);
  const answer = received(socket);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`);
  return answer;
}

test('the first page says what this is, in the reader’s language', async () => {
  const rows = [
    ['de-AT,de;q=0.9,en;q=0.5', 'de', /2 Personen sind hier/],
    ['en-GB', 'en', /2 people are here/],
    ['fr', 'en', /people/],
    ['', 'en', /people/],
    ['en;q=0.4,de;q=0.6', 'de', /Personen/],
  ] as const;
  for (const [accepted, language, text] of rows) {
    const answer = await get('/', { 'Accept-Language': accepted });
    const html = await answer.text();
    assert.match(html, new RegExp(`<html lang="${language}">`), accepted);
    assert.match(html, text, accepted);
    assert.match(answer.headers.get('vary') ?? '', /Accept-Language/);
  }
});

test('the room’s name is text, and the address is the one the reader came by', async () => {
  const html = await (await get('/')).text();
  assert.match(html, /Physik &lt;9b&gt;/);
  assert.doesNotMatch(html, /<9b>/);
  assert.ok(html.includes(`npm run chat -- ${server.url} --name`));
});

test('a page needs nothing but what its policy lets through', async () => {
  const answer = await get('/');
  const html = await answer.text();
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure-requests|script-src/);
  const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
  assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`));
  assert.doesNotMatch(html, /<script|style=|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org\/2000\/svg")/);
});

test('the headers suit plain http', async () => {
  for (const path of ['/', '/api/health', '/api/nothing', '/nothing']) {
    const { headers } = await get(path);
    for (const name of [
      'strict-transport-security',
      'cross-origin-opener-policy',
      'origin-agent-cluster',
      'x-powered-by',
    ]) {
      assert.equal(headers.get(name), null, `${name} at ${path}`);
    }
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
  }
});

test('the icon is there under both names', async () => {
  for (const path of ['/favicon.ico', '/favicon.svg']) {
    const answer = await get(path);
    assert.equal(answer.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
    assert.match(await answer.text(), /^<svg/);
  }
});

test('an unknown page is a page for a browser, and JSON for a program', async () => {
  const answer = await get('/nothing', { 'Accept-Language': 'de' });
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /Hier ist nichts/);
  assert.equal((await (await get('/nothing', { Accept: '*/*' })).json()).code, 'not_found');
});

test('a foreign Host is refused everywhere, with a right address and the setting', async () => {
  for (const path of ['/', '/api/health', '/api/files/x', '/favicon.ico', '/nothing', '/api/channels']) {
    const answer = await getAs('evil.example', path);
    assert.match(answer, /^HTTP\/1\.1 403 /, path);
    assert.match(answer, /"code":"bad_host"/, path);
    assert.match(answer, /--allowed-hosts/, path);
  }
  const page = await getAs('<evil>.example:5000', '/', `Accept: ${BROWSER}\r\n`);
  assert.match(page, /^HTTP\/1\.1 403 /);
  assert.ok(page.includes(`href="http://127.0.0.1:${String(server.port)}/"`));
  assert.match(page, /--allowed-hosts/);
  assert.doesNotMatch(page, /evil/);
});

test('our own names are let in', async () => {
  for (const host of [
    'anna-pc',
    `anna-pc.local:${String(server.port)}`,
    'localhost',
    '192.168.1.5:5000',
    '[::1]',
  ]) {
    assert.match(await getAs(host, '/api/health'), /^HTTP\/1\.1 200 /, host);
  }
});
