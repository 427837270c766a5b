// The file of the settings: missing, damaged, from another version, or on a disk that is full.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SettingProblems } from '../../../../main/ipc/contract.ts';
import { openSettingsFile } from '../../../../main/settings/settings-file.ts';
import { SettingsError } from '../../../../server/index.ts';
import { openSettings } from './opened-settings.ts';

test('without a file: defaults, the data folder of this app, and nothing is written', (t) => {
  const { folder, settings, notes } = openSettings(t);
  assert.equal(settings.server.port, 5000);
  assert.equal(settings.server.data, join(folder, 'data'));
  assert.equal(settings.desktop.keepInTray, true);
  assert.deepEqual(settings.view().fixed, []);
  assert.deepEqual(settings.view().can, { tray: true, loginItem: true, updates: true, moveData: true });
  assert.deepEqual([notes, readdirSync(folder)], [[], []]);
});

test('what is kept is used; a bad value is not, and stays in the file until it is changed', async (t) => {
  const { settings, notes, kept } = openSettings(t, {
    file: {
      server: { name: 'Physik 10b', port: 'many', future: 1 },
      desktop: { theme: 'pink', language: 'de', also: 1 },
      more: true,
    },
  });
  assert.equal(settings.server.name, 'Physik 10b');
  assert.equal(settings.server.port, 5000);
  assert.deepEqual([settings.desktop.language, settings.desktop.theme], ['de', 'system']);
  assert.deepEqual(
    new Set(notes.map((line) => /"(.*?)"/.exec(line)?.[1])),
    new Set(['also', 'future', 'port', 'theme']),
  );
  assert.equal((await settings.change({ server: { name: 'Chemie' } })).ok, true);
  assert.deepEqual(kept(), {
    server: { name: 'Chemie', port: 'many', future: 1 },
    desktop: { theme: 'pink', language: 'de', also: 1 },
    more: true,
  });
  assert.equal((await settings.change({ server: { port: 5001 }, desktop: { theme: 'dark' } })).ok, true);
  assert.deepEqual([settings.server.port, settings.desktop.theme], [5001, 'dark']);
});

test('a file that cannot be read is set aside with what was in it, and said', (t) => {
  for (const damaged of ['{"server": {"port":', '[]', '"x"', '{"server": 5}', '']) {
    const { folder, settings, notes } = openSettings(t, { file: damaged });
    assert.equal(settings.server.port, 5000);
    assert.deepEqual(readdirSync(folder), ['settings.damaged-1970-01-01T00-00-00.000Z.json']);
    assert.equal(
      readFileSync(join(folder, 'settings.damaged-1970-01-01T00-00-00.000Z.json'), 'utf8'),
      damaged,
    );
    assert.match(notes.join(), /^error: .*set aside/);
  }
});

test('a byte order mark, as editors of Windows write it, is no damage', async (t) => {
  const { settings, notes, kept } = openSettings(t, {
    file: `\uFEFF${JSON.stringify({ server: { name: 'Physik' } })}`,
  });
  assert.equal(settings.server.name, 'Physik');
  assert.deepEqual(notes, []);
  assert.equal((await settings.change({ desktop: { theme: 'dark' } })).ok, true);
  assert.deepEqual(kept(), { server: { name: 'Physik' }, desktop: { theme: 'dark' } });
});

test('a damaged file that cannot be set aside ends the start with what would be right', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-settings-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'settings.json'), '{');
  // something that no file can replace lies where it would go
  mkdirSync(join(folder, 'settings.damaged-1970-01-01T00-00-00.000Z.json'));
  assert.throws(
    () =>
      openSettingsFile({ folder, createStore: () => ({ store: {} }), note: () => undefined, now: () => 0 }),
    (error) => error instanceof SettingsError && /settings\.json .*expected/.test(error.message),
  );
});

test('what cannot be written has not happened', async (t) => {
  const { settings, applied, notes, fillDisk } = openSettings(t);
  fillDisk();
  const fault = { code: 'internal', detail: 'ENOSPC: no space left on device' };
  assert.deepEqual(await settings.change({ server: { name: 'New' } }), { ok: false, fault });
  assert.notEqual(settings.server.name, 'New');
  assert.deepEqual(applied, []);
  assert.deepEqual(await settings.change({ desktop: { theme: 'dark' } }), { ok: false, fault });
  // what is in force already cannot be taken back
  settings.keep({ port: 5001 });
  assert.equal(settings.server.port, 5001);
  assert.match(notes.at(-1) ?? '', /^error: .*could not be kept/);
});

test('a disk that takes only a part of it: refused, and the file is as it was', async (t) => {
  const { settings, kept, fillDisk } = openSettings(t, { file: { server: { name: 'Kept' } } });
  fillDisk(20);
  const outcome = await settings.change({ server: { name: 'New' } });
  assert.match(outcome.ok ? '' : outcome.fault.detail, /^ENOSPC/);
  assert.equal(settings.server.name, 'Kept');
  assert.deepEqual(kept(), { server: { name: 'Kept' } });
});

test('what was taken back counts also where the disk is full by then', async (t) => {
  const problems: SettingProblems = { port: { expected: 'a free port', code: 'port_taken' } };
  const opened = openSettings(t, {
    file: { server: { port: 6001 } },
    apply: ({ takeBack }) => {
      opened.fillDisk();
      takeBack();
      return problems;
    },
  });
  const outcome = await opened.settings.change({ server: { port: 80 } });
  assert.deepEqual(outcome.ok ? {} : outcome.fault.problems, problems);
  assert.equal(opened.settings.server.port, 6001);
});
