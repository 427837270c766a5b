// Records of uploads, made again from the messages that show them: their own file was lost.
import { join } from 'node:path';
import type { FileRecord } from '../../../protocol/message.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { readEncoding } from './stored-file.ts';
import { THUMB } from './thumbnails.ts';
import type { UploadIndex } from './upload-index.ts';
import { isFileRecord, type UploadLog } from './upload-log.ts';

/**
 * Those known are passed over; `missing` counts those whose bytes are not in `uploads/` under their own name, as those
 * of a file that shared another's.
 */
export async function restore(
  {
    env,
    uploads,
    index,
    log,
    missing: knownMissing,
  }: {
    env: StoreEnvironment;
    uploads: string;
    index: UploadIndex;
    log: UploadLog;
    missing: readonly string[];
  },
  files: readonly FileRecord[],
): Promise<{ restored: number; missing: number }> {
  const passedOver = new Set(knownMissing);
  let restored = 0;
  let missing = 0;
  for (const file of files) {
    const name = file.unique_filename;
    if (!isFileRecord(file) || index.get(name) || passedOver.has(name)) continue;
    const path = join(uploads, name);
    if (!(await env.fs.stat(path))?.isFile) {
      missing += 1;
      continue;
    }
    const upload = {
      file,
      storedAs: name,
      sha256: undefined,
      encoding: file.type.startsWith('text/') ? await readEncoding(env, path) : undefined,
      // an old server's thumbnails are files of their own, named without our ending
      imported: file.thumbnail_url?.endsWith(`/${THUMB}${name}`) === true,
    };
    await log.add(upload);
    index.add(upload);
    restored += 1;
  }
  return { restored, missing };
}
