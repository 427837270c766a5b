// Keeps the database in step with the logs: reads what it lacks in slices, one per turn of the event loop, so
// that questions come in between.
// After any failure it discards its state and continues from what the database says.
import { performance } from 'node:perf_hooks';
import type { StoreNote } from '../store-environment.ts';
import { createScheduler } from './scheduler.ts';
import type { Duplicates, IndexDatabase } from './database.ts';
import {
  ingest,
  advance,
  checkAgain,
  createFollowedLog,
  isCurrent,
  clearUnsaved,
  type FollowedLog,
} from './followed-log.ts';
import { isFileError } from './log-file.ts';
import { isDamage, isDiskTrouble, isTransient } from './schema.ts';

export interface CatchUp {
  follow(channel: string, path: string, end: number): void;
  apply(channel: string, from: number, bytes: Buffer): void;
  forget(channel: string): void;
  log(channel: string): FollowedLog | undefined;
  logs(): Iterable<FollowedLog>;
  /** Puts everything that was read into the database and gives it; undefined while there is none. */
  saved(): IndexDatabase | undefined;
  /** The database as it is; undefined while there is none. */
  database(): IndexDatabase | undefined;
  /**
   * Runs it; where SQLite or the disk fails it gives `otherwise`, and all is tried again later. Other errors
   * are thrown on.
   */
  guarded<T>(run: () => T, otherwise: T): T;
  close(): void;
}

export interface CatchUpOptions {
  open: (options: { anew: boolean }) => IndexDatabase;
  note: (note: StoreNote) => void;
  /** Called after each step: questions that waited may be answered now */
  onTurn: () => void;
}

const RETRY_MS = 1_000;
// a batch of its own costs a transaction of 0.2 ms; so a busy server's share it
const LINGER_MS = 20;
const UNSAVED_ROWS = 500;
/** Rows that are kept in memory while they cannot be saved; more are read from the logs again */
const MOST_UNSAVED = 10_000;

export function createCatchUp({ open, note, onTurn }: CatchUpOptions): CatchUp {
  const followed = new Map<string, FollowedLog>();
  const forgotten = new Set<string>();
  let db: IndexDatabase | undefined;
  let anew = false;
  let garbage = true;
  let pausedUntil = 0;
  let savingPausedUntil = 0;
  let failing = false;

  const unsaved = (): number => [...followed.values()].reduce((sum, log) => sum + log.unsaved.length, 0);

  const noteBehind = (error: unknown): void => {
    if (!failing)
      note({
        level: 'error',
        event: 'index-behind',
        reason: error instanceof Error ? error.message : String(error),
      });
    failing = true;
  };

  const isPaused = (): boolean => performance.now() < pausedUntil;

  const database = (): IndexDatabase | undefined => {
    if (isPaused()) return undefined;
    if (!db) {
      db = open({ anew });
      anew = false;
      garbage = true;
      if (db.replaced !== undefined) note({ level: 'warn', event: 'index-replaced', reason: db.replaced });
    }
    return db;
  };

  const saved = (): IndexDatabase | undefined => {
    const target = database();
    const changed = [...followed.values()].filter((log) => log.changed);
    if (!target || (changed.length === 0 && forgotten.size === 0)) return target;
    if (performance.now() < savingPausedUntil) return undefined;
    let duplicates: Duplicates[];
    try {
      duplicates = target.save(
        changed.map((log) => ({ ...log, rows: log.unsaved })),
        forgotten,
      );
    } catch (error) {
      if (!isDiskTrouble(error) || unsaved() > MOST_UNSAVED) throw error;
      // a full disk can still be read, and whoever sends on it must be told: so the database stays open and
      // the rows stay in memory
      noteBehind(error);
      savingPausedUntil = performance.now() + RETRY_MS;
      return undefined;
    }
    for (const log of changed) {
      for (const found of log.notes) note(found);
      const ignored = duplicates.find(({ log: id }) => id === log.id);
      if (ignored)
        note({
          level: 'warn',
          event: 'log-duplicates-ignored',
          channel: log.channel,
          count: ignored.count,
          first_seq: ignored.firstSeq,
        });
      clearUnsaved(log);
    }
    garbage ||= forgotten.size > 0;
    forgotten.clear();
    return target;
  };

  const step = (): void => {
    const target = saved();
    if (!target) return;
    const now = performance.now();
    const log = [...followed.values()].find((one) => !isCurrent(one) && one.retryAt <= now);
    if (!log) {
      if (garbage) clearForgotten(target);
      return;
    }
    // the next turn is another's
    followed.delete(log.channel);
    followed.set(log.channel, log);
    try {
      advance(log, target, note);
      log.failing = false;
    } catch (error) {
      if (!isFileError(error)) throw error;
      if (!log.failing)
        note({
          level: 'error',
          event: 'index-cannot-read-log',
          channel: log.channel,
          code: error.code,
          reason: error.message,
        });
      log.failing = true;
      log.retryAt = now + RETRY_MS;
      checkAgain(log);
    }
    saved();
  };

  const clearForgotten = (target: IndexDatabase): void => {
    const log = target.forgotten();
    garbage = log !== undefined;
    if (log !== undefined && target.clear(log)) target.dropForgotten(log);
  };

  /** Goes back to what the database says; an error that is not the disk's is thrown on. */
  const recover = (error: unknown): void => {
    if (!isDamage(error) && !isTransient(error) && !isFileError(error)) throw error;
    if (isDamage(error)) {
      note({
        level: 'error',
        event: 'index-damaged',
        reason: error instanceof Error ? error.message : String(error),
      });
      failing = true;
    } else noteBehind(error);
    anew ||= isDamage(error);
    try {
      db?.close();
    } catch {
      // what could not be saved is read again
    }
    db = undefined;
    for (const log of followed.values()) checkAgain(log);
    pausedUntil = performance.now() + RETRY_MS;
  };

  const guarded = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch (error) {
      recover(error);
      schedule();
      return otherwise;
    }
  };

  const scheduler = createScheduler(() => {
    guarded(step, undefined);
    if (
      failing &&
      !isPaused() &&
      [...followed.values()].every((log) => log.failing || (isCurrent(log) && !log.changed))
    ) {
      failing = false;
      note({ level: 'info', event: 'index-recovered' });
    }
    onTurn();
    schedule();
  });

  /** Schedules the next step for when there is something to do. */
  const schedule = (): void => {
    const now = performance.now();
    const times = [...followed.values()].filter((log) => !isCurrent(log)).map(({ retryAt }) => retryAt - now);
    if (garbage) times.push(0);
    // a failed file's log may be tried later than the database
    if (failing) times.push(0);
    if (unsaved() > 0 || forgotten.size > 0) times.push(unsaved() > UNSAVED_ROWS ? 0 : LINGER_MS);
    if (times.length > 0)
      scheduler.within(Math.max(0, pausedUntil - now, savingPausedUntil - now, Math.min(...times)));
  };

  return {
    follow(channel, path, end) {
      followed.set(channel, createFollowedLog(channel, path, end));
      schedule();
    },
    apply(channel, from, bytes) {
      const log = followed.get(channel);
      if (!log) return;
      if (log.state === 'read' && log.offset === from && !isPaused()) ingest(log, bytes, 'none');
      log.end = Math.max(log.end, from + bytes.length);
      schedule();
    },
    forget(channel) {
      followed.delete(channel);
      forgotten.add(channel);
      schedule();
    },
    log: (channel) => followed.get(channel),
    logs: () => followed.values(),
    saved,
    database,
    guarded,
    close() {
      scheduler.stop();
      savingPausedUntil = 0;
      guarded(() => {
        saved();
        db?.close();
        db = undefined;
      }, undefined);
      scheduler.stop();
    },
  };
}
