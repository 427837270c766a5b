// The window's page from a fixed map: what is in it, how it is answered, and that nothing else is there.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { answerRequest, readAssets, START_PAGE } from '../../../../main/window/app-protocol.ts';

function build(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'lanline-assets-'));
  t.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const folder = join(root, 'dashboard');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(root, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets/index-a1.js'), 'run()');
  writeFileSync(join(folder, 'assets/inter.woff2'), 'font');
  writeFileSync(join(folder, 'assets/index-a1.js.map'), 'not for the page');
  const assets = readAssets(folder);
  return (url: string, method = 'GET') => answerRequest(assets, { url, method });
}

test('files of the build are answered with their type and what the page may do', async (t) => {
  const get = build(t);
  const page = get(START_PAGE);
  assert.equal(page.status, 200);
  assert.equal(await page.text(), '<!doctype html>');
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(
    get('lanline://app/assets/index-a1.js').headers.get('content-type'),
    'text/javascript; charset=utf-8',
  );
  assert.equal(get('lanline://app/assets/inter.woff2?v=1').headers.get('content-type'), 'font/woff2');
});

test('every answer has the policy, without anything inline, and nosniff', (t) => {
  const get = build(t);
  for (const response of [
    get(START_PAGE),
    get('lanline://app/assets/index-a1.js'),
    get('lanline://app/nothing'),
  ]) {
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|http|data:|\*/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  }
});

test('whatever else is asked for is not there', (t) => {
  const get = build(t);
  const others = [
    'lanline://app/index.html',
    'lanline://app/assets',
    'lanline://app/assets/index-a1.js.map',
    'lanline://app/../secret.html',
    'lanline://app/%2e%2e/secret.html',
    'lanline://app/assets/..%2f..%2fsecret.html',
    'lanline://app/assets\\..\\..\\secret.html',
    'lanline://app//etc/passwd',
    'lanline://app/constructor',
    'lanline://other/',
    'lanline://app.evil/',
  ];
  for (const url of others) assert.equal(get(url).status, 404, url);
  assert.equal(get(START_PAGE, 'POST').status, 404);
});
