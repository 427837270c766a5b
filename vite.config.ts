// How what runs in a browser engine is built: one surface a run, `vite build --mode dashboard`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Texts; pictures and fonts are compressed already. */
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest']);
/** Below that, a packet is a packet. */
const WORTH_IT_BYTES = 1_000;

/** Puts `.br` and `.gz` beside each file, as small as they get: it is done once, and the server only hands them out. Browsers ask for brotli over https alone, so guests get gzip. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle({ dir = '' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.vite'));
      for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).filter((name) => COMPRESSIBLE.has(extname(name)))) {
        const bytes = readFileSync(file);
        if (bytes.length <= WORTH_IT_BYTES) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Notes in the page which build it belongs to; in the page and not in a script, so that scripts that did not change keep their names. */
function noteBuild(build: string): Plugin {
  return { name: 'note-build', transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'lanline-build', content: build }, injectTo: 'head' }] };
}

export default defineConfig(({ mode }) => {
  const isServed = mode === 'chat';
  return {
    root: join(import.meta.dirname, 'renderer', mode),
    base: isServed ? '/' : './',
    plugins: [react(), ...(isServed ? [noteBuild(process.env['LANLINE_BUILD'] ?? 'dev'), precompress()] : [])],
    build: {
      outDir: join(import.meta.dirname, 'out/renderer', mode),
      emptyOutDir: true,
      // oldest engines that guests bring; OKLCH gets its sRGB fallback from it
      target: ['chrome100', 'safari15', 'firefox100'],
      cssMinify: 'lightningcss',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // .vite/license.md: what is bundled, for scripts/licences.ts
      license: true,
      // .vite/manifest.json: which file needs which, for the test of sizes
      manifest: isServed,
    },
  };
});
