import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createProfile, profileFolder } from '../../../terminal/profile.ts';
import { tempFolder } from './terminal.ts';

test(
  'an identity is made once, for a room and a name, and only its owner can read it',
  { skip: process.platform === 'win32' && 'Windows has no such modes' },
  async (t) => {
    const folder = join(tempFolder(t), 'deep', 'profile');
    const profile = createProfile(folder);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => createProfile(folder).identity('room', 'Anna')),
    );
    assert.equal(new Set(all.map(({ token }) => token)).size, 1);
    assert.deepEqual(await profile.identity('room', ' ANNA'), all[0]);
    assert.notEqual((await profile.identity('room', 'Ben')).token, all[0]?.token);
    assert.notEqual((await profile.identity('../../room', 'Anna')).token, all[0]?.token);
    assert.equal(readdirSync(folder).length, 3);
    for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  },
);

test('a new name takes the identity along', async (t) => {
  const profile = createProfile(tempFolder(t));
  const before = await profile.identity('room', 'Anna');
  await profile.renamed(before, 'Anne');
  assert.deepEqual(await profile.identity('room', 'Anne'), { ...before, name: 'Anne' });
  assert.notEqual((await profile.identity('room', 'Anna')).user_id, before.user_id);
  await profile.renamed({ ...before, name: 'Anne' }, 'ANNE');
  assert.equal((await profile.identity('room', 'anne')).token, before.token);
});

test('a damaged file is reported with its place and never replaced', async (t) => {
  const profile = createProfile(tempFolder(t));
  const good = await profile.identity('room', 'Anna');
  const file = profile.fileOf('room', 'Anna');
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    JSON.stringify({ ...good, token: 'short' }),
    JSON.stringify({ ...good, server_id: 'other' }),
  ]) {
    writeFileSync(file, text);
    await assert.rejects(profile.identity('room', 'Anna'), (error: Error) =>
      error.message.startsWith(`${file} is damaged.`),
    );
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});

test(
  'where each system keeps such things',
  { skip: process.platform === 'win32' && 'paths are written otherwise' },
  () => {
    assert.equal(profileFolder({ XDG_CONFIG_HOME: '/x' }, 'linux'), '/x/lanline/terminal');
    assert.equal(profileFolder({ APPDATA: '/roaming' }, 'win32'), '/roaming/lanline/terminal');
    assert.match(profileFolder({}, 'linux'), /\/\.config\/lanline\/terminal$/);
    assert.match(profileFolder({}, 'darwin'), /\/Library\/Application Support\/lanline\/terminal$/);
  },
);
