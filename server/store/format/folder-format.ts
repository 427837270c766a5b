// `format.json` names the version of the data folder and the room's own random id.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { folderFormatSchema } from './data-files.ts';
import { readFully, type FileSystem } from '../files/file-system.ts';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';
import { channelOfLog } from '../log/channel-files.ts';
import { findHeader } from '../log/log-header.ts';
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
 * Makes the file where there is none, with the id that the room's other files remember, if they do; throws
 * NewerFolderError before anything else of the folder is touched.
 */
export async function openFolderFormat(env: StoreEnvironment, folder: string): Promise<{ serverId: string }> {
  const path = join(folder, 'format.json');
  const found = await readJsonFile(env, path, folderFormatSchema);
  if (found && found.format > FOLDER_FORMAT) throw new NewerFolderError(folder, found.format, found.needs);
  if (found) return { serverId: found.server_id };
  const { isUsed, serverId: remembered } = await findRoom(env.fs, folder);
  if (isUsed)
    env.note(
      remembered === undefined
        ? { level: 'error', event: 'room-id-lost' }
        : { level: 'warn', event: 'format-missing' },
    );
  const serverId = remembered ?? randomUUID();
  await writeJsonFile(env, path, {
    format: FOLDER_FORMAT,
    needs: NEEDS,
    server_id: serverId,
    created: new Date(env.now()).toISOString(),
  });
  return { serverId };
}

const HEADER_BYTES = 64 * 1024;
const remembers = z.object({ server_id: z.string() });

/** Whether there was a room here, and its id if channels.json or a log has it. Skips damaged files. */
export async function findRoom(
  fs: FileSystem,
  folder: string,
): Promise<{ isUsed: boolean; serverId: string | undefined }> {
  const channels = join(folder, 'channels');
  const logs = (await fs.stat(channels))
    ? (await fs.readdir(channels)).filter((name) => channelOfLog(name) !== undefined)
    : [];
  const isUsed = logs.length > 0;
  for (const name of ['channels.json', 'channels.json.previous']) {
    const path = join(folder, name);
    if (!(await fs.stat(path))) continue;
    const serverId = idIn(String(await fs.readFile(path)));
    if (serverId !== undefined) return { isUsed, serverId };
  }
  for (const name of logs) {
    const serverId = await idInHeader(fs, join(channels, name));
    if (serverId !== undefined) return { isUsed, serverId };
  }
  return { isUsed, serverId: undefined };
}

function idIn(json: string): string | undefined {
  try {
    return remembers.safeParse(JSON.parse(json)).data?.server_id;
  } catch {
    return undefined;
  }
}

async function idInHeader(fs: FileSystem, path: string): Promise<string | undefined> {
  const file = await fs.open(path, 'r');
  try {
    return findHeader(await readFully(file, 0, HEADER_BYTES))?.server_id;
  } catch {
    // written by a newer version, which is reported when the log is opened
    return undefined;
  } finally {
    await file.close();
  }
}
