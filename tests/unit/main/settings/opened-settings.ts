// The settings service over a real file and the server's real rules.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { SettingProblems } from '../../../../main/ipc/contract.ts';
import { createServerSettings } from '../../../../main/settings/server-settings.ts';
import { openSettingsFile } from '../../../../main/settings/settings-file.ts';
import { AppSettings, type ServerChange } from '../../../../main/settings/settings-service.ts';

interface Options {
  file?: string | Record<string, unknown>;
  argv?: string[];
  env?: Record<string, string>;
  apply?: (change: ServerChange) => SettingProblems | undefined | Promise<undefined>;
}

/** The settings over a file in a folder of their own, removed after the test. */
export function openSettings(
  t: TestContext,
  { file, argv = [], env = {}, apply = () => undefined }: Options = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-settings-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'settings.json');
  if (file !== undefined) writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  const notes: string[] = [];
  const note = (level: string, message: string): void => {
    notes.push(`${level}: ${message}`);
  };
  let space = Infinity;
  const kept = () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, unknown>>;
  // what electron-store does, without Electron
  const createStore = () => ({
    get store() {
      return existsSync(path)
        ? (JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Record<string, unknown>)
        : {};
    },
    set store(value) {
      if (space === 0) throw new Error('ENOSPC: no space left on device');
      // it does not look how much of it the system took
      writeFileSync(path, JSON.stringify(value).slice(0, space));
    },
  });
  const applied: ServerChange[] = [];
  const settings = new AppSettings({
    file: openSettingsFile({ folder, createStore, note, now: () => 0 }),
    server: createServerSettings({
      argv: ['/opt/lanline', ...argv],
      env,
      cwd: folder,
      dataFolder: join(folder, 'data'),
    }),
    can: () => ({ tray: true, loginItem: true, updates: true }),
    apply: async (change) => {
      applied.push(change);
      return apply(change);
    },
    note,
  });
  return {
    folder,
    settings,
    notes,
    applied,
    kept,
    fillDisk: (left = 0) => {
      space = left;
    },
  };
}
