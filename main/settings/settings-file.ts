// `<userData>/settings.json`: { "server": {…}, "desktop": {…} }. What cannot be read is set aside and
// reported, never replaced in silence.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../server/index.ts';
import type { Note } from '../lifecycle/notes.ts';

/** Raw values as they are in the file; each may be of an older version, or made by hand. */
export interface StoredSettings {
  server: Record<string, unknown>;
  desktop: Record<string, unknown>;
}

export interface SettingsFile {
  read(): StoredSettings;
  /** Whole or not at all. @throws the system's error */
  write(settings: StoredSettings): void;
}

export interface SettingsFileOptions {
  folder: string;
  /** An electron-store for `<folder>/settings.json`, which it reads at once */
  createStore: () => { store: Record<string, unknown> };
  note: Note;
  now: () => number;
}

/** @throws SettingsError where the file is damaged and cannot be set aside either */
export function openSettingsFile({ folder, createStore, note, now }: SettingsFileOptions): SettingsFile {
  const file = join(folder, 'settings.json');
  setAsideDamaged(
    file,
    join(folder, `settings.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}.json`),
    note,
  );
  mkdirSync(folder, { recursive: true });
  const kept = createStore();
  return {
    read: () => ({ server: asObject(kept.store['server']), desktop: asObject(kept.store['desktop']) }),
    // what else is in the file belongs to a newer version
    write: (settings) => {
      const before = existsSync(file) ? readFileSync(file) : undefined;
      const next = { ...kept.store, ...settings };
      kept.store = next;
      // on a disk that is nearly full the system writes a part and calls that no error, and the library does
      // not look
      if (isWhole(file, next)) return;
      if (before !== undefined) writeFileSync(file, before);
      throw new Error('ENOSPC: there is not enough space on the disk for the settings');
    },
  };
}

function isWhole(file: string, expected: unknown): boolean {
  try {
    return JSON.stringify(readJson(file)) === JSON.stringify(expected);
  } catch {
    return false;
  }
}

/** @throws the system's error, or SyntaxError */
function readJson(file: string): unknown {
  // editors of Windows like to begin a file with a byte order mark
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}

function setAsideDamaged(file: string, aside: string, note: Note): void {
  const problem = problemOf(file);
  if (problem === undefined) return;
  try {
    renameSync(file, aside);
  } catch (error) {
    throw new SettingsError([
      `${file} holds no settings (${problem}) and cannot be set aside (${String(error)}); expected it to be good, or a folder that can be written.`,
    ]);
  }
  note('error', 'The settings could not be read; defaults are used, and the file was set aside', {
    file: aside,
    problem,
  });
}

/** What is wrong with the file; undefined where it is good or there is none. */
function problemOf(file: string): string | undefined {
  try {
    const value = readJson(file);
    const isGood =
      isObject(value) &&
      [value['server'], value['desktop']].every((part) => part === undefined || isObject(part));
    return isGood ? undefined : 'expected { "server": { … }, "desktop": { … } }';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return String(error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
