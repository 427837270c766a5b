// What of the built guests' page a browser must have before it can do anything, and how much that is.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of Vite's manifest; keys of `imports` are keys of the manifest. */
interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
  assets?: string[];
}

export interface Size {
  file: string;
  /** Bytes */
  raw: number;
  gzip: number;
  brotli: number;
}

/**
 * The scripts that the page's entry imports statically, itself included, and the style sheets and fonts that
 * come with them.
 */
export function firstFiles(page: string): { scripts: string[]; styles: string[]; fonts: string[] } {
  const manifest = JSON.parse(readFileSync(join(page, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const wanted = new Set(Object.keys(manifest).filter((key) => manifest[key]?.isEntry));
  // grows while it is gone through
  for (const key of wanted) for (const imported of manifest[key]?.imports ?? []) wanted.add(imported);
  const chunks = [...wanted].flatMap((key) => manifest[key] ?? []);
  return {
    scripts: [...new Set(chunks.map(({ file }) => file))],
    styles: [...new Set(chunks.flatMap(({ css = [] }) => css))],
    fonts: [
      ...new Set(chunks.flatMap(({ assets = [] }) => assets).filter((file) => file.endsWith('.woff2'))),
    ],
  };
}

/** As it goes over the wire; what the build did not compress goes as it is. */
export function sizeOf(page: string, file: string): Size {
  const raw = statSync(join(page, file)).size;
  const compressed = (ending: string): number =>
    statSync(join(page, file + ending), { throwIfNoEntry: false })?.size ?? raw;
  return { file, raw, gzip: compressed('.gz'), brotli: compressed('.br') };
}

export const sum = (sizes: readonly Size[], form: 'raw' | 'gzip' | 'brotli'): number =>
  sizes.reduce((total, size) => total + size[form], 0);

const kB = (bytes: number): string => (bytes / 1_000).toFixed(1);

/** A line each, the largest first. */
export const describeSizes = (sizes: readonly Size[]): string[] =>
  sizes
    .toSorted((a, b) => b.brotli - a.brotli)
    .map(
      ({ file, raw, gzip, brotli }) => `${file}: ${kB(brotli)} kB brotli, ${kB(gzip)} kB gzip, ${kB(raw)} kB`,
    );
