// Whether this desktop shows tray icons. Electron does not say: on Linux `new Tray` succeeds even where
// nothing will ever show it.
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const PROPERTY = 'IsStatusNotifierHostRegistered';
const TIMEOUT_MS = 2000;
const PAUSE_MS = 500;

/**
 * Ways to ask the session bus; a desktop has at least one of them. Each prints `true` somewhere where the
 * answer is yes.
 */
const TOOLS: readonly [string, ...string[]][] = [
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    WATCHER,
    '--object-path',
    PATH,
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    WATCHER,
    PROPERTY,
  ],
  [
    'dbus-send',
    '--session',
    '--print-reply',
    `--dest=${WATCHER}`,
    PATH,
    'org.freedesktop.DBus.Properties.Get',
    `string:${WATCHER}`,
    `string:${PROPERTY}`,
  ],
  ['busctl', '--user', 'get-property', WATCHER, PATH, WATCHER, PROPERTY],
];

/**
 * Whether a tray icon will be seen. Windows and macOS always have a place for it. On Linux this is what
 * Chromium itself asks before it shows an icon:
 * is there a StatusNotifier host? Only an X11 tray of the old kind (XEmbed) is taken for none: then closing
 * the window asks, and nobody loses the app.
 * @param patienceMs how long to wait for one: at login the panel may start after the app
 */
export async function findTrayHost({
  platform,
  patienceMs = 0,
  ask = askSessionBus,
  wait = sleep,
}: {
  platform: NodeJS.Platform;
  patienceMs?: number;
  ask?: () => Promise<boolean>;
  wait?: (ms: number) => Promise<unknown>;
}): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (let waited = 0; ; waited += PAUSE_MS) {
    if (await ask()) return true;
    if (waited >= patienceMs) return false;
    await wait(PAUSE_MS);
  }
}

/** Asks with the first tool that is there. */
export async function askSessionBus(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  for (const [tool, ...args] of TOOLS) {
    const answer = await outputOf(tool, args, env);
    if (answer !== undefined) return /\btrue\b/.test(answer);
  }
  return false;
}

/** What the tool said, '' where it failed; undefined where there is no such tool. */
async function outputOf(tool: string, args: string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(tool, args, { env, timeout: TIMEOUT_MS, killSignal: 'SIGKILL' }, (error, stdout) => {
      resolve(error?.code === 'ENOENT' ? undefined : error ? '' : stdout);
    });
  });
}
