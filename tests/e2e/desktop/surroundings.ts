// What an app is started with, each in a folder of its own: nothing of this machine's own desktop is read or
// changed.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chooseBrowser } from '../../support/browser/browser.ts';

export const root = join(import.meta.dirname, '../../..');

/** Electron's own binary where it is installed, else the stand-in. */
export const isReal = existsSync(join(root, 'node_modules/electron/path.txt'));

export interface Surroundings {
  /** Holds all of the below */
  folder: string;
  userData: string;
  data: string;
  env: Record<string, string>;
}

export interface SurroundingsOptions {
  /** Of settings.json, over those that keep tests apart from one another */
  settings?: { server?: Record<string, unknown>; desktop?: Record<string, unknown> };
  /** Whether the desktop has a place for tray icons */
  hasTray?: boolean;
  /** As an installed app would find it; only the stand-in can play that */
  isPackaged?: boolean;
  /** Where all of it lies; a new folder where nothing is said */
  home?: string;
}

export async function makeSurroundings({
  settings = {},
  hasTray = true,
  isPackaged = false,
  home,
}: SurroundingsOptions): Promise<Surroundings> {
  const folder = home ?? mkdtempSync(join(realpathSync(tmpdir()), 'lanline-desktop-'));
  const at = (name: string) => join(folder, name);
  const userData = at('user');
  const data = at('data');
  for (const each of [userData, at('temp'), at('bin'), at('config')]) mkdirSync(each);
  // any port, no name in the local network: several run at once on one machine
  const server = { port: 0, data, localName: '', name: 'Physik 10b', ...settings.server };
  writeFileSync(
    join(userData, 'settings.json'),
    JSON.stringify({ server, desktop: { language: 'en', theme: 'light', ...settings.desktop } }),
  );
  // what main asks on Linux whether there is a tray
  writeFileSync(at('bin/gdbus'), `#!/bin/sh\necho '(<${String(hasTray)}>,)'\n`);
  chmodSync(at('bin/gdbus'), 0o755);

  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('LANLINE_'),
  );
  return {
    folder,
    userData,
    data,
    env: {
      ...Object.fromEntries(own),
      ...(await standIn()),
      PATH: `${at('bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      XDG_CONFIG_HOME: at('config'),
      TMPDIR: at('temp'),
      LANG: 'en_US.UTF-8',
      LANGUAGE: 'en_US',
      ...(isPackaged && { ELECTRON_DOUBLE_PACKAGED: '1' }),
    },
  };
}

/** Puts the stand-in in the place of Electron's binary, with the browser that all browser tests use. */
async function standIn(): Promise<Record<string, string>> {
  if (isReal) return {};
  const { executablePath = chromium.executablePath(), env } = await chooseBrowser();
  const place = join(root, 'tests/support/electron-double');
  // Playwright itself looks for the binary
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = place;
  return {
    ELECTRON_OVERRIDE_DIST_PATH: place,
    ELECTRON_DOUBLE_BROWSER: JSON.stringify({ executablePath, env }),
  };
}

export interface Lock {
  pid: number;
  port: number;
}

function readJson(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // not there yet, or being written
  }
}

/** What the server noted of itself in its data folder, wherever that is now; it may have ended since. */
export function lockOf({ userData, data }: Surroundings): Lock | undefined {
  const lock = readJson(join(readJson(join(userData, 'settings.json'))?.server?.data ?? data, 'lock.json'));
  return lock?.port > 0 ? lock : undefined;
}

export function removeSurroundings({ folder }: Surroundings): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
