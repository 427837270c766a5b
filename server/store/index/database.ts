// The index's SQL statements. Everything is synchronous and may throw SQLite's errors; a transaction that fails
// leaves nothing behind.
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Row } from './rows.ts';
import { deleteDatabase, openDatabase } from './schema.ts';

/** How far the index has read one log. */
export interface Position {
  /** null: nothing was read yet, or rows of an earlier reading are still there */
  epoch: string | null;
  offset: number;
  tail: Buffer;
  /** The last record's number; 0: nothing was read yet */
  lastSeq: number;
}

/** What is to be saved of one log: its new rows, and where it stands with them. Both are kept or neither. */
export interface Progress extends Position {
  id: number;
  rows: readonly Row[];
}

/** Records that were ignored, because the log has another with the same number or message id before. */
export interface Duplicates {
  log: number;
  count: number;
  firstSeq: number;
}

export interface IndexDatabase {
  /** Why the file was made anew, where it was there but could not be used */
  readonly replaced: string | undefined;
  /** The log of a channel; it is made where there is none. */
  log(channel: string): Position & { id: number };
  /** Where each log that was read stood when this was last saved. */
  positions(): LogPosition[];
  /** One transaction. `forgotten` are channels: their rows count no more. */
  save(progress: readonly Progress[], forgotten: Iterable<string>): Duplicates[];
  /** Starts a log over; `clear` must be called until it is done. */
  reset(log: number): void;
  /** Deletes some rows of a log; whether that was all. */
  clear(log: number): boolean;
  /** A forgotten log whose rows may still be there. */
  forgotten(): number | undefined;
  dropForgotten(log: number): void;

  /** Messages are JSON text. */
  byClientId(log: number, userId: string, clientId: string): string | undefined;
  message(log: number, messageId: string): string | undefined;
  /**
   * Oldest first, at most `limit` and `bytes` together, but one where there is one; undefined where the message
   * does not exist.
   */
  pageBefore(
    log: number,
    messageId: string,
    most: { limit: number; bytes: number },
  ): { messages: string[]; hasMore: boolean } | undefined;
  hasFile(uniqueFilename: string): boolean;
  hasUser(userId: string): boolean;
  /** How many messages there are. */
  count(log: number): number;
  /**
   * Every channel with how many messages it has, and the time (ms since 1970) of the newest where that has
   * one.
   */
  channels(): { channel: string; messages: number; lastTime: number | null }[];
  countSince(time: number, logs: readonly number[]): number;
  close(): void;
}

/** How far a channel's log had been read. */
export interface LogPosition {
  channel: string;
  epoch: string;
  lastSeq: number;
}

const LOG_SPAN = 2 ** 32;
const ROWS_CLEARED_AT_ONCE = 2_000;

/**
 * Opens or creates the index's file; `anew` deletes what is there. Throws if the disk does not allow it.
 */
export function openIndexDatabase(path: string, { anew }: { anew: boolean }): IndexDatabase {
  if (anew) deleteDatabase(path);
  const { db, replaced, statements: sql } = openDatabase(path, prepare);
  /** (log, user id) that `people` is known to have: most messages are of somebody who wrote before */
  const known = new Set<string>();

  const insert = (log: number, row: Row): boolean => {
    const { seq, messageId, userId, clientId, file, time, words, json } = row;
    const id = log * LOG_SPAN + seq;
    if (
      sql.insert.run(
        id,
        log,
        key(messageId),
        key(userId),
        clientId === null ? null : key(clientId),
        file,
        time,
        json,
      ).changes === 0
    )
      return false;
    sql.addWords.run(id, words.content, words.username, words.file);
    const person = `${String(log)} ${userId}`;
    if (!known.has(person)) {
      if (known.size > 50_000) known.clear();
      sql.addPerson.run(key(userId), log);
      known.add(person);
    }
    return true;
  };

  const transaction = <T>(run: () => T): T => {
    db.exec('BEGIN');
    try {
      const result = run();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      known.clear();
      // SQLite itself may have rolled back, as it does on a full disk
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    replaced,
    log(channel) {
      sql.addLog.run(channel);
      const found = sql.log.get(channel);
      const { id, offset, tail, epoch, lastSeq } = found ?? {};
      return {
        id: Number(id),
        epoch: typeof epoch === 'string' ? epoch : null,
        offset: Number(offset),
        tail: tail instanceof Uint8Array ? Buffer.from(tail) : Buffer.alloc(0),
        lastSeq: Number(lastSeq),
      };
    },
    positions: () =>
      sql.positions
        .all()
        .map(({ channel, epoch, lastSeq }) => ({
          channel: String(channel),
          epoch: String(epoch),
          lastSeq: Number(lastSeq),
        })),
    save: (progress, forgotten) =>
      transaction(() => {
        const duplicates: Duplicates[] = [];
        for (const { id, rows, epoch, offset, tail, lastSeq } of progress) {
          const ignored = rows.filter((row) => !insert(id, row));
          if (ignored[0]) duplicates.push({ log: id, count: ignored.length, firstSeq: ignored[0].seq });
          sql.setLog.run(epoch, offset, tail, lastSeq, rows.length - ignored.length, id);
        }
        for (const channel of forgotten) sql.forget.run(channel);
        return duplicates;
      }),
    reset: (log) => {
      sql.reset.run(log);
    },
    clear: (log) =>
      transaction(() => {
        const [from, to] = [log * LOG_SPAN, (log + 1) * LOG_SPAN - 1];
        const last = sql.lastToClear.get(from, to, ROWS_CLEARED_AT_ONCE)?.['last'];
        if (typeof last !== 'number') {
          sql.clearPeople.run(log);
          known.clear();
          return true;
        }
        sql.clearMessages.run(from, last);
        sql.clearWords.run(from, last);
        return false;
      }),
    forgotten: () => numberOf(sql.forgotten.get()),
    dropForgotten: (log) => {
      sql.dropLog.run(log);
    },
    byClientId: (log, userId, clientId) => textOf(sql.byClientId.get(log, key(userId), key(clientId))),
    message: (log, messageId) => textOf(sql.message.get(log, key(messageId))),
    pageBefore(log, messageId, { limit, bytes }) {
      const id = numberOf(sql.messageRow.get(log, key(messageId)));
      if (id === undefined) return undefined;
      const messages: string[] = [];
      let left = bytes;
      // one more than asked for tells whether there are more
      for (const row of sql.before.iterate(log * LOG_SPAN, id, limit + 1)) {
        const json = textOf(row) ?? '';
        left -= Buffer.byteLength(json) + 1; // and a comma
        if (messages.length === limit || (left < 0 && messages.length > 0))
          return { messages: messages.toReversed(), hasMore: true };
        messages.push(json);
      }
      return { messages: messages.toReversed(), hasMore: false };
    },
    hasFile: (name) => sql.hasFile.get(name) !== undefined,
    hasUser: (userId) => sql.hasUser.get(key(userId)) !== undefined,
    count: (log) => numberOf(sql.count.get(log)) ?? 0,
    channels: () =>
      sql.channels
        .all()
        .map(({ channel, messages, last }) => ({
          channel: String(channel),
          messages: Number(messages),
          lastTime: typeof last === 'number' ? last : null,
        })),
    countSince: (time, logs) => numberOf(sql.countSince.get(time, JSON.stringify(logs))) ?? 0,
    close() {
      try {
        // so that the next start finds one file
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
      }
    },
  };
}

function prepare(db: DatabaseSync) {
  return {
    addLog: db.prepare('INSERT INTO logs (channel) VALUES (?) ON CONFLICT DO NOTHING'),
    log: db.prepare('SELECT id, epoch, offset, tail, last_seq AS lastSeq FROM logs WHERE channel = ?'),
    positions: db.prepare(
      'SELECT channel, epoch, last_seq AS lastSeq FROM logs WHERE channel IS NOT NULL AND epoch IS NOT NULL',
    ),
    setLog: db.prepare(
      'UPDATE logs SET epoch = ?, offset = ?, tail = ?, last_seq = ?, messages = messages + ? WHERE id = ?',
    ),
    reset: db.prepare(
      "UPDATE logs SET epoch = NULL, offset = 0, tail = x'', last_seq = 0, messages = 0 WHERE id = ?",
    ),
    forget: db.prepare('UPDATE logs SET channel = NULL, epoch = NULL WHERE channel = ?'),
    forgotten: db.prepare('SELECT id AS value FROM logs WHERE channel IS NULL LIMIT 1'),
    dropLog: db.prepare('DELETE FROM logs WHERE id = ?'),
    insert:
      db.prepare(`INSERT INTO messages (id, log, message_id, user_id, client_id, file, time, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`),
    addWords: db.prepare('INSERT INTO search (rowid, content, username, file) VALUES (?, ?, ?, ?)'),
    addPerson: db.prepare('INSERT INTO people (user_id, log) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    lastToClear: db.prepare(
      'SELECT max(id) AS last FROM (SELECT id FROM messages WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?)',
    ),
    clearMessages: db.prepare('DELETE FROM messages WHERE id BETWEEN ? AND ?'),
    clearWords: db.prepare('DELETE FROM search WHERE rowid BETWEEN ? AND ?'),
    clearPeople: db.prepare('DELETE FROM people WHERE log = ?'),
    byClientId: db.prepare(
      'SELECT json AS value FROM messages WHERE log = ? AND user_id = ? AND client_id = ? ORDER BY id LIMIT 1',
    ),
    message: db.prepare('SELECT json AS value FROM messages WHERE log = ? AND message_id = ?'),
    messageRow: db.prepare('SELECT id AS value FROM messages WHERE log = ? AND message_id = ?'),
    before: db.prepare('SELECT json AS value FROM messages WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ?'),
    // a forgotten log's rows do not count, though they may still be there
    hasFile: db.prepare(
      'SELECT 1 FROM messages JOIN logs ON logs.id = messages.log WHERE file = ? AND channel IS NOT NULL LIMIT 1',
    ),
    hasUser: db.prepare(
      'SELECT 1 FROM people JOIN logs ON logs.id = people.log WHERE user_id = ? AND channel IS NOT NULL LIMIT 1',
    ),
    count: db.prepare('SELECT messages AS value FROM logs WHERE id = ?'),
    channels: db.prepare(`SELECT channel, logs.messages AS messages,
      (SELECT time FROM messages WHERE id BETWEEN logs.id * ${String(LOG_SPAN)} AND (logs.id + 1) * ${String(LOG_SPAN)} - 1 ORDER BY id DESC LIMIT 1) AS last
      FROM logs WHERE channel IS NOT NULL`),
    countSince: db.prepare(
      'SELECT count(*) AS value FROM messages WHERE time >= ? AND +log IN (SELECT value FROM json_each(?))',
    ),
  };
}

type Found = Record<string, SQLOutputValue> | undefined;

function textOf(row: Found): string | undefined {
  const value = row?.['value'];
  return typeof value === 'string' ? value : undefined;
}

function numberOf(row: Found): number | undefined {
  const value = row?.['value'];
  return typeof value === 'number' ? value : undefined;
}

/** Text that stays distinct in UTF-8: half of a surrogate pair would become U+FFFD, whichever it was. */
function key(text: string): string {
  return text.isWellFormed() ? text : JSON.stringify(text);
}
