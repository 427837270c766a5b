// The app's own log. A few lines a day, written synchronously: the last line before a crash is the one that
// is needed, and a logger with a queue (as the server's, which takes thousands a second) would lose it.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from '../ipc/contract.ts';

/** One line in the app's own log (the server's log where it runs). */
export type Note = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;

/** One file of this size is kept beside the one in use. */
const MAX_BYTES = 1024 ** 2;

export interface NotesOptions {
  /** Made where it does not exist */
  folder: string;
  /** Gets every line, whether or not it could be written */
  onLine: (line: LogLine) => void;
  now?: () => number;
  maxBytes?: number;
}

/**
 * Writes `<folder>/app.log`. A disk that takes nothing stops nobody; what could not be written is still
 * handed to `onLine`.
 */
export function createNotes({ folder, onLine, now = Date.now, maxBytes = MAX_BYTES }: NotesOptions): Note {
  const file = join(folder, 'app.log');
  const append = (text: string): void => {
    mkdirSync(folder, { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes)
      renameSync(file, join(folder, 'app.1.log'));
    appendFileSync(file, text);
  };
  return (level, message, fields = {}) => {
    const line: LogLine = { ...plain(fields), level, time: new Date(now()).toISOString(), msg: message };
    try {
      append(`${JSON.stringify(line)}\n`);
    } catch (error) {
      line['unwritten'] = String(error);
    }
    onLine(line);
  };
}

/** Errors have no keys of their own that JSON would write. */
function plain(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? describe(value) : value]),
  );
}

function describe(error: Error): { type: string; message: string; stack?: string } {
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
  };
}
