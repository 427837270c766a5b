// The guests' page: how its files are answered, in which form, what it may do, and that nothing else of the
// disk is there.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { readPageAssets } from '../../../../../server/http/web-app/page-assets.ts';
import { open, received, startHttpServer } from '../http-server.ts';

const PAGE = `<!doctype html><html lang="en">${'<p>the page</p>'.repeat(100)}`;
const SCRIPT = `say("${'run '.repeat(1_000)}")`;

let root = '';
let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'lanline-page-'));
  const folder = join(root, 'chat');
  for (const name of ['assets', 'icons', '.vite']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, text] of [
    ['index.html', PAGE],
    ['assets/index-a1.js', SCRIPT],
  ] as const) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
  }
  const others = {
    'assets/index-a1.js.map': 'sources',
    'assets/inter-b2.woff2': 'font',
    'icons/192.png': 'icon',
    'manifest.webmanifest': '{}',
    '.vite/manifest.json': '{}',
    '../secret.json': 'secret',
  };
  for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
  server = await startHttpServer({ pageAssets: readPageAssets(folder) });
});
after(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  policy: string;
  body: Buffer;
}

/** As it comes over the wire: `fetch` would unpack it. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => {
          parts.push(part);
        })
        .once('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            policy: String(response.headers['content-security-policy']),
            body: Buffer.concat(parts),
          });
        });
    }).once('error', reject);
  });
}

test('each reader gets the smallest form that it takes', async () => {
  const rows = [
    // as browsers ask over https and over plain http
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['deflate', undefined],
    ['*;q=0', undefined],
    ['', undefined],
  ] as const;
  for (const path of ['/', '/assets/index-a1.js']) {
    for (const [accepted, encoding] of rows) {
      const { status, headers, body } = await ask(path, { 'Accept-Encoding': accepted });
      assert.equal(status, 200);
      assert.equal(headers['content-encoding'], encoding, accepted);
      assert.match(headers.vary ?? '', /Accept-Encoding/);
      assert.equal(Number(headers['content-length']), body.length);
      const whole =
        encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
      assert.equal(whole.toString(), path === '/' ? PAGE : SCRIPT);
    }
  }
});

test('what the build did not compress comes as it is', async () => {
  const { headers, body } = await ask('/icons/192.png', { 'Accept-Encoding': 'br, gzip' });
  assert.equal(headers['content-encoding'], undefined);
  assert.equal(body.toString(), 'icon');
});

test('each file has its type', async () => {
  const types = {
    '/': 'text/html; charset=utf-8',
    '/assets/index-a1.js': 'text/javascript; charset=utf-8',
    '/assets/inter-b2.woff2': 'font/woff2',
    '/icons/192.png': 'image/png',
    '/manifest.webmanifest': 'application/manifest+json; charset=utf-8',
  };
  for (const [path, type] of Object.entries(types)) {
    const { headers } = await ask(path);
    assert.equal(headers['content-type'], type, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
  }
});

test('what is named by its content is kept for ever, all else is asked for again', async () => {
  for (const path of ['/assets/index-a1.js', '/assets/inter-b2.woff2'])
    assert.equal((await ask(path)).headers['cache-control'], 'public, max-age=31536000, immutable');
  for (const path of ['/', '/icons/192.png', '/manifest.webmanifest'])
    assert.equal((await ask(path)).headers['cache-control'], 'no-cache');
});

test('a page that did not change is not sent again; each form has its tag', async () => {
  const tags = new Set<string>();
  for (const accepted of ['br', 'gzip', 'identity']) {
    const {
      headers: { etag = '' },
    } = await ask('/', { 'Accept-Encoding': accepted });
    tags.add(etag);
    const again = await ask('/', { 'Accept-Encoding': accepted, 'If-None-Match': etag });
    assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, etag]);
    assert.match(again.policy, /script-src 'self'/);
    assert.equal((await ask('/', { 'Accept-Encoding': accepted, 'If-None-Match': '"another"' })).status, 200);
  }
  assert.equal(tags.size, 3);
});

test('HEAD tells the same without the bytes, other methods find nothing', async () => {
  const [whole, head] = [
    await ask('/', { 'Accept-Encoding': 'gzip' }),
    await ask('/', { 'Accept-Encoding': 'gzip' }, 'HEAD'),
  ];
  assert.deepEqual({ ...head.headers, date: '' }, { ...whole.headers, date: '' });
  assert.equal(head.body.length, 0);
  for (const path of ['/', '/assets/index-a1.js']) assert.equal((await ask(path, {}, 'POST')).status, 404);
});

test('nothing but the page’s files is there', async () => {
  const others = [
    '/index.html',
    '/index.html.br',
    '/assets/index-a1.js.br',
    '/assets/index-a1.js.gz',
    '/assets/index-a1.js.map',
    '/assets/',
    '/assets',
    '/.vite/manifest.json',
    '/secret.json',
    '/../secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets\\..\\..\\secret.json',
    '/constructor',
    '/__proto__',
    '//etc/passwd',
    '/assets/index-a2.js',
    '/icons/192.png/',
  ];
  for (const path of others) {
    const socket = await open(server.port);
    const answer = received(socket);
    // a URL parser would tidy the path up
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    assert.match(await answer, /^HTTP\/1\.1 404 /, path);
    assert.doesNotMatch(await answer, /immutable|no-cache/, path);
  }
});

test('the page runs its own scripts and nothing else', async () => {
  const { policy } = await ask('/');
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|upgrade-insecure|\*|https?:/);
  for (const directive of [
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])
    assert.ok(policy.includes(directive), directive);
  // its files, opened by themselves, may do nothing
  assert.match((await ask('/assets/index-a1.js')).policy, /^default-src 'none';(?!.*script-src)/);
});

test('the policy names the websocket of the host by which the reader came, and never a text of theirs', async () => {
  const { port } = server;
  const rows = [
    [`192.168.1.5:${String(port)}`, `'self' ws://192.168.1.5:${String(port)}`],
    ['anna-pc.local', "'self' ws://anna-pc.local"],
    ['ANNA-PC.local.:80', "'self' ws://anna-pc.local"],
    // no policy can name it
    [`[::1]:${String(port)}`, "'self'"],
  ] as const;
  for (const [host, sources] of rows) {
    const { policy } = await ask('/', { Host: host });
    assert.ok(policy.endsWith(`; connect-src ${sources}`), `${host}: ${policy}`);
  }
  for (const host of ["anna-pc;script-src 'unsafe-inline'", 'anna-pc *', 'evil.example']) {
    const answer = await ask('/', { Host: host });
    assert.notEqual(answer.status, 200, host);
    assert.doesNotMatch(answer.policy, /unsafe|evil|\*/, host);
  }
});

test('who runs no script is told how to come in otherwise', async () => {
  const { status, body } = await ask('/welcome', { 'Accept-Language': 'de' });
  assert.equal(status, 200);
  assert.match(body.toString(), /braucht JavaScript.*href="\/".*npm run chat/s);
});
