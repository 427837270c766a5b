// After a crash: `.incoming/` is emptied. A file with a record goes to its place, one without was never
// answered for.
import { join } from 'node:path';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Upload } from './upload-index.ts';

/** The uploads that are there, out of those `found` in the log, and the names of those whose file is not. */
export async function recover({
  env,
  uploads,
  incoming,
  found,
}: {
  env: StoreEnvironment;
  uploads: string;
  incoming: string;
  found: Iterable<Upload>;
}): Promise<{ there: Upload[]; missing: string[] }> {
  const records = [...found];
  const owned = new Set(records.filter(({ imported }) => !imported).map(({ storedAs }) => storedAs));
  // macOS may answer another form of the same name
  const names = new Set((await env.fs.readdir(uploads)).map((name) => name.normalize('NFC')));
  for (const name of await env.fs.readdir(incoming)) {
    const known = name.normalize('NFC');
    if (owned.has(known) && !names.has(known)) {
      await env.fs.rename(join(incoming, name), join(uploads, known));
      names.add(known);
      env.note({ level: 'info', event: 'upload-finished', file: known });
    } else {
      await env.fs.remove(join(incoming, name));
    }
  }
  const isThere = ({ imported, storedAs }: Upload): boolean => imported || names.has(storedAs);
  return {
    there: records.filter((upload) => isThere(upload)),
    missing: records.filter((upload) => !isThere(upload)).map(({ file }) => file.unique_filename),
  };
}
