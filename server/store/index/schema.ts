// The file `index.db`: its tables, how it is opened, and what is done where it cannot be used.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isWalDamaged } from './wal-check.ts';

/**
 * Raise it with every change of the tables, or of what is read from a log: an older or newer file is made
 * anew.
 */
export const SCHEMA_VERSION = 2;
// "Lnvw": tells our file from any other SQLite file
export const APPLICATION_ID = 0x4c6e7677;

/**
 * A message's `id` is `logs.id * 2^32 + seq`, so that a page is one range of the primary key, and so is all
 * that belongs to one log.
 * `client_id` is not unique here: should a log hold one twice, both are messages and the first is found.
 *
 * The full text uses unicode61: in one run over 100,000 messages it added 0.35 s and 6 MB, trigrams 1.6 s and
 * 21 MB. It finds words and beginnings of words, without accents; not parts of words, and not single words in
 * languages that write none (Chinese, Japanese, Thai).
 * It keeps no second copy of the texts (content='').
 */
const TABLES = `
  CREATE TABLE logs (
    id INTEGER PRIMARY KEY,
    channel TEXT UNIQUE, -- NULL: forgotten, its rows are being deleted
    epoch TEXT,          -- NULL: nothing was read yet, or its rows are being deleted; '': the log's header is damaged
    offset INTEGER NOT NULL DEFAULT 0, -- read up to here
    tail BLOB NOT NULL DEFAULT x'',    -- the log's bytes just before offset, with the last line's checksum
    messages INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0 -- of the last record read, also of one that is no message
  ) STRICT;
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    log INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    client_id TEXT,
    file TEXT, -- unique_filename
    time INTEGER,
    json TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX messages_by_id ON messages (log, message_id);
  CREATE INDEX messages_by_client_id ON messages (log, user_id, client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX messages_by_file ON messages (file) WHERE file IS NOT NULL;
  CREATE INDEX messages_by_time ON messages (time, log);
  CREATE TABLE people (user_id TEXT NOT NULL, log INTEGER NOT NULL, PRIMARY KEY (user_id, log)) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE search USING fts5 (
    content, username, file, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
  );
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(SCHEMA_VERSION)};
`;

// exclusive: nobody else has business in it, it saves the locking of each transaction, and there is no -shm
// file that a full disk could break.
// Cache (8 MB) and checkpoints (after 16 MB) are for rebuilding: with SQLite's defaults one run took about a
// third longer.
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000;
`;

/**
 * Opens the file, making it where it does not exist. One that is damaged, foreign or of another version is
 * deleted first: `replaced` says why.
 */
export function openDatabase<S>(
  path: string,
  prepare: (db: DatabaseSync) => S,
): Opened<S> & { replaced: string | undefined } {
  if (isWalDamaged(`${path}-wal`)) return openNew(path, prepare, 'its -wal file is damaged');
  try {
    return { ...tryOpen(path, prepare), replaced: undefined };
  } catch (error) {
    if (error instanceof NotOursError) return openNew(path, prepare, error.message);
    // statements that cannot be prepared: the tables are not what they should be
    if (isDamage(error) || sqliteCode(error) === SQLITE.error) return openNew(path, prepare, 'it is damaged');
    throw error;
  }
}

interface Opened<S> {
  db: DatabaseSync;
  statements: S;
}

class NotOursError extends Error {}

/** Deletes the database with all that SQLite keeps beside it. */
export function deleteDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

function openNew<S>(
  path: string,
  prepare: (db: DatabaseSync) => S,
  replaced: string,
): Opened<S> & { replaced: string } {
  deleteDatabase(path);
  return { ...tryOpen(path, prepare), replaced };
}

function tryOpen<S>(path: string, prepare: (db: DatabaseSync) => S): Opened<S> {
  const db = new DatabaseSync(path);
  try {
    db.exec(SETTINGS);
    makeTables(db);
    return { db, statements: prepare(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes the tables in an empty database. Throws NotOursError where a full one cannot be used. */
function makeTables(db: DatabaseSync): void {
  const application = pragma(db, 'application_id');
  const version = pragma(db, 'user_version');
  if (application === APPLICATION_ID) {
    if (version !== SCHEMA_VERSION) throw new NotOursError(`it has version ${String(version)}`);
    return;
  }
  if (db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined)
    throw new NotOursError('it is not an index of ours');
  db.exec(`BEGIN; ${TABLES} COMMIT;`);
}

function pragma(db: DatabaseSync, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).get()?.[name];
}

const SQLITE = {
  error: 1,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  notadb: 26,
  busy: 5,
  nomem: 7,
  readonly: 8,
} as const;
/** Fail without the path or the rights being wrong */
const DISK: readonly number[] = [SQLITE.full, SQLITE.ioerr];
const DAMAGE: readonly number[] = [SQLITE.corrupt, SQLITE.notadb];
const PASSING: readonly number[] = [...DISK, SQLITE.nomem, SQLITE.readonly, SQLITE.cantopen, SQLITE.busy];

function sqliteCode(error: unknown): number | undefined {
  // the extended codes (IOERR_WRITE, CORRUPT_VTAB, …) have the primary one in their low byte
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

/** Whether the database is broken, so that only a new one helps. */
export function isDamage(error: unknown): boolean {
  return DAMAGE.includes(sqliteCode(error) ?? -1);
}

/** Whether the disk is full or failing. */
export function isDiskTrouble(error: unknown): boolean {
  return DISK.includes(sqliteCode(error) ?? -1);
}

/** Whether trying again later may help. */
export function isTransient(error: unknown): boolean {
  return PASSING.includes(sqliteCode(error) ?? -1);
}
