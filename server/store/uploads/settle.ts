// The last steps of an upload: from bytes in `.incoming/` to a file with its record.
//
// The order is: bytes and their name in `.incoming/` durable, record durable, renamed into place. A crash
// before the record leaves a file in `.incoming/`, which the next start removes; a crash after it leaves one
// that the next start puts in its place. So what lies in `uploads/` always has a record, and an old server's
// files that are not imported yet cannot be mistaken for something left behind.
import { join } from 'node:path';
import type { FileRecord } from '../../../protocol/message.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { isImage } from './file-types.ts';
import { readFacts } from './pictures.ts';
import type { TextEncoding } from './text-encoding.ts';
import type { Owner } from './space.ts';
import { thumbnailName, type Thumbnails } from './thumbnails.ts';
import type { UploadIndex } from './upload-index.ts';
import type { UploadLog } from './upload-log.ts';

/** A whole, accepted file in `.incoming/<name>`. */
export interface Arrival {
  id: string;
  filename: string;
  /** `<id>_<filename>` */
  name: string;
  size: number;
  sha256: string;
  type: string;
  encoding: TextEncoding | undefined;
  owner: Owner | undefined;
}

export interface SettlingParts {
  env: StoreEnvironment;
  uploads: string;
  incoming: string;
  index: UploadIndex;
  log: UploadLog;
  thumbnails: Thumbnails;
}

interface Picture {
  hasThumbnail: boolean;
  size?: { width: number; height: number };
  /** Where it is drawn already */
  thumbnail?: Buffer | undefined;
}

export function createSettling({
  env,
  uploads,
  incoming,
  index,
  log,
  thumbnails,
}: SettlingParts): (arrival: Arrival) => Promise<FileRecord> {
  /** Uploads with equal bytes come one after the other, so that the second finds the first */
  const settling = new Map<string, Promise<unknown>>();

  const recordOf = (
    { id, filename, name, size, type }: Arrival,
    { hasThumbnail, size: pixels }: Picture,
  ): FileRecord => ({
    id,
    filename,
    unique_filename: name,
    size,
    type,
    url: urlOf(name),
    thumbnail_url: hasThumbnail ? urlOf(thumbnailName(name)) : null,
    uploaded_at: new Date(env.now()).toISOString(),
    ...pixels,
  });

  /** The record of an upload whose bytes another one has already; undefined where there is none. */
  const share = async (arrival: Arrival): Promise<FileRecord | undefined> => {
    const twin = index.twin(arrival.sha256, arrival.size);
    if (!twin) return undefined;
    const release = index.hold(twin.storedAs);
    try {
      const stat = await env.fs.stat(join(uploads, twin.storedAs));
      if (stat?.size !== arrival.size) return undefined;
      const file = recordOf(
        arrival,
        twin.file.type === arrival.type ? pictureOf(twin.file) : { hasThumbnail: false },
      );
      const upload = {
        file,
        storedAs: twin.storedAs,
        sha256: arrival.sha256,
        encoding: arrival.encoding,
        imported: false,
        owner: arrival.owner,
      };
      await env.fs.remove(join(incoming, arrival.name));
      await log.add(upload);
      index.add(upload);
      return file;
    } finally {
      release();
    }
  };

  const store = async (arrival: Arrival): Promise<FileRecord> => {
    const { name, sha256, type, encoding, owner } = arrival;
    const picture: Picture = isImage(type) ? await look(join(incoming, name)) : { hasThumbnail: false };
    const file = recordOf(arrival, picture);
    const upload = { file, storedAs: name, sha256, encoding, imported: false, owner };
    await env.fs.syncFolder(incoming);
    await log.add(upload);
    try {
      await env.fs.rename(join(incoming, name), join(uploads, name));
    } catch (error) {
      // a record without its file is dropped at the next start in any case
      await log.remove(name, env.now()).catch(() => undefined);
      throw error;
    }
    index.add(upload);
    if (picture.thumbnail) await thumbnails.keep(name, picture.thumbnail);
    else if (picture.hasThumbnail) thumbnails.later(name);
    return file;
  };

  /** Its size in pixels, and its thumbnail where nothing else is being drawn. */
  const look = async (path: string): Promise<Picture> => {
    const facts = await readFacts(path).catch((error: unknown) => {
      env.note({
        level: 'error',
        event: 'pictures-unavailable',
        reason: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    });
    if (!facts) return { hasThumbnail: false };
    const { drawable, ...size } = facts;
    if (!drawable || thumbnails.busy) return { hasThumbnail: drawable, size };
    const thumbnail = await thumbnails.draw(path);
    return { hasThumbnail: thumbnail !== undefined, size, thumbnail };
  };

  return async (arrival) => {
    const key = `${arrival.sha256}:${String(arrival.size)}`;
    while (settling.has(key)) await settling.get(key);
    const work = share(arrival).then((shared) => shared ?? store(arrival));
    settling.set(
      key,
      work.catch(() => undefined).finally(() => settling.delete(key)),
    );
    return work;
  };
}

function pictureOf({ thumbnail_url, width, height }: FileRecord): Picture {
  return {
    hasThumbnail: thumbnail_url !== null,
    ...(width !== undefined && height !== undefined ? { size: { width, height } } : {}),
  };
}

function urlOf(name: string): string {
  return `/api/files/${encodeURIComponent(name)}`;
}
