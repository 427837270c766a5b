// What `lanline check` says of rooms that are whole, and of what is no room.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkFolder, NoRoomError } from '../../../../../server/store/check/check-folder.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { enter, person } from '../../../../support/helpers/test-client.ts';
import { findingsIn, useRoom, type UsedRoom } from './used-room.ts';

const LEGACY = join(import.meta.dirname, '../../../../support/fixtures/legacy-data');

let room: UsedRoom;
before(async () => {
  room = await useRoom();
});
after(() => {
  room.remove();
});

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
      const path = join(folder, name);
      const { isFile, hash } = statSync(path).isFile()
        ? { isFile: true, hash: createHash('md5').update(readFileSync(path)).digest('hex') }
        : { isFile: false, hash: '' };
      return [name, `${String(isFile)} ${hash}`];
    }),
  );
}

test('a room that was closed is whole: it is counted, and nothing of it is changed', async () => {
  const earlier = contents(room.folder);
  const { findings, counts } = await checkFolder(testFileSystem, room.folder);
  assert.deepEqual(findings, []);
  assert.deepEqual(counts, { channels: 3, messages: 21, people: 1, uploads: 1, bytes: 13 });
  assert.deepEqual(contents(room.folder), earlier);
});

test('a room whose process was killed is whole, and so is one without an index or with that of yesterday', async () => {
  assert.deepEqual(await findingsIn(room.killed), []);
  const without = room.copy();
  rmSync(join(without, 'index.db'));
  assert.deepEqual(await findingsIn(without), []);
  // messages that the index has not read yet
  const behind = await openRoom({ from: room.folder });
  const anna = await enter(behind.url, person('Anna', { id: 'anna' }));
  await anna.say('general', 'one more');
  anna.close();
  await behind.server.close();
  cpSync(join(room.folder, 'index.db'), join(behind.folder, 'index.db'));
  assert.deepEqual(await findingsIn(behind.folder), []);
  await behind.close();
});

test('a room with an old server’s data is whole but for the files that the old one had lost', async (t) => {
  const old = await openRoom({ from: LEGACY });
  t.after(() => old.close());
  await old.server.close();
  const { findings, counts } = await checkFolder(testFileSystem, old.folder);
  assert.deepEqual(findings, []);
  assert.ok(counts.messages > 500 && counts.uploads === 7);
});

test('of thousands of faults in one file some are told, and how many more there are', async () => {
  const folder = room.copy();
  appendFileSync(join(folder, 'users.jsonl'), 'rubbish\n'.repeat(5_000));
  const said = await findingsIn(folder);
  assert.equal(said.length, 21);
  assert.equal(said.at(-1), 'users.jsonl has 4980 more');
});

test('what is no room is said, and where it is now', async () => {
  const empty = join(room.copy(), 'trash');
  await assert.rejects(checkFolder(testFileSystem, empty), NoRoomError);
  await assert.rejects(checkFolder(testFileSystem, join(empty, 'nothing')), NoRoomError);
  const moved = room.copy();
  writeFileSync(
    join(moved, 'moved-to.json'),
    JSON.stringify({ format: 1, id: 'x', from: moved, to: '/srv/room', made: true }),
  );
  await assert.rejects(checkFolder(testFileSystem, moved), /was moved to \/srv\/room/);
  const newer = room.copy();
  writeFileSync(
    join(newer, 'format.json'),
    JSON.stringify({ format: 2, needs: '9.0.0', server_id: 's', created: '' }),
  );
  await assert.rejects(checkFolder(testFileSystem, newer), /Check it with Lanline 9\.0\.0 or newer/);
});
