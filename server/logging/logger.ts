// The log: JSON lines in the data folder, and the same lines as values for whoever listens (the terminal, the
// desktop).
// Everything happens in this process: a worker would lose its last lines when the process ends.
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import roll from 'pino-roll';
import { readLogLine, safeText, type LogLine } from './log-format.ts';

export type { LogLine } from './log-format.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
type Write = (message: string, fields?: object) => void;

/**
 * `fields` become keys of the line; an Error belongs into `error`. Names, ids and figures: never what people
 * write to each other.
 */
export interface Logger extends Record<LogLevel, Write> {
  /** Resolves when every line is in the file. What is logged later goes nowhere. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  /** Where the files go; made where it does not exist */
  folder: string;
  level: LogLevel | 'silent';
  /** Gets every line that goes to the file; its exceptions are not caught */
  onLine?: (line: LogLine) => void;
  /** For tests */
  maxBytes?: number;
  /** For tests: a full file is followed by another, and what is too old is gone */
  onRoll?: () => void;
}

/** Files kept, the one in use included. Each is at most 10 MB and of one day. */
export const LOG_FILES = 14;
const MAX_BYTES = 10 * 1024 ** 2;
/** Lines waiting for a disk that does not take them; more are dropped */
const MAX_WAITING = 1024 ** 2;

/** Whatever is passed by mistake: neither texts nor secrets are written. */
const SECRET = ['content', 'token', 'authorization', 'Authorization', 'cookie', 'password'];
const REDACTED = SECRET.flatMap((key) => ['', '*.', '*.*.', '*.*.*.'].map((parents) => `${parents}${key}`));

/**
 * Opens `<folder>/lanline.<date>.<n>.log`. A folder that cannot be written, now or later, stops no chat: the
 * lines go to `onLine` alone, and the first of each fault says why.
 */
export async function createLogger({
  folder,
  level,
  onLine,
  maxBytes = MAX_BYTES,
  onRoll,
}: LoggerOptions): Promise<Logger> {
  let broken = false;
  const tell = (line: string) => {
    onLine?.(readLogLine(line));
  };
  const fileFault = (error: unknown) => {
    if (!broken) tell(faultLine(folder, error));
    broken = true;
    return undefined;
  };
  const file = await openFile(folder, maxBytes).catch(fileFault);
  file
    ?.on('error', fileFault)
    .on('drain', () => {
      broken = false;
    })
    .on('ready', () => {
      removeOldFiles(folder);
      onRoll?.();
    });

  let closing: Promise<void> | undefined;
  const write = (text: string) => {
    if (closing) return;
    const line = safeText(text);
    file?.write(line);
    tell(line);
  };
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      errorKey: 'error',
      formatters: { level: (label) => ({ level: label }) },
      redact: REDACTED,
    },
    { write },
  );

  const at =
    (name: LogLevel): Write =>
    (message, fields = {}) => {
      log[name](fields, message);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    close() {
      closing ??= closeFile(file);
      return closing;
    },
  };
}

type RollingFile = Awaited<ReturnType<typeof roll>>;

async function openFile(folder: string, maxBytes: number): Promise<RollingFile> {
  mkdirSync(folder, { recursive: true });
  removeOldFiles(folder);
  const file = await roll({
    file: join(folder, 'lanline'),
    extension: '.log',
    dateFormat: 'yyyy-MM-dd',
    frequency: 'daily',
    size: `${String(maxBytes)}b`,
    maxLength: MAX_WAITING,
  });
  await once(file, 'ready');
  return file;
}

/**
 * At the start and with every new file. pino-roll's own way is not used: a server that is restarted every day
 * would never come to it, and it goes on removing after the log is closed.
 */
function removeOldFiles(folder: string): void {
  const files = readdirSync(folder).flatMap((name) => {
    const [, day, number] = /^lanline\.(\d{4}-\d{2}-\d{2})\.(\d+)\.log$/.exec(name) ?? [];
    return day === undefined ? [] : [{ name, day, number: Number(number) }];
  });
  const byAge = files.toSorted((a, b) => a.day.localeCompare(b.day) || a.number - b.number);
  for (const { name } of byAge.slice(0, -LOG_FILES)) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // somebody holds it open (Windows): it goes with the next new file
    }
  }
}

function closeFile(file: RollingFile | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!file) {
      resolve();
      return;
    }
    file.once('close', () => {
      resolve();
    });
    // a disk that takes nothing would keep it open for ever
    file.once('error', () => {
      file.destroy();
    });
    file.end();
  });
}

function faultLine(folder: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), msg: `The log cannot be written to ${folder}: ${why}` })}\n`;
}
