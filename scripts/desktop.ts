// Which of both `npm start` opens, and the desktop from a checkout.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { holdBuild } from './builds.ts';
import { build, launch } from './launch.ts';
import { whenShellIsGone } from './npm-shell.ts';
import { cliArguments } from '../main/lifecycle/cli-arguments.ts';

/**
 * Opens the desktop, or says in one line why not and runs the server without a window, with the same flags.
 * After `--cli` the command is run, by Electron or without it.
 */
export async function start(argv: readonly string[]): Promise<void> {
  const electron = findElectron();
  if ('missing' in electron) {
    const command = cliArguments(argv);
    if (command === undefined)
      console.error(`No window: ${electron.missing}. Running the server without it (as npm run serve does).`);
    await launch(command ?? ['serve', ...argv]);
    return;
  }
  const current = await build();
  if (!current) return;
  holdBuild(current);
  // Chromium refuses its sandbox to root
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron.path, [...asRoot, current.folder, ...argv], { stdio: 'inherit' });
  const end = (): void => {
    child.kill();
  };
  process.once('SIGTERM', end).once('SIGHUP', end);
  // Ctrl+C reaches the child by itself; this only waits for its end
  process.on('SIGINT', () => undefined);
  const stopWatching = whenShellIsGone(end);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve(code ?? 1);
    });
  });
  stopWatching();
}

/** Electron's program, fetched on the first use, or why there is none. */
function findElectron(): { path: string } | { missing: string } {
  const { DISPLAY = '', WAYLAND_DISPLAY = '', ELECTRON_OVERRIDE_DIST_PATH: given = '' } = process.env;
  if (process.platform === 'linux' && DISPLAY === '' && WAYLAND_DISPLAY === '')
    return { missing: 'this machine has no display' };
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('electron/package.json'));
  if (given === '' && !existsSync(join(folder, 'path.txt'))) {
    console.error('Fetching Electron, once …');
    // quietly: what it says of a missing network fills a page
    const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
    if (status !== 0) return { missing: 'Electron could not be fetched (is there a way to the internet?)' };
  }
  return { path: String(require('electron')) };
}
