// From a name in a URL to the bytes.
import { join } from 'node:path';
import type { StoreEnvironment } from '../store-environment.ts';
import { extensionOf, safeName } from './safe-name.ts';
import { imageTypeOf, servedAs } from './file-types.ts';
import type { Thumbnails } from './thumbnails.ts';
import type { Upload, UploadIndex } from './upload-index.ts';

/** Where a file's bytes are, and how they are served. */
export interface StoredFile {
  /** The folder and the name in it */
  folder: string;
  stored: string;
  /** Content-Type, with its charset */
  type: string;
  /** Bytes */
  size: number;
  /** `inline` only for types that cannot do harm */
  disposition: 'inline' | 'attachment';
  /** The name for a download */
  filename: string;
  /** Without quotes */
  etag: string;
}

const THUMB = 'thumb_';

/**
 * Finds uploads and thumbnails by their name in URLs; undefined where there is none. A thumbnail not made yet
 * is made now.
 */
export function createFileFinder({
  env,
  uploads,
  index,
  thumbnails,
}: {
  env: StoreEnvironment;
  uploads: string;
  index: UploadIndex;
  thumbnails: Thumbnails;
}): (name: string) => Promise<StoredFile | undefined> {
  const found = async (
    stored: string,
    about: Pick<StoredFile, 'type' | 'disposition' | 'filename'>,
    sha256?: string,
  ): Promise<StoredFile | undefined> => {
    const stat = await env.fs.stat(join(uploads, stored));
    if (!stat?.isFile) return undefined;
    const etag = sha256 ?? `${String(stat.size)}-${String(Math.round(stat.mtimeMs))}`;
    return { folder: uploads, stored, size: stat.size, etag, ...about };
  };

  const upload = ({ file, storedAs, sha256 }: Upload): Promise<StoredFile | undefined> => {
    // an old server's names were not all made by us
    const filename = safeName(file.filename);
    return found(storedAs, { ...servedAs(file.type, extensionOf(file.unique_filename)), filename }, sha256);
  };

  const oldThumbnail = (name: string): Promise<StoredFile | undefined> => {
    const type = imageTypeOf(extensionOf(name));
    return type === undefined
      ? Promise.resolve(undefined)
      : found(name, { type, disposition: 'inline', filename: safeName(name) });
  };

  const thumbnail = async ({ file, storedAs, sha256 }: Upload): Promise<StoredFile | undefined> => {
    if (file.thumbnail_url === null || !(await thumbnails.ready(storedAs))) return undefined;
    const about = {
      type: 'image/webp',
      disposition: 'inline',
      filename: safeName(`${file.filename}.webp`),
    } as const;
    return found(`${THUMB}${storedAs}.webp`, about, sha256 && `${sha256}-thumb`);
  };

  return async (name) => {
    const itself = index.get(name);
    if (itself) return upload(itself);
    if (!name.startsWith(THUMB)) return undefined;
    const of = name.slice(THUMB.length);
    if (index.get(of)?.imported) return oldThumbnail(name);
    const own = of.endsWith('.webp') ? index.get(of.slice(0, -'.webp'.length)) : undefined;
    return own && !own.imported ? thumbnail(own) : undefined;
  };
}
