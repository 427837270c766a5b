import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  defaultSettings,
  readSettings,
  SettingsError,
  type Settings,
} from '../../../../server/settings/read-settings.ts';
import {
  aboutSetting,
  flagOf,
  roomName,
  SETTING_NAMES,
  variableOf,
  type SettingName,
} from '../../../../server/settings/schema.ts';
import { formatBytes } from '../../../../server/settings/values.ts';

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-settings-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

interface Input {
  argv?: string[];
  env?: Record<string, string>;
  cwd?: string;
}

function read({ argv = [], env = {}, cwd = '/nowhere' }: Input): Settings {
  const answer = readSettings({ argv, env, cwd });
  assert.ok(answer.run);
  return answer.settings;
}

function problems(input: Input): readonly string[] {
  try {
    read(input);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.problems;
  }
  return assert.fail('the settings were accepted');
}

const GOOD: [name: SettingName, text: string, value: unknown][] = [
  ['port', '0', 0],
  ['port', '65535', 65_535],
  ['port', ' 80 ', 80],
  ['host', '0.0.0.0', '0.0.0.0'],
  ['host', '::1', '::1'],
  ['host', 'localhost', 'localhost'],
  ['name', '  Büro 😀 ', 'Büro 😀'],
  ['name', 'u\u0308', 'ü'],
  ['localName', ' Physik-9b ', 'physik-9b'],
  ['localName', 'off', ''],
  ['localName', 'x'.repeat(60), 'x'.repeat(60)],
  ['maxPeople', '1', 1],
  ['maxUpload', '25mb', 25 * 1024 ** 2],
  ['maxUpload', '1.5 GB', 1.5 * 1024 ** 3],
  ['maxUpload', '512k', 512 * 1024],
  ['maxUpload', '10485760', 10_485_760],
  ['maxUpload', '7 bytes', 7],
  ['maxUpload', '7b', 7],
  ['uploadTypes', 'png, .PDF,png', ['png', 'pdf']],
  ['uploadTypes', ',', []],
  ['freeSpaceFloor', '0', 0],
  ['limits', 'off', false],
  ['limits', 'ON', true],
  ['limits', 'false', false],
  ['legacyClients', 'off', false],
  [
    'allowedOrigins',
    'https://Chat.Example/, http://10.0.0.5:8080',
    ['https://chat.example', 'http://10.0.0.5:8080'],
  ],
  ['allowedOrigins', 'http://[fd00::1]:80', ['http://[fd00::1]']],
  ['allowedHosts', 'Chat.Example,bücher.example', ['chat.example', 'xn--bcher-kva.example']],
  ['maxConnections', '10', 10],
  ['maxConnectionsPerAddress', '10', 10],
  ['importZone', 'Europe/Berlin', 'Europe/Berlin'],
  ['importZone', 'UTC', 'UTC'],
  ['logLevel', 'silent', 'silent'],
];

const BAD: [name: SettingName, text: string][] = [
  ['port', '65536'],
  ['port', '-1'],
  ['port', '5000.5'],
  ['port', 'http'],
  ['port', '0x50'],
  ['port', '5e3'],
  ['port', ' '],
  ['host', 'example.org'],
  ['host', '300.1.1.1'],
  ['host', '::g'],
  ['host', '127.0.0.1:5000'],
  ['data', 'a\0b'],
  ['name', ' '],
  ['name', 'x'.repeat(65)],
  ['name', 'a\nb'],
  ['name', 'a\u202Eb'],
  ['name', 'a\u200Bb'],
  ['name', '\u001B[31m'],
  ['localName', 'lanline.local'],
  ['localName', '-a'],
  ['localName', 'a-'],
  ['localName', 'Büro'],
  ['localName', 'x'.repeat(61)],
  ['localName', 'a b'],
  ['maxPeople', '0'],
  ['maxPeople', 'many'],
  ['maxUpload', '0'],
  ['maxUpload', '10 elephants'],
  ['maxUpload', 'mb'],
  ['maxUpload', '-1mb'],
  ['maxUpload', '1,5mb'],
  ['maxUpload', '99999999999 TB'],
  ['uploadTypes', 'png,../x'],
  ['uploadTypes', 'tar.gz'],
  ['uploadTypes', '*'],
  ['freeSpaceFloor', 'some'],
  ['limits', 'maybe'],
  ['limits', '0'],
  ['legacyClients', 'yes'],
  ['allowedOrigins', 'null'],
  ['allowedOrigins', '*'],
  ['allowedOrigins', 'chat.example'],
  ['allowedOrigins', 'https://chat.example/page'],
  ['allowedOrigins', 'https://user@chat.example'],
  ['allowedOrigins', 'ftp://chat.example'],
  ['allowedOrigins', 'file:///x'],
  ['allowedHosts', 'http://chat.example'],
  ['allowedHosts', 'chat.example:5000'],
  ['allowedHosts', 'a b'],
  ['allowedHosts', '*.example'.replace('*', '') + '/x'],
  ['maxConnections', '0'],
  ['maxConnectionsPerAddress', 'all'],
  ['importZone', 'Mars/Olympus'],
  ['importZone', '+25:00'],
  ['logLevel', 'loud'],
  ['logLevel', 'INFO'],
];

test('every setting has a default, a flag, a variable and something said of it', () => {
  assert.deepEqual(Object.keys(defaultSettings).toSorted(), [...SETTING_NAMES].toSorted());
  for (const name of SETTING_NAMES) {
    const { text, argument, expected } = aboutSetting(name);
    assert.ok(text.length > 5 && argument.length > 0 && expected.length > 3, name);
  }
  assert.equal(flagOf('maxConnectionsPerAddress'), '--max-connections-per-address');
  assert.equal(variableOf('maxConnectionsPerAddress'), 'LANLINE_MAX_CONNECTIONS_PER_ADDRESS');
  assert.equal(defaultSettings.port, 5000);
  assert.equal(defaultSettings.maxUpload, 10 * 1024 * 1024);
});

test('defaults survive being given', () => {
  const argv = SETTING_NAMES.flatMap((name) => [
    flagOf(name),
    String(defaultSettings[name]).replace(/^(true|false)$/, (text) => (text === 'true' ? 'on' : 'off')),
  ]);
  assert.deepEqual(read({ argv }), { ...defaultSettings, data: '/nowhere/data' });
});

for (const [name, text, value] of GOOD) {
  test(`${name} takes ${JSON.stringify(text)} from flag, environment and file`, (t) => {
    assert.deepEqual(read({ argv: [flagOf(name), text] })[name], value);
    assert.deepEqual(read({ env: { [variableOf(name)]: text } })[name], value);
    const file = join(folder(t), 'own.json');
    writeFileSync(file, JSON.stringify({ [name]: text }));
    assert.deepEqual(read({ argv: ['--config', file] })[name], value);
    writeFileSync(file, JSON.stringify({ [name]: value }));
    assert.deepEqual(read({ argv: ['--config', file] })[name], value, 'as JSON itself');
  });
}

for (const [name, text] of BAD) {
  test(`${name} refuses ${JSON.stringify(text)}, says where it was and what would be right`, (t) => {
    const { expected } = aboutSetting(name);
    const told = (label: string) => [`${label} is ${JSON.stringify(text)}; expected ${expected}.`];
    assert.deepEqual(problems({ argv: [`${flagOf(name)}=${text}`] }), told(flagOf(name)));
    assert.deepEqual(problems({ env: { [variableOf(name)]: text } }), told(variableOf(name)));
    const file = join(folder(t), 'own.json');
    writeFileSync(file, JSON.stringify({ [name]: text }));
    assert.deepEqual(problems({ argv: ['--config', file] }), told(`"${name}" in ${file}`));
  });
}

test('wrong types in the file are refused for every setting', (t) => {
  const file = join(folder(t), 'own.json');
  for (const name of SETTING_NAMES) {
    for (const value of [null, {}, [[]], [1]]) {
      writeFileSync(file, JSON.stringify({ [name]: value }));
      assert.deepEqual(problems({ argv: ['--config', file] }), [
        `"${name}" in ${file} is ${JSON.stringify(value)}; expected ${aboutSetting(name).expected}.`,
      ]);
    }
  }
});

test('every problem is told at once', () => {
  const told = problems({
    argv: ['--port', 'x', '--limits', 'perhaps'],
    env: { LANLINE_LOG_LEVEL: 'loud', LANLINE_PORT: 'y' },
  });
  assert.deepEqual(told.map((line) => line.split(' ')[0] ?? '').toSorted(), [
    '--limits',
    '--port',
    'LANLINE_LOG_LEVEL',
  ]);
});

test('flags go before environment, environment before file, file before defaults', (t) => {
  const cwd = folder(t);
  writeFileSync(
    join(cwd, 'settings.json'),
    '\uFEFF{ "port": 1, "name": "file", "maxPeople": 7, "uploadTypes": ["png"] }',
  );
  const answer = readSettings({
    cwd,
    argv: ['--data', '.', '--port', '3'],
    env: { LANLINE_PORT: '2', LANLINE_NAME: 'environment', LANLINE_MAX_PEOPLE: '' },
  });
  assert.ok(answer.run);
  const { port, name, maxPeople, maxUpload, uploadTypes, data } = answer.settings;
  assert.deepEqual(
    { port, name, maxPeople, maxUpload, uploadTypes, data },
    {
      port: 3,
      name: 'environment',
      maxPeople: 7,
      maxUpload: defaultSettings.maxUpload,
      uploadTypes: ['png'],
      data: cwd,
    },
  );
  assert.deepEqual([...answer.given].toSorted(), ['data', 'maxPeople', 'name', 'port', 'uploadTypes']);
  assert.deepEqual(answer.warnings, []);
});

test('the default port given is something else than the default port', () => {
  const answer = readSettings({ argv: ['--port', '5000'], env: {}, cwd: '/nowhere' });
  assert.ok(answer.run && answer.given.has('port'));
});

test('relative paths: of flags from the working folder, of the file from the file', (t) => {
  const cwd = folder(t);
  const elsewhere = folder(t);
  assert.equal(read({ cwd, argv: ['--data', 'x/../y'] }).data, join(cwd, 'y'));
  assert.equal(read({ cwd, env: { LANLINE_DATA: 'z' } }).data, join(cwd, 'z'));
  assert.equal(read({ cwd }).data, join(cwd, 'data'));
  writeFileSync(join(elsewhere, 'own.json'), '{ "data": "mine" }');
  assert.equal(read({ cwd, argv: ['--config', join(elsewhere, 'own.json')] }).data, join(elsewhere, 'mine'));
  assert.equal(
    read({ cwd, env: { LANLINE_CONFIG: join(elsewhere, 'own.json') } }).data,
    join(elsewhere, 'mine'),
  );
});

test('a file that is not what it should be is refused by name', (t) => {
  const cwd = folder(t);
  const missing = join(cwd, 'missing.json');
  assert.deepEqual(problems({ argv: ['--config', missing] }), [
    `--config is "${missing}", which does not exist; expected a JSON file with settings.`,
  ]);
  assert.deepEqual(problems({ env: { LANLINE_CONFIG: missing } }), [
    `LANLINE_CONFIG is "${missing}", which does not exist; expected a JSON file with settings.`,
  ]);
  const file = join(cwd, 'settings.json');
  for (const [text, expected] of [
    ['{ "port": 5000, }', /settings\.json holds no JSON object: .*; expected settings such as/],
    ['[]', /settings\.json holds no JSON object; expected/],
    ['', /settings\.json holds no JSON object/],
    ['{ "prot": 5000 }', /"prot" in .*settings\.json is no setting; expected port, host/],
    ['{ "__proto__": 1 }', /"__proto__" in .* is no setting/],
    ['{ "data": "elsewhere" }', /"data" in .*settings\.json cannot be set there.*--data/],
  ] as const) {
    writeFileSync(file, text);
    const [told, ...more] = problems({ cwd, argv: ['--data', '.'] });
    assert.match(told ?? '', expected);
    assert.deepEqual(more, []);
  }
  assert.match(problems({ argv: ['--config', cwd] })[0] ?? '', /cannot be read \(EISDIR\)/);
});

test('unknown flags, missing values and stray words are refused', () => {
  assert.deepEqual(problems({ argv: ['--prot', '5000'] }), [
    "Unknown option '--prot' (Did you mean --port?). Run with --help to see every flag.",
  ]);
  assert.deepEqual(problems({ argv: ['--port'] }), [
    "Option '--port <port>' argument missing. Run with --help to see every flag.",
  ]);
  assert.match(problems({ argv: ['5000'] })[0] ?? '', /Too many arguments.*5000\. Run with --help/);
});

test('an unknown variable of ours is told, others are nobody’s business', () => {
  const answer = readSettings({
    argv: [],
    env: { LANLINE_PROT: '5000', PORT: '5000', LANLINE_PORT: '5001' },
    cwd: '/nowhere',
  });
  assert.ok(answer.run);
  assert.deepEqual(answer.warnings, [
    'The environment variable LANLINE_PROT is no setting and does nothing; --help lists them.',
  ]);
  assert.equal(answer.settings.port, 5001);
});

test('--help lists every setting with flag, variable, default and what it is; --version the version', () => {
  const help = readSettings({ argv: ['--help'], env: {}, cwd: '/nowhere', columns: 1000 });
  assert.ok(!help.run);
  for (const name of SETTING_NAMES) {
    const line =
      help.text.split('\n').find((candidate) => candidate.trim().startsWith(`${flagOf(name)} `)) ?? '';
    const { text, shown } = aboutSetting(name);
    assert.ok(
      line.includes(text) &&
        line.includes(`(default: ${shown ?? String(defaultSettings[name])}; ${variableOf(name)})`),
      line,
    );
  }
  assert.ok(
    Math.max(
      ...readSettingsHelp(80)
        .split('\n')
        .filter((line) => !line.includes('txt,pdf'))
        .map((line) => line.length),
    ) <= 80,
  );
  assert.deepEqual(readSettings({ argv: ['--version'], env: {}, cwd: '/nowhere', version: '1.2.3' }), {
    run: false,
    text: '1.2.3\n',
  });
});

function readSettingsHelp(columns: number): string {
  const help = readSettings({ argv: ['-h'], env: {}, cwd: '/nowhere', columns });
  assert.ok(!help.run);
  return help.text;
}

test('the room is called as its machine', () => {
  assert.equal(roomName('Anna-PC'), 'Anna-PC');
  assert.equal(roomName('Anna-PC.fritz.box'), 'Anna-PC');
  assert.equal(roomName('localhost.localdomain'), 'Lanline');
  assert.equal(roomName(''), 'Lanline');
});

test('sizes are shown in the unit that says them shortest', () => {
  assert.deepEqual([0, 1, 1024, 1536, 10 * 1024 ** 2, 1024 ** 4].map(formatBytes), [
    '0 bytes',
    '1 bytes',
    '1 KB',
    '1536 bytes',
    '10 MB',
    '1 TB',
  ]);
});
