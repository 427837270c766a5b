// The old server's uploads: its files stay where they are, and each gets a record, so that it is never swept.
import { createHash } from 'node:crypto';
import { extname, join } from 'node:path';
import { uniqueFilename } from '../../../protocol/ids.ts';
import { legacyFileSchema } from '../format/import-files.ts';
import type { FileRecord } from '../../../protocol/message.ts';
import type { FileSystem } from '../files/file-system.ts';

export type AdoptFiles = (records: readonly FileRecord[]) => Promise<unknown>;

export interface UploadsFolder {
  /** Collects a message's file object. */
  mention(file: Record<string, unknown> | null): void;
  /** Adopts the files that were mentioned since the last time. */
  adoptMentioned(): Promise<void>;
  /** Adopts all other files of the folder that were never mentioned. */
  adoptRest(): Promise<void>;
  /** How many were handed over */
  readonly adopted: number;
  /** Names that messages mention and that are not in the folder */
  readonly missing: string[];
}

const THUMB = 'thumb_';
const UUID = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_(.+)$/i;
const BATCH = 500;

// what the old server let in
const TYPES = new Map(
  Object.entries({
    txt: 'text/plain',
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    mp4: 'video/mp4',
    webm: 'video/webm',
    mp3: 'audio/mpeg',
    wav: 'audio/wav',
    ogg: 'audio/ogg',
    zip: 'application/zip',
    rar: 'application/vnd.rar',
    doc: 'application/msword',
    ppt: 'application/vnd.ms-powerpoint',
    xls: 'application/vnd.ms-excel',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
);

/** Reads the names in `<data>/uploads`. */
export async function openUploadsFolder(
  fs: FileSystem,
  data: string,
  adoptFiles: AdoptFiles,
): Promise<UploadsFolder> {
  const folder = join(data, 'uploads');
  const names = new Set((await fs.stat(folder)) ? await fs.readdir(folder) : []);
  const done = new Set<string>();
  const missing = new Set<string>();
  let mentioned = new Map<string, Record<string, unknown>>();

  const record = async (name: string, said: Record<string, unknown>): Promise<FileRecord[]> => {
    const found = await fs.stat(join(folder, name));
    if (!found?.isFile) return [];
    const uploadedAt = new Date(found.mtimeMs).toISOString();
    const [, id = uuidOf(name), filename = name] = UUID.exec(name) ?? [];
    const thumb = `${THUMB}${name}`;
    return [
      {
        id,
        filename,
        size: found.size,
        type: TYPES.get(extname(name).slice(1).toLowerCase()) ?? 'application/octet-stream',
        url: urlOf(name),
        thumbnail_url: names.has(thumb) ? urlOf(thumb) : null,
        uploaded_at: uploadedAt,
        // the old server's own object as it was, but for what does not have the right form
        ...wellFormed(said),
        unique_filename: name,
      },
    ];
  };
  const adopt = async (files: readonly (readonly [string, Record<string, unknown>])[]): Promise<void> => {
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH);
      const records = (await Promise.all(batch.map(([name, said]) => record(name, said)))).flat();
      if (records.length > 0) await adoptFiles(records);
      for (const { unique_filename: name } of records) done.add(name);
    }
  };

  return {
    mention(file) {
      const name = uniqueFilename.safeParse(file?.['unique_filename']);
      if (!file || !name.success || done.has(name.data)) return;
      if (!names.has(name.data)) missing.add(name.data);
      else if (!mentioned.has(name.data)) mentioned.set(name.data, file);
    },
    async adoptMentioned() {
      const files = [...mentioned];
      mentioned = new Map();
      await adopt(files);
    },
    async adoptRest() {
      const rest = [...names].filter(
        (name) =>
          !done.has(name) &&
          !name.startsWith('.') &&
          !isThumbOfAnother(name, names) &&
          uniqueFilename.safeParse(name).success,
      );
      await adopt(rest.toSorted().map((name) => [name, {}]));
    },
    get adopted() {
      return done.size;
    },
    get missing() {
      return [...missing];
    },
  };
}

function isThumbOfAnother(name: string, names: ReadonlySet<string>): boolean {
  if (!name.startsWith(THUMB)) return false;
  // ours end in .webp beside what they show
  const of = name.slice(THUMB.length);
  return names.has(of) || names.has(of.replace(/\.webp$/, '')) || UUID.test(of);
}

function urlOf(name: string): string {
  return `/api/files/${encodeURIComponent(name)}`;
}

function wellFormed(said: Record<string, unknown>): Record<string, unknown> {
  const wrong = new Set(legacyFileSchema.safeParse(said).error?.issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(said).filter(([key]) => !wrong.has(key) && key !== '__proto__'));
}

function uuidOf(name: string): string {
  return createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
