import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  extensionsOf,
  fileTooLarge,
  PROGRAM_TYPES,
  refusedExtension,
  ruleOf,
} from '../../../protocol/upload-rule.ts';

const DENY = { deny: PROGRAM_TYPES };

// each is one that some Windows, or a program on it, would open as a program
const REFUSED: [name: string, extension: string][] = [
  ...PROGRAM_TYPES.map((type): [string, string] => [`a.${type}`, type]),
  ['PROGRAMM.EXE', 'exe'],
  ['Programm.Exe', 'exe'],
  ['foto.jpg.exe', 'exe'],
  ['foto.jpg                                      .exe', 'exe'],
  ['foto.tar.gz.bat', 'bat'],
  ['a.exe.', 'exe'],
  ['a.exe...', 'exe'],
  ['a.exe ', 'exe'],
  ['a.exe . .', 'exe'],
  ['a.exe\u00a0', 'exe'],
  ['a.exe\t\n', 'exe'],
  ['a.exe:x', 'exe'],
  ['a.exe:x.txt', 'exe'],
  ['a.exe::$DATA', 'exe'],
  ['a.exe. :x', 'exe'],
  ['foto.jpg:evil.exe', 'exe'],
  ['a.exe\0.jpg', 'exe'],
  ['fo\u202egpj.exe', 'exe'],
  ['a.exe\u200f', 'exe'],
  ['a.\u200bexe', 'exe'],
  ['a.e\u00adxe', 'exe'],
  ['a.ex\u2060e\u202c', 'exe'],
  ['a.ｅｘｅ', 'exe'],
  ['a．exe', 'exe'],
  ['.exe', 'exe'],
  ['..\\..\\windows\\a.scr', 'scr'],
  ['C:a.cmd', 'cmd'],
  ['folder/start.sh', 'sh'],
];

const ACCEPTED = [
  'foto.jpg',
  'exe',
  'a.exe.txt',
  'a.exe_',
  'my.exe file.pdf',
  'a.json',
  'a.jsx',
  'a.sh3d',
  'a.apkg',
  'application',
  'tabelle.csv',
  'noextension',
  '',
  '.',
  '...',
  'x.',
  '.gitignore',
  'a.class',
  'a.dll',
  'Maria: Fotos.zip',
  'علی.pdf',
  'a.exé',
  'folder.exe/',
];

test('programs are refused by the name that a system would open', () => {
  for (const [name, extension] of REFUSED)
    assert.equal(refusedExtension(name, DENY), extension, JSON.stringify(name));
  for (const name of ACCEPTED) assert.equal(refusedExtension(name, DENY), undefined, JSON.stringify(name));
});

test('with a list of accepted types, each name that a file may have must be on it', () => {
  const rule = { allow: ['png', 'gz'] };
  for (const name of ['a.png', 'A.PNG', 'a.exe.png', 'a.tar.gz', 'a.png ', '.png'])
    assert.equal(refusedExtension(name, rule), undefined, name);
  assert.deepEqual(
    ['a.jpg', 'a', '', 'a.png.', 'a.png:x.txt', 'a.png:x', 'a.constructor'].map((name) =>
      refusedExtension(name, rule),
    ),
    ['jpg', '', '', undefined, 'txt', '', 'constructor'],
  );
  assert.equal(refusedExtension('a.png', { allow: [] }), 'png');
});

test('names of any kind have extensions', () => {
  assert.deepEqual(extensionsOf('a.B:c.D'), ['b', 'd']);
  assert.deepEqual(extensionsOf('a.b:c.b'), ['b']);
  assert.deepEqual(extensionsOf('\ud800.\ud800x'), ['x']);
  assert.deepEqual(extensionsOf(`${'.'.repeat(100_000)}a`), ['a']);
  assert.deepEqual(extensionsOf(`a.exe${' .'.repeat(50_000)}x`), ['x']);
});

test('the rule is in the limits of a server, whatever its age', () => {
  assert.deepEqual(ruleOf({ types: ['png'] }), { allow: ['png'] });
  assert.deepEqual(ruleOf({ types: ['png'], denied_types: ['exe'] }), { deny: ['exe'] });
  assert.deepEqual(ruleOf({ types: [], denied_types: [] }), { deny: [] });
});

test('a refusal by size says the limit and who can raise it', () => {
  assert.equal(
    fileTooLarge(10 * 1024 ** 2).message,
    'The file is too large: at most 10 MB are allowed. The host can raise this limit.',
  );
  assert.equal(fileTooLarge(1.5 * 1024 ** 2).message.includes('1.5 MB'), true);
  assert.equal(fileTooLarge(100).message.includes('100 bytes'), true);
});
