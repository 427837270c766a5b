// `lanline://app/…`: the window's page comes from a fixed map of the build's files, so that no request can
// reach any other file.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

export const SCHEME = 'lanline';
export const ORIGIN = `${SCHEME}://app`;
export const START_PAGE = `${ORIGIN}/`;

export interface Asset {
  bytes: Buffer<ArrayBuffer>;
  type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // a new build has the same names for its page
  'cache-control': 'no-cache',
};

/**
 * All files of the built page by path (`/assets/index-….js`); the page itself is `/`. Read once: a build does
 * not change.
 */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    files.flatMap((file) => {
      const type = TYPES[extname(file)];
      if (type === undefined) return [];
      const path = `/${relative(folder, file).replaceAll(sep, '/')}`;
      return [[path === '/index.html' ? '/' : path, { bytes: readFileSync(file), type }]];
    }),
  );
}

/** Answers a request of the window; everything that is not in the map is not there. */
export function answerRequest(
  assets: ReadonlyMap<string, Asset>,
  { url, method }: { url: string; method: string },
): Response {
  const { host, pathname } = new URL(url);
  const asset = host === 'app' && method === 'GET' ? assets.get(pathname) : undefined;
  if (!asset)
    return new Response('Not found', { status: 404, headers: { ...HEADERS, 'content-type': 'text/plain' } });
  return new Response(asset.bytes, { headers: { ...HEADERS, 'content-type': asset.type } });
}
