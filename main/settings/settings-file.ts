// `<userData>/settings.json`: { "server": {…}, "desktop": {…} }. What cannot be read is set aside and reported, never replaced in silence.
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Note } from '../ports.ts';

/** Raw values as they are in the file; each may be of an older version, or made by hand. */
export interface StoredSettings {
  server: Record<string, unknown>;
  desktop: Record<string, unknown>;
}

export interface SettingsFile {
  read(): StoredSettings;
  /** Atomic. @throws the system's error */
  write(settings: StoredSettings): void;
}

export interface SettingsFileOptions {
  folder: string;
  /** An electron-store for `<folder>/settings.json`, which it reads at once */
  createStore: () => { store: Record<string, unknown> };
  note: Note;
  now: () => number;
}

export function openSettingsFile({ folder, createStore, note, now }: SettingsFileOptions): SettingsFile {
  const file = join(folder, 'settings.json');
  setAsideDamaged(file, join(folder, `settings.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}.json`), note);
  mkdirSync(folder, { recursive: true });
  const kept = createStore();
  return {
    read: () => ({ server: asObject(kept.store['server']), desktop: asObject(kept.store['desktop']) }),
    // what else is in the file belongs to a newer version
    write: (settings) => { kept.store = { ...kept.store, ...settings }; },
  };
}

function setAsideDamaged(file: string, aside: string, note: Note): void {
  const problem = problemOf(file);
  if (problem === undefined) return;
  renameSync(file, aside);
  note('error', 'The settings could not be read; defaults are used, and the file was set aside', { file: aside, problem });
}

/** What is wrong with the file; undefined where it is good or there is none. */
function problemOf(file: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isGood = isObject(value) && [value['server'], value['desktop']].every((part) => part === undefined || isObject(part));
    return isGood ? undefined : 'expected { "server": { … }, "desktop": { … } }';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return String(error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const asObject = (value: unknown): Record<string, unknown> => isObject(value) ? value : {};
