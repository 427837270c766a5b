import assert from 'node:assert/strict';
import type { LoginItemSettings, Settings } from 'electron';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { quoteExec } from '../../../../main/lifecycle/autostart-file.ts';
import { createLoginItem, setupLoginItem, startedByLogin } from '../../../../main/lifecycle/login-item.ts';
import { settableSettings } from '../desktop-parts.ts';

/** What the system of Electron keeps */
function system(now: Partial<LoginItemSettings> = {}) {
  const set: Settings[] = [];
  const settings: LoginItemSettings = {
    openAtLogin: false,
    wasOpenedAtLogin: false,
    status: 'not-registered',
    executableWillLaunchAtLogin: false,
    launchItems: [],
    ...now,
  };
  return {
    set,
    settings,
    app: {
      getLoginItemSettings: () => settings,
      setLoginItemSettings: (change: Settings) => {
        set.push(change);
      },
    },
  };
}

const windows = {
  platform: 'win32',
  isPackaged: true,
  env: {},
  home: '/nobody',
  execPath: 'C:\\Lanline.exe',
} as const;

function onLinux(t: TestContext, env: NodeJS.ProcessEnv = {}) {
  const home = mkdtempSync(join(tmpdir(), 'lanline-login-'));
  t.after(() => {
    rmSync(home, { recursive: true });
  });
  const item = createLoginItem({
    platform: 'linux',
    isPackaged: true,
    app: system().app,
    env,
    home,
    execPath: '/opt/Lanline/lanline',
  });
  return { item, home, file: join(home, '.config/autostart/lanline.desktop') };
}

test('from a checkout there is none', () => {
  const { app, set } = system();
  const item = createLoginItem({ ...windows, isPackaged: false, app });
  item.set(true);
  assert.deepEqual([item.can, item.isOn(), set], [false, false, []]);
});

test('Windows starts it hidden, and the Task Manager has the last word', () => {
  const { app, set, settings } = system();
  const item = createLoginItem({ ...windows, app });
  item.set(true);
  assert.deepEqual(set, [{ openAtLogin: true, args: ['--hidden'] }]);
  Object.assign(settings, { openAtLogin: true, executableWillLaunchAtLogin: true });
  assert.equal(item.isOn(), true);
  settings.executableWillLaunchAtLogin = false;
  assert.equal(item.isOn(), false);
});

test('macOS is on once the system enabled it', () => {
  const { app, settings } = system({ openAtLogin: true, status: 'requires-approval' });
  const item = createLoginItem({ ...windows, platform: 'darwin', app });
  assert.equal(item.isOn(), false);
  settings.status = 'enabled';
  assert.equal(item.isOn(), true);
});

test('Linux gets a desktop entry that starts it hidden', (t) => {
  const { item, file } = onLinux(t);
  assert.equal(item.isOn(), false);
  item.set(true);
  assert.equal(item.isOn(), true);
  assert.match(readFileSync(file, 'utf8'), /^Exec="\/opt\/Lanline\/lanline" --hidden$/m);
  item.set(false);
  assert.equal(item.isOn(), false);
  item.set(false);
});

test('an AppImage starts the image, not what is mounted; the configuration folder may lie elsewhere', (t) => {
  const other = mkdtempSync(join(tmpdir(), 'lanline-config-'));
  t.after(() => {
    rmSync(other, { recursive: true });
  });
  const { item } = onLinux(t, { APPIMAGE: '/home/anna/My Apps/Lanline.AppImage', XDG_CONFIG_HOME: other });
  item.set(true);
  assert.match(
    readFileSync(join(other, 'autostart/lanline.desktop'), 'utf8'),
    /^Exec="\/home\/anna\/My Apps\/Lanline\.AppImage" --hidden$/m,
  );
});

test('an entry that the desktop turned off is off', (t) => {
  const { item, file } = onLinux(t);
  item.set(true);
  const entry = readFileSync(file, 'utf8');
  for (const off of [`${entry}Hidden=true\n`, entry.replace('enabled=true', 'enabled=false')]) {
    writeFileSync(file, off);
    assert.equal(item.isOn(), false);
  }
});

test(
  'a path of any form is one argument',
  { skip: process.platform === 'win32' && 'there is no shell to try it with' },
  () => {
    // as written in the file: the string's own escapes are on top of the quotes'
    const cases = {
      '/opt/a b/c': '"/opt/a b/c"',
      '/opt/"quoted"': String.raw`"/opt/\\"quoted\\""`,
      '/opt/$HOME/`id`': '"/opt/\\\\$HOME/\\\\`id\\\\`"',
      [String.raw`/opt/back\slash`]: String.raw`"/opt/back\\\\slash"`,
      '/opt/100%U': '"/opt/100%%U"',
    };
    for (const [path, written] of Object.entries(cases)) {
      assert.equal(quoteExec(path), written);
      // what a desktop makes of it: the escapes of the string, the field codes, and then the rules of a shell
      const read = written.replaceAll(String.raw`\\`, '\\').replaceAll('%%', '%');
      assert.equal(execFileSync('/bin/sh', ['-c', `printf %s ${read}`], { encoding: 'utf8' }), path);
    }
  },
);

test('started at login no window opens', () => {
  const { app } = system({ wasOpenedAtLogin: true });
  assert.equal(startedByLogin({ platform: 'win32', argv: ['lanline', '--hidden'], app }), true);
  assert.equal(startedByLogin({ platform: 'darwin', argv: ['lanline'], app }), true);
  assert.equal(startedByLogin({ platform: 'linux', argv: ['lanline'], app }), false);
});

test('the system follows the setting, and the setting the system', async (t) => {
  const { item, file } = onLinux(t);
  const settings = settableSettings();
  const readBack = setupLoginItem({ loginItem: item, settings, note: () => assert.fail('nothing failed') });
  await settings.change({ desktop: { startAtLogin: true } });
  assert.equal(item.isOn(), true);
  rmSync(file); // somebody used the desktop's own settings
  await readBack();
  assert.equal(settings.desktop.startAtLogin, false);
  await settings.change({ desktop: { theme: 'dark' } });
  assert.equal(item.isOn(), false);
});

test('where the system refuses, the switch goes back and the reason is noted', async () => {
  const settings = settableSettings();
  const notes: unknown[] = [];
  setupLoginItem({
    loginItem: {
      can: true,
      isOn: () => false,
      set: () => {
        throw new Error('EROFS');
      },
    },
    settings,
    note: (_level, _message, fields) => {
      notes.push(fields);
    },
  });
  await settings.change({ desktop: { startAtLogin: true } });
  assert.equal(settings.desktop.startAtLogin, false);
  assert.deepEqual(notes, [{ error: 'Error: EROFS' }]);
});
