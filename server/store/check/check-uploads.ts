import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { logPath } from '../log/channel-files.ts';
import { applyRecord, UPLOADS_LOG } from '../uploads/upload-log.ts';
import { THUMB } from '../uploads/thumbnails.ts';
import type { Upload } from '../uploads/upload-index.ts';
import type { CheckedLog } from './check-log.ts';
import type { Findings } from './findings.ts';
import { describeDamage, readNumbered } from './read-lines.ts';

const SLICE = 1024 * 1024;
const FOLDER = 'uploads';

/**
 * Checks that each upload is there, with the bytes that were sent, and that each file of a message and each in the
 * folder has a record. Returns how many there are.
 */
export async function checkUploads(
  fs: FileSystem,
  folder: string,
  logs: ReadonlyMap<string, CheckedLog>,
  findings: Findings,
): Promise<{ uploads: number; bytes: number }> {
  const uploads = new Map<string, Upload>();
  for await (const numbered of readNumbered(fs, join(folder, UPLOADS_LOG))) {
    if (!numbered.record) findings.add(UPLOADS_LOG, describeDamage(numbered));
    else if (!applyRecord(uploads, numbered.record))
      findings.add(UPLOADS_LOG, `has a line that is no upload (line ${String(numbered.line)})`);
  }

  /** By the name under which the bytes are */
  const stored = new Map<string, Upload>();
  for (const upload of uploads.values()) stored.set(upload.storedAs, upload);
  let bytes = 0;
  for (const [name, { file, sha256 }] of stored) {
    const path = join(FOLDER, name);
    const found = await fs.stat(join(folder, path));
    if (!found?.isFile) findings.add(path, 'is missing');
    else if (found.size !== file.size)
      findings.add(path, `has ${String(found.size)} bytes instead of ${String(file.size)}`);
    else if (sha256 !== undefined && (await hashOf(fs, join(folder, path))) !== sha256)
      findings.add(path, 'has other bytes than those that were sent');
    bytes += found?.size ?? 0;
  }

  for (const [id, { files }] of logs) {
    const lost = [...files].filter((name) => !uploads.has(name));
    const [first] = lost;
    if (first !== undefined)
      findings.add(
        logPath('channels', id),
        `names ${String(lost.length)} ${lost.length === 1 ? 'file that is' : 'files that are'} not here, such as ${first}`,
      );
  }

  const folderThere = await fs.stat(join(folder, FOLDER));
  for (const name of folderThere ? await fs.readdir(join(folder, FOLDER)) : []) {
    const known = name.normalize('NFC');
    if (!stored.has(known) && !known.startsWith('.') && !known.startsWith(THUMB))
      findings.add(join(FOLDER, name), `has no line in ${UPLOADS_LOG}`);
  }
  return { uploads: uploads.size, bytes };
}

async function hashOf(fs: FileSystem, path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await fs.open(path, 'r');
  try {
    const chunk = Buffer.alloc(SLICE);
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
