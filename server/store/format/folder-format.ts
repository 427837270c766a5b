// `format.json` names the version of the data folder and the room's own random id.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { folderFormatSchema } from './data-files.ts';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';
import type { StoreEnvironment } from '../store-environment.ts';

/** The version of the folder that this program reads and writes. */
export const FOLDER_FORMAT = 1;
/** The first program that can read it. */
const NEEDS = '0.1.0';

/** The folder was written by a newer program. */
export class NewerFolderError extends Error {
  /** The first program that can read it */
  readonly needs: string;

  constructor(folder: string, format: number, needs: string) {
    super(
      `The data folder ${folder} has format ${String(format)}; this Lanline reads format ${String(FOLDER_FORMAT)}. Install Lanline ${needs} or newer. Nothing was changed.`,
    );
    this.name = 'NewerFolderError';
    this.needs = needs;
  }
}

/**
 * Makes the file where there is none; throws NewerFolderError before anything else of the folder is touched.
 */
export async function openFolderFormat(env: StoreEnvironment, folder: string): Promise<{ serverId: string }> {
  const path = join(folder, 'format.json');
  const found = await readJsonFile(env, path, folderFormatSchema);
  if (found && found.format > FOLDER_FORMAT) throw new NewerFolderError(folder, found.format, found.needs);
  if (found) return { serverId: found.server_id };
  const serverId = randomUUID();
  await writeJsonFile(env, path, {
    format: FOLDER_FORMAT,
    needs: NEEDS,
    server_id: serverId,
    created: new Date(env.now()).toISOString(),
  });
  return { serverId };
}
