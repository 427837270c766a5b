// The settings service over a real file and the server's real rules: nothing bad gets in, nothing is lost,
// nothing happens in silence.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { SettingProblems } from '../../../../main/ipc/contract.ts';
import { createServerSettings, settingFlags } from '../../../../main/settings/server-settings.ts';
import { openSettingsFile } from '../../../../main/settings/settings-file.ts';
import { AppSettings, type ServerChange } from '../../../../main/settings/settings-service.ts';
import { SettingsError } from '../../../../server/index.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';

interface Options {
  file?: string | Record<string, unknown>;
  argv?: string[];
  env?: Record<string, string>;
  apply?: (change: ServerChange) => SettingProblems | undefined | Promise<undefined>;
}

function open(t: TestContext, { file, argv = [], env = {}, apply = () => undefined }: Options = {}) {
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

test('without a file: defaults, the data folder of this app, and nothing is written', (t) => {
  const { folder, settings, notes } = open(t);
  assert.equal(settings.server.port, 5000);
  assert.equal(settings.server.data, join(folder, 'data'));
  assert.equal(settings.desktop.keepInTray, true);
  assert.deepEqual(settings.view().fixed, []);
  assert.deepEqual(settings.view().can, { tray: true, loginItem: true, updates: true, moveData: true });
  assert.deepEqual([notes, readdirSync(folder)], [[], []]);
});

test('what is kept is used; a bad value is not, and stays in the file until it is changed', async (t) => {
  const { settings, notes, kept } = open(t, {
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
    const { folder, settings, notes } = open(t, { file: damaged });
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
  const { settings, notes, kept } = open(t, {
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

test('flags and environment win, are shown as fixed, and cannot be changed', async (t) => {
  const { settings, applied, notes } = open(t, {
    file: { server: { port: 6000, name: 'Kept' } },
    argv: ['--no-sandbox', '--port', '7000', '--inspect=0'],
    env: { LANLINE_DATA: '/srv/room', LANLINE_PROT: '1' },
  });
  assert.deepEqual(
    [settings.server.port, settings.server.name, settings.server.data],
    [7000, 'Kept', '/srv/room'],
  );
  assert.deepEqual(settings.view().fixed.toSorted(), ['data', 'port']);
  assert.equal(settings.view().can.moveData, false);
  assert.match(notes.join(), /^warn: The environment variable LANLINE_PROT is no setting/);
  assert.equal(settings.isPortGiven, true);
  const outcome = await settings.change({ server: { port: 8000 } });
  assert.deepEqual(outcome.ok ? [] : Object.keys(outcome.fault.problems ?? {}), ['port']);
  assert.deepEqual(applied, []);
});

test('a bad flag ends the start, and says what would be right', (t) => {
  assert.throws(
    () => open(t, { argv: ['--port=many'] }),
    (error) => error instanceof SettingsError && error.message.includes('expected a whole number'),
  );
});

test('a patch with one bad value is refused as a whole, with the reason of each', async (t) => {
  const { settings, applied, kept } = open(t, { file: { server: { name: 'Kept' } } });
  const outcome = await settings.change({
    server: { name: 'New', port: 70_000, nonsense: 1, data: '/elsewhere' },
    desktop: { language: 'fr', keepInTray: false },
  });
  assert.ok(!outcome.ok);
  assert.equal(outcome.fault.code, 'settings');
  assert.deepEqual(Object.keys(outcome.fault.problems ?? {}).toSorted(), [
    'data',
    'language',
    'nonsense',
    'port',
  ]);
  assert.deepEqual(outcome.fault.problems?.['port'], {
    expected: 'a whole number from 0 to 65535',
    code: 'form',
  });
  assert.deepEqual([applied, kept()], [[], { server: { name: 'Kept' } }]);
  assert.equal(settings.desktop.keepInTray, true);
});

test('what cannot be put into force is taken back, only that, and told', async (t) => {
  const problems: SettingProblems = { port: { expected: 'a free port', code: 'port_taken' } };
  const opened = open(t, {
    file: { server: { name: 'Kept' } },
    apply: ({ after, takeBack }) => {
      assert.equal(after.port, 80);
      // something else is kept while it is tried
      opened.settings.keep({ maxPeople: 7 });
      takeBack();
      return problems;
    },
  });
  const { settings, kept } = opened;
  const outcome = await settings.change({ server: { port: 80, name: 'New' } });
  assert.deepEqual(outcome, {
    ok: false,
    fault: { code: 'settings', detail: 'port: expected a free port', problems },
  });
  assert.deepEqual(kept()['server'], { name: 'Kept', maxPeople: 7 });
  assert.deepEqual(
    [settings.server.name, settings.server.port, settings.server.maxPeople],
    ['Kept', 5000, 7],
  );
});

test('who listens is told of every change; what is given in another form is shown in its own', async (t) => {
  const { settings, applied } = open(t);
  const seen: number[] = [];
  const stop = settings.on(({ server }) => {
    seen.push(server.maxUpload);
  });
  const outcome = await settings.change({ server: { maxUpload: '25mb' } });
  assert.equal(outcome.ok && outcome.value.server.maxUpload, 25 * 1024 ** 2);
  settings.keep({ port: 5001 });
  assert.equal(settings.isPortGiven, true);
  stop();
  await settings.change({ desktop: { theme: 'light' } });
  assert.deepEqual(seen, [25 * 1024 ** 2, 25 * 1024 ** 2]);
  assert.deepEqual(
    applied.map(({ before, after }) => [before.maxUpload, after.maxUpload]),
    [
      [10 * 1024 ** 2, 25 * 1024 ** 2],
      [25 * 1024 ** 2, 25 * 1024 ** 2],
    ],
  );
});

test('changes at once are made one after another', async (t) => {
  const steps: string[] = [];
  const underWay: (() => void)[] = [];
  const conditions = createConditions();
  const apply = async () => {
    steps.push('begun');
    await new Promise<void>((resolve) => {
      underWay.push(resolve);
      conditions.changed();
    });
    steps.push('done');
    return undefined;
  };
  const { settings, kept } = open(t, { apply });
  const changes = [
    settings.change({ server: { name: 'A' } }),
    settings.change({ server: { maxPeople: 5 } }),
    settings.change({ desktop: { language: 'de' } }),
  ];
  for (const _change of changes) {
    const finish = await conditions.until(
      () => underWay.shift(),
      () => `a change to be put into force; so far: ${steps.join(', ')}`,
    );
    finish();
  }
  await Promise.all(changes);
  assert.deepEqual(kept(), { server: { name: 'A', maxPeople: 5 }, desktop: { language: 'de' } });
  assert.deepEqual(steps, ['begun', 'done', 'begun', 'done', 'begun', 'done']);
});

test('what cannot be written has not happened', async (t) => {
  const { settings, applied, notes, fillDisk } = open(t);
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
  const { settings, kept, fillDisk } = open(t, { file: { server: { name: 'Kept' } } });
  fillDisk(20);
  const outcome = await settings.change({ server: { name: 'New' } });
  assert.match(outcome.ok ? '' : outcome.fault.detail, /^ENOSPC/);
  assert.equal(settings.server.name, 'Kept');
  assert.deepEqual(kept(), { server: { name: 'Kept' } });
});

test('what was taken back counts also where the disk is full by then', async (t) => {
  const problems: SettingProblems = { port: { expected: 'a free port', code: 'port_taken' } };
  const opened = open(t, {
    file: { server: { port: 6000 } },
    apply: ({ takeBack }) => {
      opened.fillDisk();
      takeBack();
      return problems;
    },
  });
  const outcome = await opened.settings.change({ server: { port: 80 } });
  assert.deepEqual(outcome.ok ? {} : outcome.fault.problems, problems);
  assert.equal(opened.settings.server.port, 6000);
});

test('of Electron’s command line only the settings are taken', () => {
  assert.deepEqual(
    settingFlags([
      '/opt/lanline',
      '/app',
      '--user-data-dir=/tmp/x',
      '--port',
      '5001',
      '--hidden',
      '--max-upload=25mb',
      '--portable',
      '--config',
    ]),
    ['--port', '5001', '--max-upload=25mb', '--config'],
  );
});
