// The built guests' page is small enough to be there before anybody waits for it, and has what it needs.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ensureBuild } from '../../../../scripts/builds.ts';
import { readPageAssets } from '../../../../server/http/web-app/page-assets.ts';
import { describeSizes, firstFiles, sizeOf, sum, type Size } from './page-sizes.ts';

const JAVASCRIPT_BYTES = 200_000;

let page = '';
let build = '';
before(async () => {
  const { folder, id } = await ensureBuild(join(import.meta.dirname, '../../../..'));
  page = join(folder, 'renderer/chat');
  build = id;
});

const isText = (name: string): boolean => /\.(?:html|js|css)$/.test(name);
const files = (): string[] =>
  readdirSync(page, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.vite'))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(page.length + 1)
        .replaceAll('\\', '/'),
    );

test('the scripts before the first message are at most 200 kB', (t) => {
  const { scripts, styles, fonts } = firstFiles(page);
  const all = (names: readonly string[]): Size[] => names.map((name) => sizeOf(page, name));
  for (const [what, sizes] of [
    ['scripts', all(scripts)],
    ['styles', all(styles)],
    ['fonts, each where a text needs it', all(fonts)],
  ] as const) {
    t.diagnostic(
      `${what}: ${(sum(sizes, 'brotli') / 1_000).toFixed(1)} kB brotli, ${(sum(sizes, 'gzip') / 1_000).toFixed(1)} kB gzip`,
    );
    for (const line of describeSizes(sizes)) t.diagnostic(`  ${line}`);
  }
  const later = files().filter((name) => /\.(?:js|json)$/.test(name) && !scripts.includes(name));
  t.diagnostic('later, when first needed:');
  for (const line of describeSizes(all(later))) t.diagnostic(`  ${line}`);
  assert.ok(scripts.length > 0 && sum(all(scripts), 'raw') > 100_000, 'the page has scripts');
  assert.ok(sum(all(scripts), 'brotli') <= JAVASCRIPT_BYTES, `${String(sum(all(scripts), 'brotli'))} bytes`);
});

test('the server has every file of the build, texts compressed, and the page says which build it is', () => {
  const assets = readPageAssets(page);
  const served = files().filter((name) => !/\.(?:br|gz)$/.test(name));
  assert.deepEqual(
    [...assets.keys()].toSorted(),
    served.map((name) => (name === 'index.html' ? '/' : `/${name}`)).toSorted(),
  );
  for (const [path, { bytes, compressed }] of assets) {
    if (!isText(path === '/' ? 'index.html' : path) || bytes.length <= 1_000) continue;
    assert.deepEqual(Object.keys(compressed), ['br', 'gzip'], path);
  }
  assert.ok(assets.get('/')?.bytes.includes(`<meta name="lanline-build" content="${build}">`));
});

test('what the page and its manifest name is there', () => {
  const assets = readPageAssets(page);
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url);
  const { icons } = JSON.parse(readFileSync(join(page, 'manifest.webmanifest'), 'utf8')) as {
    icons: { src: string; sizes: string }[];
  };
  assert.ok(named.some((url) => url.endsWith('.js')) && icons.length > 0);
  for (const url of [...named, ...icons.map(({ src }) => src)]) assert.ok(assets.has(url), url);
  for (const { src, sizes } of icons) {
    const png = assets.get(src)?.bytes ?? Buffer.alloc(24);
    assert.equal(`${String(png.readUInt32BE(16))}x${String(png.readUInt32BE(20))}`, sizes, src);
  }
});

test('nothing in the page comes from another host, and nothing is inline', () => {
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /(?:src|href)="(?!\/)|<script(?![^>]* src=)|<style|style=|\son\w+=/);
  for (const name of files().filter((file) => file.endsWith('.css'))) {
    for (const [, url = ''] of readFileSync(join(page, name), 'utf8').matchAll(
      /url\(["']?([^"')]+)|@import/g,
    ))
      assert.match(url, /^\/assets\//, name);
  }
});
