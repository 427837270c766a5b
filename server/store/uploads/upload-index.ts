// All uploads in memory: by name, and who shares whose bytes.
import type { FileRecord } from '../../../protocol/message.ts';
import { ownerKey, type Owner } from './space.ts';
import type { TextEncoding } from './text-encoding.ts';

export interface Upload {
  file: FileRecord;
  /** The name of the file that holds the bytes: its own, or that of an earlier upload with equal bytes */
  storedAs: string;
  /** Hex; undefined for an old server's files */
  sha256: string | undefined;
  /** Of a text; undefined for what is none, and for an old server's files */
  encoding: TextEncoding | undefined;
  /** Came from an old server: never swept */
  imported: boolean;
  /** Who brought it; undefined for an old server's files, and for what earlier versions stored */
  owner?: Owner | undefined;
}

export interface UploadIndex {
  get(uniqueFilename: string): Upload | undefined;
  all(): Iterable<Upload>;
  add(upload: Upload): void;
  remove(uniqueFilename: string): void;
  /** An upload with these bytes. */
  twin(sha256: string, size: number): Upload | undefined;
  /**
   * Keeps bytes from being swept until the answer is called, while a record that shares them is being stored.
   */
  hold(storedAs: string): () => void;
  /** Whether any upload has, or is about to have, these bytes. */
  inUse(storedAs: string): boolean;
  /** What the bytes take on the disk, equal ones once, without thumbnails. */
  usage(): { bytes: number; files: number };
  /** Bytes that this owner brought; what was there already does not count. */
  broughtBy(owner: Owner): number;
}

export function createUploadIndex(): UploadIndex {
  const byName = new Map<string, Upload>();
  const sharing = new Map<string, Set<Upload>>();
  const byBytes = new Map<string, Set<Upload>>();
  const held = new Map<string, number>();
  const brought = new Map<string, number>();
  let bytes = 0;
  const count = ({ file, storedAs, owner }: Upload, times: 1 | -1): void => {
    if (!owner || storedAs !== file.unique_filename) return;
    const key = ownerKey(owner);
    const now = (brought.get(key) ?? 0) + times * file.size;
    if (now > 0) brought.set(key, now);
    else brought.delete(key);
  };

  return {
    get: (name) => byName.get(name),
    all: () => byName.values(),
    add(upload) {
      byName.set(upload.file.unique_filename, upload);
      count(upload, 1);
      if (put(sharing, upload.storedAs, upload)) bytes += upload.file.size;
      if (upload.sha256 !== undefined) put(byBytes, keyOf(upload.sha256, upload.file.size), upload);
    },
    remove(name) {
      const upload = byName.get(name);
      if (!upload) return;
      byName.delete(name);
      count(upload, -1);
      if (take(sharing, upload.storedAs, upload)) bytes -= upload.file.size;
      if (upload.sha256 !== undefined) take(byBytes, keyOf(upload.sha256, upload.file.size), upload);
    },
    twin: (sha256, size) => byBytes.get(keyOf(sha256, size))?.values().next().value,
    hold(storedAs) {
      held.set(storedAs, (held.get(storedAs) ?? 0) + 1);
      return () => {
        const left = (held.get(storedAs) ?? 1) - 1;
        if (left > 0) held.set(storedAs, left);
        else held.delete(storedAs);
      };
    },
    inUse: (storedAs) => sharing.has(storedAs) || held.has(storedAs),
    usage: () => ({ bytes, files: sharing.size }),
    broughtBy: (owner) => brought.get(ownerKey(owner)) ?? 0,
  };
}

function keyOf(sha256: string, size: number): string {
  return `${sha256}:${String(size)}`;
}

/** Whether it is the first under its key. */
function put(map: Map<string, Set<Upload>>, key: string, upload: Upload): boolean {
  const there = map.get(key);
  if (there) there.add(upload);
  else map.set(key, new Set([upload]));
  return !there;
}

/** Whether it was the last under its key. */
function take(map: Map<string, Set<Upload>>, key: string, upload: Upload): boolean {
  const there = map.get(key);
  if (!there?.delete(upload) || there.size > 0) return false;
  map.delete(key);
  return true;
}
