// One log and how far the index has read it. Each step is short, so that questions come in between.
import type { StoreNote } from '../store-environment.ts';
import type { IndexDatabase } from './database.ts';
import { readMark, readSlice, tailOf } from './log-file.ts';
import { parseRows, type Row } from './rows.ts';
import { missingMessages } from '../log/missing-messages.ts';

/** A log, the index's position in it, and what is not saved yet. */
export interface FollowedLog {
  channel: string;
  path: string;
  /** The log's durable length in bytes, as last announced */
  end: number;
  /**
   * check: does the log continue what the database has? clear: delete the rows of another log. read: go on
   * from `offset`.
   */
  state: 'check' | 'clear' | 'read';
  id: number;
  epoch: string;
  offset: number;
  tail: Buffer;
  /** The number of the last record before `offset`; 0: none */
  lastSeq: number;
  /** Read, but not in the database yet */
  unsaved: Row[];
  changed: boolean;
  notes: StoreNote[];
  /** Bytes read at once; more where a line is longer */
  slice: number;
  retryAt: number;
  failing: boolean;
}

const SLICE = 256 * 1024;
/** Longer than any line of a log; what is longer without a newline is rubbish */
const LONGEST_LINE = 8 * 1024 * 1024;

export function createFollowedLog(channel: string, path: string, end: number): FollowedLog {
  return {
    channel,
    path,
    end,
    state: 'check',
    id: 0,
    epoch: '',
    offset: 0,
    tail: Buffer.alloc(0),
    lastSeq: 0,
    unsaved: [],
    changed: false,
    notes: [],
    slice: SLICE,
    retryAt: 0,
    failing: false,
  };
}

/** Whether the index knows everything of this log that is durable. */
export function isCurrent(log: FollowedLog): boolean {
  return log.state === 'read' && log.offset >= log.end;
}

/** To be called once everything that was read is in the database. */
export function clearUnsaved(log: FollowedLog): void {
  log.unsaved = [];
  log.notes = [];
  log.changed = false;
}

/** Discards what is not saved; the next step continues from what the database says. */
export function checkAgain(log: FollowedLog): void {
  log.state = 'check';
  clearUnsaved(log);
}

/** Takes in the next bytes of the log as far as they are whole lines. Returns how many bytes those are. */
export function ingest(log: FollowedLog, bytes: Buffer, rest: 'later' | 'none' | 'rubbish'): number {
  const { rows, damaged, gaps, lastSeq, unknown, length } = parseRows(bytes, log, rest);
  if (length === 0) return 0;
  const { channel } = log;
  log.unsaved = log.unsaved.length === 0 ? rows : log.unsaved.concat(rows);
  for (const stretch of damaged)
    log.notes.push({ level: 'error', event: 'log-damaged', channel, ...stretch });
  for (const gap of gaps) log.notes.push(missingMessages(channel, gap));
  if (unknown > 0)
    log.notes.push({
      level: 'warn',
      event: 'log-records-unknown',
      channel,
      count: unknown,
      offset: log.offset,
      length,
    });
  log.tail = tailOf(log.tail, bytes.subarray(0, length));
  log.offset += length;
  log.lastSeq = lastSeq;
  log.changed = true;
  return length;
}

/** One step towards being current. Throws the errors of the log's file and of the database. */
export function advance(log: FollowedLog, db: IndexDatabase, note: (note: StoreNote) => void): void {
  switch (log.state) {
    case 'check': {
      check(log, db, note);
      break;
    }
    case 'clear': {
      if (!db.clear(log.id)) break;
      startReading(log, { epoch: readMark(log.path, 0).epoch, offset: 0, tail: Buffer.alloc(0), lastSeq: 0 });
      // the epoch is to be saved, even where there is nothing to read
      log.changed = true;
      break;
    }
    case 'read':
      read(log);
  }
}

function check(log: FollowedLog, db: IndexDatabase, note: (note: StoreNote) => void): void {
  const known = db.log(log.channel);
  const mark = readMark(log.path, known.offset);
  log.id = known.id;
  if (known.epoch === mark.epoch && known.offset <= log.end && mark.tail?.equals(known.tail) === true) {
    startReading(log, { ...known, epoch: mark.epoch });
    return;
  }
  if (known.epoch !== null) note({ level: 'info', event: 'index-channel-rebuilt', channel: log.channel });
  db.reset(log.id);
  log.state = 'clear';
}

function startReading(
  log: FollowedLog,
  { epoch, offset, tail, lastSeq }: Pick<FollowedLog, 'epoch' | 'offset' | 'tail' | 'lastSeq'>,
): void {
  log.state = 'read';
  log.epoch = epoch;
  log.offset = offset;
  log.tail = tail;
  log.lastSeq = lastSeq;
}

function read(log: FollowedLog): void {
  const bytes = readSlice(log.path, log.offset, Math.min(log.slice, log.end - log.offset));
  const isLast = log.offset + bytes.length >= log.end;
  let taken = ingest(log, bytes, isLast ? 'none' : 'later');
  if (taken === 0 && bytes.length >= LONGEST_LINE) taken = ingest(log, bytes, 'rubbish');
  log.slice = taken === 0 ? log.slice * 2 : SLICE;
}
