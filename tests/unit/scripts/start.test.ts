import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'lanline-start-'));
after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/**
 * Runs `npm start`'s script as with this display and this Electron, to its end; `--version` makes the
 * headless server end at once.
 */
async function start(
  env: Record<string, string>,
  ...flags: string[]
): Promise<{ stdout: string; stderr: string; code: number }> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.js'), ...flags], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { stdout: stdout.join(''), stderr: stderr.join(''), code };
}

test(
  'without a display one line says so and the headless server runs with the same flags',
  { skip: process.platform !== 'linux' && 'elsewhere there is always a display' },
  async () => {
    const { stdout, stderr, code } = await start({}, '--version');
    assert.match(
      stderr,
      /^No window: this machine has no display\. Running the server without it \(as npm run serve does\)\.\n/,
    );
    assert.match(stdout, /^\d+\.\d+\.\d+/);
    assert.equal(code, 0);
  },
);

test(
  'without a display --cli runs the command, and no line says anything of a window',
  { skip: process.platform !== 'linux' && 'elsewhere there is always a display' },
  async () => {
    const { stdout, stderr, code } = await start({}, '--cli', 'chat', '--help');
    assert.doesNotMatch(stderr, /window/);
    assert.match(stdout, /^Usage: .*chat/);
    assert.equal(code, 0);
  },
);

const fetched = existsSync(join(root, 'node_modules/electron/path.txt'));
test(
  'where Electron cannot be fetched one line says so and the headless server runs',
  { skip: fetched && 'Electron is here' },
  async () => {
    // nowhere to fetch it from, also where there is a network
    const { stdout, stderr } = await start(
      {
        DISPLAY: ':99',
        ELECTRON_MIRROR: 'http://127.0.0.1:9/',
        ELECTRON_GET_USE_PROXY: '',
        electron_config_cache: scratch,
      },
      '--version',
    );
    assert.match(stderr, /^No window: Electron could not be fetched/m);
    assert.match(stdout, /^\d+\.\d+\.\d+/);
  },
);

test(
  'with both the desktop opens from the current build, with the same flags, and its exit code is told',
  { skip: process.platform === 'win32' && 'needs a program that is a script' },
  async () => {
    const electron = join(scratch, 'electron');
    writeFileSync(electron, '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\nexit 5\n');
    chmodSync(electron, 0o755);
    const { stdout, code } = await start(
      { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: scratch },
      '--port',
      '5001',
    );
    const [folder = '', ...flags] = stdout
      .trim()
      .split('\n')
      .filter((word) => word !== '--no-sandbox');
    assert.ok(existsSync(join(folder, 'build.json')), folder);
    assert.deepEqual(flags, ['--port', '5001']);
    assert.equal(code, 5);
  },
);
