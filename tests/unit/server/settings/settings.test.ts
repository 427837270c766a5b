// Each setting by itself: what it takes, what it refuses, how it is said.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultSettings } from '../../../../server/settings/read-settings.ts';
import {
  aboutSetting,
  flagOf,
  roomName,
  SETTING_NAMES,
  variableOf,
  type SettingName,
} from '../../../../server/settings/schema.ts';
import { FORMER_DEFAULT as FORMER } from '../../../../server/settings/upload-types.ts';
import { formatBytes } from '../../../../server/settings/values.ts';
import { folder, problems, read } from './reading.ts';

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
  ['maxPeoplePerAddress', '30', 30],
  ['maxUpload', '25mb', 25 * 1024 ** 2],
  ['maxUpload', '1.5 GB', 1.5 * 1024 ** 3],
  ['maxUpload', '512k', 512 * 1024],
  ['maxUpload', '10485760', 10_485_760],
  ['maxUpload', '7 bytes', 7],
  ['maxUpload', '7b', 7],
  ['uploadTypes', 'png, .PDF,png', ['png', 'pdf']],
  ['uploadTypes', ',', []],
  ['uploadTypes', ' All ', 'all'],
  ['uploadTypes', FORMER.join(','), 'all'],
  [
    'uploadTypes',
    FORMER.toReversed()
      .map((type) => `.${type.toUpperCase()}`)
      .join(' , '),
    'all',
  ],
  ['uploadTypes', FORMER.slice(1).join(','), FORMER.slice(1)],
  ['uploadTypes', `${FORMER.join(',')},csv`, [...FORMER, 'csv']],
  ['deniedTypes', 'exe, .BAT,exe', ['exe', 'bat']],
  ['deniedTypes', ',', []],
  ['freeSpaceFloor', '0', 0],
  ['messageSpaceFloor', '5 MB', 5 * 1024 ** 2],
  ['quotaPerPerson', '2gb', 2 * 1024 ** 3],
  ['quotaInAll', '1 TB', 1024 ** 4],
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
  ['trustedAddresses', '10.0.0.0/8, FD00::1,::1/128', ['10.0.0.0/8', 'fd00::1', '::1/128']],
  ['channelMemory', '32 MB', 32 * 1024 ** 2],
  ['answerMemory', '1mb', 1024 ** 2],
  ['answersPerAddress', '100', 100],
  ['answerBurst', '1 GB', 1024 ** 3],
  ['answerRate', '500 kB', 500 * 1024],
  ['answerRateInAll', '20 MB', 20 * 1024 ** 2],
  ['unreadPerConnection', '2 MB', 2 * 1024 ** 2],
  ['unreadPerAddress', '64 MB', 64 * 1024 ** 2],
  ['unreadInAll', '1 GB', 1024 ** 3],
  ['connectionRate', '5', 5],
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
  ['maxPeoplePerAddress', '0'],
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
  ['deniedTypes', 'all,*'],
  ['freeSpaceFloor', 'some'],
  ['messageSpaceFloor', '-1'],
  ['quotaPerPerson', '0'],
  ['quotaInAll', 'all'],
  ['answersPerAddress', '0'],
  ['answerBurst', '0'],
  ['unreadInAll', 'all'],
  ['connectionRate', '0.5'],
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
  ['channelMemory', '0'],
  ['trustedAddresses', '10.0.0.0/33'],
  ['trustedAddresses', 'localhost'],
  ['trustedAddresses', '10.0.0.256'],
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

for (const text of ['6000', '22', '5060', '10080'])
  test(`port refuses ${text} with the reason: no browser opens it`, (t) => {
    const told = (label: string) =>
      `${label} is "${text}", which browsers refuse to open; expected a whole number from 0 to 65535.`;
    assert.deepEqual(problems({ argv: ['--port', text] }), [told('--port')]);
    assert.deepEqual(problems({ env: { LANLINE_PORT: text } }), [told('LANLINE_PORT')]);
    const file = join(folder(t), 'own.json');
    writeFileSync(file, JSON.stringify({ port: text }));
    assert.deepEqual(problems({ argv: ['--config', file] }), [told(`"port" in ${file}`)]);
  });

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
