// How what runs in a browser engine is built: one surface a run, `vite build --mode dashboard`.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  root: join(import.meta.dirname, 'renderer', mode),
  base: './',
  publicDir: false,
  plugins: [react()],
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
  },
}));
