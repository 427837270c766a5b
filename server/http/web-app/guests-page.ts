import type { Request, RequestHandler } from 'express';
import { ENCODINGS, type Encoding, type PageAsset } from './page-assets.ts';
import { pagePolicy } from './page-policy.ts';

const KEYS = Object.keys(ENCODINGS) as Encoding[];

/** What the build named by its content never changes under its name. */
const isNamedByContent = (path: string): boolean => path.startsWith('/assets/');

/** `GET /` and the files of the guests' page; whatever is not in the map is for the next handler. */
export function guestsPage(assets: ReadonlyMap<string, PageAsset>): RequestHandler {
  return (request, response, next) => {
    const { method, path } = request;
    const asset = method === 'GET' || method === 'HEAD' ? assets.get(path) : undefined;
    if (!asset) {
      next();
      return;
    }
    const encoding = chooseEncoding(request, asset);
    if (encoding) response.set('Content-Encoding', encoding);
    if (path === '/') response.set('Content-Security-Policy', pagePolicy(request.headers.host));
    response
      .vary('Accept-Encoding')
      .set({
        'Cache-Control': isNamedByContent(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        // each form has a tag of its own: a cache must not answer gzip for brotli
        ETag: `"${asset.hash}${encoding ? `-${encoding}` : ''}"`,
        'Content-Type': asset.type,
      })
      .send((encoding && asset.compressed[encoding]) ?? asset.bytes);
  };
}

/**
 * The smallest form that the reader takes; Express alone would go by the order in which the reader names
 * them.
 */
function chooseEncoding(request: Request, { compressed }: PageAsset): Encoding | undefined {
  return KEYS.find((encoding) => compressed[encoding] && request.acceptsEncodings([encoding]) === encoding);
}
