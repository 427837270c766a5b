// What the desktop keeps: the lowest source, never trusted, never thrown away; and what its window sends.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  aboutSetting,
  checkSettings,
  defaultSettings,
  readSettings,
  SETTING_NAMES,
  SettingsError,
} from '../../../../server/index.ts';
import { folder } from './reading.ts';

function read(input: Partial<Parameters<typeof readSettings>[0]>) {
  const answer = readSettings({ argv: [], env: {}, cwd: '/nowhere', ...input });
  assert.ok(answer.run);
  return answer;
}

test('what is kept goes before defaults, and flags, environment and file before it', (t) => {
  const data = folder(t);
  writeFileSync(join(data, 'settings.json'), '{ "maxPeople": 7 }');
  const { settings, given, fixed, problems } = read({
    argv: ['--port', '5003'],
    env: { LANLINE_NAME: 'environment' },
    stored: {
      data,
      port: 5001,
      name: 'kept',
      maxPeople: 9,
      maxUpload: '2mb',
      uploadTypes: ['PNG'],
      limits: false,
    },
  });
  assert.deepEqual(
    { ...settings },
    {
      ...defaultSettings,
      data,
      port: 5003,
      name: 'environment',
      maxPeople: 7,
      maxUpload: 2 * 1024 ** 2,
      uploadTypes: ['png'],
      limits: false,
    },
  );
  assert.deepEqual([...fixed].toSorted(), ['maxPeople', 'name', 'port']);
  assert.deepEqual([...given].toSorted(), [
    'data',
    'limits',
    'maxPeople',
    'maxUpload',
    'name',
    'port',
    'uploadTypes',
  ]);
  assert.deepEqual(problems, {});
});

function folderOf(input: Parameters<typeof read>[0]): unknown[] {
  const {
    settings: { data, maxPeople },
    given,
  } = read(input);
  return [data, maxPeople, given.has('data')];
}

test('the data folder: flag, environment, kept, the desktop’s own, ./data; its settings file is the one that counts', (t) => {
  const [own, kept] = [folder(t), folder(t)];
  writeFileSync(join(own, 'settings.json'), '{ "maxPeople": 7 }');
  writeFileSync(join(kept, 'settings.json'), '{ "maxPeople": 8 }');
  assert.deepEqual(folderOf({}), ['/nowhere/data', 1000, false]);
  assert.deepEqual(folderOf({ dataFolder: own }), [own, 7, false]);
  assert.deepEqual(folderOf({ dataFolder: own, stored: { data: kept } }), [kept, 8, true]);
  assert.deepEqual(
    folderOf({ dataFolder: own, stored: { data: kept }, env: { LANLINE_DATA: '/environment' } }),
    ['/environment', 1000, true],
  );
  assert.deepEqual(folderOf({ dataFolder: own, stored: { data: kept }, argv: ['--data', 'flag'] }), [
    '/nowhere/flag',
    1000,
    true,
  ]);
});

/** For each setting what no version of ours would keep. */
const HOSTILE: unknown[] = [
  null,
  undefined,
  {},
  [[]],
  [1],
  Number.NaN,
  -1,
  1e308,
  '',
  '\0',
  'x'.repeat(100_000),
  '\u202E',
  { toString: 1 },
  5n,
];

test('each bad value that is kept is told with what would be right, and the others are used', () => {
  for (const name of SETTING_NAMES) {
    for (const value of HOSTILE) {
      const other = name === 'maxPeople' ? 'maxConnections' : 'maxPeople';
      const { settings, problems, given } = read({ stored: { [name]: value, [other]: 12 } });
      assert.equal(settings[other], 12);
      if (Object.keys(problems).length === 0) continue; // some take an empty list or a long number
      assert.deepEqual(problems, {
        [name]:
          name === 'data' && value !== '' && typeof value === 'string' && !value.includes('\0')
            ? 'the full path of a folder'
            : aboutSetting(name).expected,
      });
      assert.ok(!given.has(name));
      assert.deepEqual(
        settings[name],
        name === 'data' ? '/nowhere/data' : defaultSettings[name],
        `${name} is the default`,
      );
    }
    assert.ok(Object.hasOwn(read({ stored: { [name]: null } }).problems, name), `${name} takes null`);
  }
});

test('what is no setting is told, also names that objects have anyway', () => {
  const stored = JSON.parse(
    '{ "prot": 1, "__proto__": { "port": 1 }, "constructor": 2, "toString": 3, "port": 7000 }',
  ) as Record<string, unknown>;
  const { settings, problems } = read({ stored });
  assert.deepEqual(Object.keys(problems).toSorted(), ['__proto__', 'constructor', 'prot', 'toString']);
  assert.match(problems['prot'] ?? '', /^one of port, host, /);
  assert.equal(settings.port, 7000);
});

test('a bad flag is still refused, however good what is kept', () => {
  assert.throws(
    () => read({ argv: ['--port', 'x'], stored: { port: 7000 } }),
    (error) => error instanceof SettingsError && error.problems.length === 1,
  );
});

test('what the window sends: all of it in its final form, or every problem', () => {
  assert.deepEqual(checkSettings({}), { settings: {} });
  assert.deepEqual(
    checkSettings({
      port: '8080',
      name: ' Küche ',
      maxUpload: '25mb',
      uploadTypes: '.PNG, pdf',
      limits: 'off',
      data: '/srv/room',
    }),
    {
      settings: {
        port: 8080,
        name: 'Küche',
        maxUpload: 25 * 1024 ** 2,
        uploadTypes: ['png', 'pdf'],
        limits: false,
        data: '/srv/room',
      },
    },
  );
  assert.deepEqual(checkSettings({ port: 65_536, name: '', maxPeople: 5, data: 'relative' }), {
    problems: {
      port: aboutSetting('port').expected,
      name: aboutSetting('name').expected,
      data: 'the full path of a folder',
    },
  });
  assert.deepEqual(checkSettings({ port: undefined }), { problems: { port: aboutSetting('port').expected } });
});

test('what was checked can be kept, and read again it is the same', () => {
  const sent = {
    port: 8080,
    host: '::1',
    maxUpload: '25mb',
    uploadTypes: 'png',
    allowedOrigins: 'https://Chat.Example/',
    allowedHosts: 'bücher.example',
    importZone: 'UTC',
    legacyClients: 'off',
  };
  const checked = checkSettings(sent);
  assert.ok('settings' in checked);
  const stored = JSON.parse(JSON.stringify(checked.settings)) as Record<string, unknown>;
  const { settings, problems } = read({ stored });
  assert.deepEqual(problems, {});
  for (const [name, value] of Object.entries(checked.settings))
    assert.deepEqual(settings[name as keyof typeof settings], value, name);
});
