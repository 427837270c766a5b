// How what runs in a browser engine is built: one surface a run, `vite build --mode dashboard`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, normalizePath, type Plugin, type Rolldown } from 'vite';

/** Texts; pictures and fonts are compressed already. */
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest']);
/** Below that, a packet is a packet. */
const WORTH_IT_BYTES = 1_000;

/**
 * Puts `.br` and `.gz` beside each file, as small as they get: it is done once, and the server only hands
 * them out. Browsers ask for brotli over https alone, so guests get gzip.
 */
function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle({ dir = '' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && !entry.parentPath.endsWith('.vite'),
      );
      for (const file of files
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((name) => COMPRESSIBLE.has(extname(name)))) {
        const bytes = readFileSync(file);
        if (bytes.length <= WORTH_IT_BYTES) continue;
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
        );
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** The letters of nearly every text: asked for at once, or the first texts would wait for their shape. */
const FIRST_FONT = /inter-latin-opsz-normal-.*\.woff2$/;

/**
 * Notes in the page which build it belongs to (in the page and not in a script, so that scripts that did not
 * change keep their names), and asks for the font early.
 */
function completeHead(build: string): Plugin {
  return {
    name: 'complete-head',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => [
        { tag: 'meta', attrs: { name: 'lanline-build', content: build }, injectTo: 'head' },
        ...Object.keys(bundle)
          .filter((file) => FIRST_FONT.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head-prepend' as const,
          })),
      ],
    },
  };
}

/**
 * One file of all that the entry imports statically, instead of one for each set of parts that share
 * something: browsers open six connections, and each file costs a slow device a turn.
 */
function oneFirstFile(entry: string): NonNullable<Rolldown.OutputOptions['codeSplitting']> {
  let first: Set<string> | undefined;
  return {
    groups: [
      {
        debugName: 'first',
        name(id, modules) {
          if (!first) {
            first = new Set(modules.getModuleInfo(entry)?.importedIds);
            // grows while it is gone through
            for (const known of first)
              for (const imported of modules.getModuleInfo(known)?.importedIds ?? []) first.add(imported);
          }
          return first.has(id) ? 'first' : null;
        },
      },
    ],
  };
}

export default defineConfig(({ mode }) => {
  const isServed = mode === 'chat';
  return {
    root: join(import.meta.dirname, 'renderer', mode),
    base: isServed ? '/' : './',
    plugins: [
      react(),
      ...(isServed ? [completeHead(process.env['LANLINE_BUILD'] ?? 'dev'), precompress()] : []),
    ],
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
      ...(isServed && {
        rolldownOptions: {
          output: {
            codeSplitting: oneFirstFile(normalizePath(join(import.meta.dirname, 'renderer/chat/main.tsx'))),
          },
        },
      }),
      // tests/unit/renderer/chat/budget.test.ts has the say
      chunkSizeWarningLimit: 1_000,
    },
  };
});
