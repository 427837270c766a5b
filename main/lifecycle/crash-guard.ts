// What nobody caught. The state of the process is unknown then, so it is not kept alive: written down, ended,
// started again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Note } from './notes.ts';
import { createRestartLimit } from './restart-limit.ts';

export interface CrashGuardOptions {
  /** Keeps the times of restarts from one process to the next */
  file: string;
  now: () => number;
  /** Writes before it returns */
  note: Note;
  /** Where such errors arrive: the process */
  source: {
    on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  };
  /** Orders a new process for when this one has ended */
  relaunch: () => void;
  exit: (code: number) => void;
  /** Says to people that it will not start itself again; comes back when they have read it */
  giveUp: () => void;
}

export function setupCrashGuard({
  file,
  now,
  note,
  source,
  relaunch,
  exit,
  giveUp,
}: CrashGuardOptions): void {
  const mayRestart = createRestartLimit({
    now,
    load: () => readTimes(file),
    save: (times) => {
      writeTimes(file, times);
    },
  });
  let isEnding = false;
  const end = (error: unknown): void => {
    // what fails while it ends is only written down
    note('error', 'Nobody caught this error', { error });
    if (isEnding) return;
    isEnding = true;
    if (mayRestart()) relaunch();
    else giveUp();
    exit(1);
  };
  source.on('uncaughtException', end);
  source.on('unhandledRejection', end);
}

function readTimes(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return []; // none yet, or half written by a crash
  }
}

function writeTimes(file: string, times: number[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(times));
}
