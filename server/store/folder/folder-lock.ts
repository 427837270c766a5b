// One process holds the data folder. The lock is a SQLite database held exclusively for life: the kernel
// frees it even on kill -9, and a stall (a sleeping laptop) does not lose it. `lock.json` beside it only says
// who, for the error's text.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';
import { lockHolderSchema } from '../format/data-files.ts';
import { errorCode } from '../files/file-system.ts';

export type LockHolder = z.output<typeof lockHolderSchema>;

/** Somebody else holds the folder. */
export class FolderLockedError extends Error {
  readonly folder: string;
  readonly holder: LockHolder | undefined;

  constructor(folder: string, holder: LockHolder | undefined) {
    const who = holder
      ? `process ${String(holder.pid)}${holder.port === undefined ? '' : ` on port ${String(holder.port)}`}`
      : 'another process';
    super(`The data folder ${folder} is in use by ${who}.`);
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

/** Takes the folder, which must exist, without saying who; or throws FolderLockedError. */
export function holdFolder(folder: string): Pick<FolderLock, 'release'> {
  const database = takeInTurns(folder, join(folder, 'lock.json'));
  return {
    release: () => {
      database.close();
    },
  };
}

/** Takes the folder, which must exist, or throws FolderLockedError. */
export function lockFolder(folder: string): FolderLock {
  const descriptionPath = join(folder, 'lock.json');
  const { release } = holdFolder(folder);
  const lock: FolderLock = {
    describe(holder) {
      try {
        writeFileSync(descriptionPath, `${JSON.stringify(holder)}\n`);
      } catch {
        // only the text of somebody else's error would be poorer
      }
    },
    release,
  };
  lock.describe({ pid: process.pid });
  return lock;
}

const SQLITE_BUSY = 5;
const TRIES = 20;
const PAUSE_MS = 20;

/**
 * Of several that try at the same time, SQLite may let none through; and whoever gets through needs a moment
 * to say who they are, until when the description is not there, empty, or names somebody who was killed. So
 * only one that lives ends the trying.
 */
function takeInTurns(folder: string, descriptionPath: string): DatabaseSync {
  for (let tried = 1; ; tried += 1) {
    const database = take(join(folder, 'lock.db'));
    if (database) return database;
    const holder = readHolder(descriptionPath);
    // what is named at last may be a process of another machine
    if ((holder && isAlive(holder.pid)) || tried === TRIES) throw new FolderLockedError(folder, holder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS * (0.5 + Math.random()));
  }
}

/** The database, held; undefined where somebody else holds it. */
function take(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
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
