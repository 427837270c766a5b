// Where settings come from: flags, environment, file; which goes before which, and what is wrong with each.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultSettings, readSettings } from '../../../../server/settings/read-settings.ts';
import { aboutSetting, flagOf, SETTING_NAMES, variableOf } from '../../../../server/settings/schema.ts';
import { FORMER_DEFAULT } from '../../../../server/settings/upload-types.ts';
import { folder, problems, read } from './reading.ts';

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

test('the types that were the default are read as all, which is said once, by where they were given', (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, 'settings.json'), JSON.stringify({ uploadTypes: FORMER_DEFAULT }));
  const said = (input: Partial<Parameters<typeof readSettings>[0]>) => {
    const answer = readSettings({ argv: [], env: {}, cwd, ...input });
    assert.ok(answer.run);
    return [answer.settings.uploadTypes, answer.warnings] as const;
  };
  const [types, warnings] = said({ argv: ['--data', cwd] });
  assert.equal(types, 'all');
  assert.equal(warnings.length, 1);
  assert.match(
    warnings[0] ?? '',
    /^"uploadTypes" in .*settings\.json lists exactly the types that were the default .* now read as "all"/,
  );
  const list = FORMER_DEFAULT.join(',');
  const table: [given: Partial<Parameters<typeof readSettings>[0]>, said: RegExp][] = [
    [{ argv: ['--upload-types', list] }, /^--upload-types lists/],
    [{ env: { LANLINE_UPLOAD_TYPES: list } }, /^LANLINE_UPLOAD_TYPES lists/],
    [{ stored: { uploadTypes: FORMER_DEFAULT } }, /^the kept "uploadTypes" lists/],
  ];
  for (const [given, words] of table) {
    const [all, [first = '', ...others]] = said(given);
    assert.deepEqual([all, others], ['all', []]);
    assert.match(first, words);
  }
  // a list of one's own stays one, and is not replaced by what has less say
  assert.deepEqual(said({ argv: ['--data', cwd, '--upload-types', 'png,pdf'] }), [['png', 'pdf'], []]);
  assert.deepEqual(said({ stored: { uploadTypes: [...FORMER_DEFAULT, 'csv'] } })[1], []);
  assert.deepEqual(said({}), ['all', []]);
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
        .filter((line) => !line.includes('exe,msi'))
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
