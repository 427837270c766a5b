// One process holds the data folder. The lock is a SQLite database held exclusively for life: the kernel frees it even on kill -9, and a
// stall (a sleeping laptop) does not lose it. `lock.json` beside it only says who, for the error's text.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import { lockHolderSchema } from '../contract/data-files.ts';
import { errorCode } from './file-system.ts';

export type LockHolder = z.output<typeof lockHolderSchema>;

/** Somebody else holds the folder. */
export class FolderLockedError extends Error {
  readonly folder: string;
  readonly holder: LockHolder | undefined;

  constructor(folder: string, holder: LockHolder | undefined) {
    const who = holder ? `process ${String(holder.pid)}${holder.port === undefined ? '' : ` on port ${String(holder.port)}`}` : 'another process';
    super(`The data folder ${folder} is in use by ${who}. Stop it first, or choose another folder with --data.`);
    this.name = 'FolderLockedError';
    this.folder = folder;
    this.holder = holder;
  }
}

export interface FolderLock {
  /** Names this process and its port in `lock.json`. */
  describe(holder: LockHolder): void;
  release(): void;
}

/** Takes the folder, which must exist, or throws FolderLockedError. */
export function lockFolder(folder: string): FolderLock {
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  const descriptionPath = join(folder, 'lock.json');
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) throw new FolderLockedError(folder, awaitHolder(descriptionPath));
    throw error;
  }
  const lock: FolderLock = {
    describe(holder) {
      try {
        writeFileSync(descriptionPath, `${JSON.stringify(holder)}\n`);
      } catch {
        // only the text of somebody else's error would be poorer
      }
    },
    release: () => { database.close(); },
  };
  lock.describe({ pid: process.pid });
  return lock;
}

const SQLITE_BUSY = 5;

const NAMED_TRIES = 20;
const NAMED_PAUSE_MS = 15;

/**
 * Who holds the folder. They say so directly after they took it: until then the file is not there, empty, or names somebody who was killed.
 * What it names at last may be a process of another machine.
 */
function awaitHolder(path: string): LockHolder | undefined {
  let holder = readHolder(path);
  for (let tried = 1; tried < NAMED_TRIES && !(holder && isAlive(holder.pid)); tried += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAMED_PAUSE_MS);
    holder = readHolder(path);
  }
  return holder;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return lockHolderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
