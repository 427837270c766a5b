// Who we are in which room: one small file for each room and name, which only this user can read. The secret
// in it binds our id there.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { token, userId } from '../protocol/ids.ts';
import { EndError } from './words.ts';

export interface Identity {
  /** The room it belongs to; the secret is sent to no other */
  server_id: string;
  user_id: string;
  /** The secret */
  token: string;
  name: string;
  /** ISO time */
  created: string;
}

export interface Profile {
  /**
   * The identity kept for this name in this room, made on the first visit. Rejects with EndError where its
   * file is damaged.
   */
  identity(serverId: string, name: string): Promise<Identity>;
  /** The person is called otherwise from now on, so that next time the new name finds them. */
  renamed(identity: Identity, name: string): Promise<void>;
  /** Where it is kept. */
  fileOf(serverId: string, name: string): string;
}

/** Where programs of this system keep such things. */
export function profileFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform = process.platform,
): string {
  const named = platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME'];
  const base =
    named !== undefined && named !== ''
      ? named
      : join(
          homedir(),
          ...(platform === 'win32'
            ? ['AppData', 'Roaming']
            : platform === 'darwin'
              ? ['Library', 'Application Support']
              : ['.config']),
        );
  return join(base, 'lanline', 'terminal');
}

export function createProfile(folder: string): Profile {
  // what a server or a person calls itself is no name for a file
  const fileOf = (serverId: string, name: string): string => {
    const key = JSON.stringify([serverId, name.normalize('NFC').trim().toLowerCase()]);
    return join(folder, `${createHash('sha256').update(key).digest('base64url').slice(0, 32)}.json`);
  };

  /** Appears whole; where there is a file already, `false` leaves it as it is. */
  const write = async (path: string, identity: Identity, replace: boolean): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const aside = join(folder, `.new-${randomUUID()}`);
    try {
      await writeFile(aside, `${JSON.stringify(identity, undefined, 2)}\n`, {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      });
      if (replace) await rename(aside, path);
      // of two clients that begin at once one wins, and both are the same person
      else
        await link(aside, path).catch(async (error: unknown) => {
          if (!isCode(error, 'EEXIST')) await rename(aside, path);
        });
    } finally {
      await rm(aside, { force: true });
    }
  };

  return {
    fileOf,
    async identity(serverId, name) {
      const path = fileOf(serverId, name);
      const kept = await read(path, serverId);
      if (kept) return kept;
      await write(
        path,
        {
          server_id: serverId,
          user_id: randomUUID(),
          token: randomBytes(32).toString('base64url'),
          name,
          created: new Date().toISOString(),
        },
        false,
      );
      return (await read(path, serverId)) ?? Promise.reject(new EndError(`${path} cannot be kept.`));
    },
    async renamed(identity, name) {
      const before = fileOf(identity.server_id, identity.name);
      const after = fileOf(identity.server_id, name);
      await write(after, { ...identity, name }, true);
      if (before !== after) await rm(before, { force: true });
    },
  };
}

async function read(path: string, serverId: string): Promise<Identity | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const identity = parse(text);
  if (identity?.server_id !== serverId)
    throw new EndError(
      `${path} is damaged. Remove it to begin anew as somebody else, or name another folder with --profile.`,
    );
  return identity;
}

function parse(text: string): Identity | undefined {
  try {
    const found = JSON.parse(text) as Partial<Identity> | null;
    const isWhole =
      userId.safeParse(found?.user_id).success &&
      token.safeParse(found?.token).success &&
      typeof found?.name === 'string';
    return isWhole ? (found as Identity) : undefined;
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
