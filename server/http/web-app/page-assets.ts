// The guests' page as it was built: a fixed map of its files, so that no request can reach any other.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** What the build compresses, the best for the reader first, with the ending that the file gets. */
export const ENCODINGS = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof ENCODINGS;

export interface PageAsset {
  type: string;
  bytes: Buffer;
  /** Where the build found that it is worth it */
  compressed: Readonly<Partial<Record<Encoding, Buffer>>>;
  /** Of the uncompressed bytes; 16 hex digits */
  hash: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The files of a built page by path (`/assets/index-….js`); the page itself is `/`. Read once: a build does
 * not change. Notes of the build (`.vite/`) and files of other types are left out. Throws the system's error
 * where there is no such folder.
 */
export function readPageAssets(folder: string): ReadonlyMap<string, PageAsset> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    files.flatMap((file) => {
      const type = TYPES[extname(file)];
      const path = `/${relative(folder, file).replaceAll(sep, '/')}`;
      if (type === undefined || path.includes('/.')) return [];
      const bytes = readFileSync(file);
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      return [
        [path === '/index.html' ? '/' : path, { type, bytes, hash, compressed: compressedBeside(file) }],
      ];
    }),
  );
}

function compressedBeside(file: string): PageAsset['compressed'] {
  return Object.fromEntries(
    Object.entries(ENCODINGS)
      .filter(([, ending]) => existsSync(file + ending))
      .map(([encoding, ending]) => [encoding, readFileSync(file + ending)]),
  );
}
