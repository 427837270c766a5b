// From a name in a URL to the bytes.
import { join } from 'node:path';
import type { StoreEnvironment } from '../store-environment.ts';
import { extensionOf, safeName } from './safe-name.ts';
import { imageTypeOf, servedAs } from './file-types.ts';
import { THUMB, type Thumbnails } from './thumbnails.ts';
import { createTextCheck, type TextEncoding } from './text-encoding.ts';
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

  /** Of an old server's texts, which were never looked at: found out when first asked for. */
  const oldEncodings = new Map<string, Promise<TextEncoding | undefined>>();
  const encodingOf = ({ file, storedAs, encoding, imported }: Upload): Promise<TextEncoding | undefined> => {
    if (!imported || !file.type.startsWith('text/')) return Promise.resolve(encoding);
    const known = oldEncodings.get(storedAs) ?? readEncoding(env, join(uploads, storedAs));
    oldEncodings.set(storedAs, known);
    return known;
  };

  const upload = async (itself: Upload): Promise<StoredFile | undefined> => {
    const { file, storedAs, sha256 } = itself;
    // an old server's names were not all made by us
    const filename = safeName(file.filename);
    const encoding = await encodingOf(itself);
    const about = servedAs(file.type, extensionOf(file.unique_filename), encoding);
    return found(storedAs, { ...about, filename }, sha256);
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

const READ_BYTES = 64 * 1024;

/** The encoding of a file that is said to be text; undefined if it is none, or cannot be read. */
export async function readEncoding(
  { fs }: StoreEnvironment,
  path: string,
): Promise<TextEncoding | undefined> {
  const check = createTextCheck();
  try {
    const file = await fs.open(path, 'r');
    try {
      const chunk = Buffer.alloc(READ_BYTES);
      for (let at = 0; ;) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        if (bytesRead === 0) return check.end();
        check.push(chunk.subarray(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch {
    // missing or unreadable: serving the file reports the error
    return undefined;
  }
}
