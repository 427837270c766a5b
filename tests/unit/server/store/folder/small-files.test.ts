// What is kept beside the logs: JSON files, people, channels, the folder's format, its lock, and the trash.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { channelsFileSchema } from '../../../../../server/store/format/data-files.ts';
import { openChannelsFile } from '../../../../../server/store/folder/channels-file.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { NewerFolderError, openFolderFormat } from '../../../../../server/store/format/folder-format.ts';
import { FolderLockedError, lockFolder } from '../../../../../server/store/folder/folder-lock.ts';
import { readJsonFile, writeJsonFile } from '../../../../../server/store/files/json-file.ts';
import { createOpenFiles } from '../../../../../server/store/log/open-files.ts';
import { openPeopleFile, type PeopleFile } from '../../../../../server/store/folder/people-file.ts';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';
import type { StoreEnvironment, StoreNote } from '../../../../../server/store/store-environment.ts';
import { createSteadyTime } from '../../../../../server/store/folder/steady-time.ts';
import { createTrash } from '../../../../../server/store/folder/trash.ts';

const DAY = 24 * 60 * 60 * 1_000;
const base = await mkdtemp(join(tmpdir(), 'lanline-small-'));
after(async () => {
  await rm(base, { recursive: true });
});
let folder: string;
let notes: StoreNote[];
let now: number;
let env: StoreEnvironment;

beforeEach(async () => {
  folder = await mkdtemp(join(base, 'data-'));
  notes = [];
  now = Date.parse('2026-03-01T12:00:00Z');
  env = {
    fs: testFileSystem,
    now: () => now,
    note: (note) => {
      notes.push(note);
    },
  };
});

const path = (name: string): string => join(folder, name);
const channel = (
  id: string,
): { id: string; name: string; type: 'text'; description: string; createdAt: string } => ({
  id,
  name: id,
  type: 'text',
  description: '',
  createdAt: '2026-01-01T00:00:00.000Z',
});
const channels = (...ids: string[]): object => ({ format: 1, channels: ids.map(channel), deleted: [] });

test('a JSON file comes back as it was written, and the one before is kept', async () => {
  await writeJsonFile(env, path('channels.json'), channels('a'));
  await writeJsonFile(env, path('channels.json'), channels('a', 'b'));
  assert.deepEqual(await readJsonFile(env, path('channels.json'), channelsFileSchema), channels('a', 'b'));
  assert.deepEqual(JSON.parse(await readFile(path('channels.json.previous'), 'utf8')), channels('a'));
  assert.deepEqual(notes, []);
});

for (const [what, bytes] of [
  ['cut', '{"format":1,"chan'],
  ['empty', ''],
  ['of another shape', '{"format":1}'],
] as const) {
  test(`a JSON file that is ${what} is set aside and told, and the one before counts`, async () => {
    await writeJsonFile(env, path('channels.json'), channels('a'));
    await writeJsonFile(env, path('channels.json'), channels('a', 'b'));
    await writeFile(path('channels.json'), bytes);
    assert.deepEqual(await readJsonFile(env, path('channels.json'), channelsFileSchema), channels('a'));
    const [kept = ''] = await readdir(path('damaged'));
    assert.equal(await readFile(path(join('damaged', kept)), 'utf8'), bytes);
    assert.deepEqual(
      notes.map(({ event, file }) => [event, file]),
      [['file-damaged', 'channels.json']],
    );
  });
}

test('changes of the channels come one after another, and a failed one changes nothing', async () => {
  const { file, fresh } = await openChannelsFile(env, path('channels.json'), 'server');
  assert.equal(fresh, true);
  const adding = (id: string): Promise<void> =>
    file.update((list) => ({ channels: [...list.channels, channel(id)] }));
  const failing = file.update(() => {
    throw new Error('planted');
  });
  await Promise.all([adding('a'), adding('b'), assert.rejects(failing, /planted/), adding('c')]);
  await file.update(({ channels: list }) => ({
    channels: list.filter(({ id }) => id !== 'b'),
    deleted: ['b'],
  }));
  const again = await openChannelsFile(env, path('channels.json'), 'server');
  assert.equal(again.fresh, false);
  assert.deepEqual(
    again.file.list().map(({ id }) => id),
    ['a', 'c'],
  );
  assert.equal(again.file.wasDeleted('B'), true);
  assert.equal(again.file.findAlike('A')?.id, 'a');
});

async function openPeople(): Promise<{ people: PeopleFile; close: () => Promise<void> }> {
  const files = createOpenFiles(env.fs);
  const people = await openPeopleFile(env, path('users.jsonl'), { files, turn: (commit) => commit() });
  return {
    people,
    close: async () => {
      await people.idle();
      await files.close();
    },
  };
}
const person = (
  id: string,
  name = id,
  tokenHash?: string,
): { id: string; name: string; tokenHash: string | undefined; seenAt: number } => ({
  id,
  name,
  tokenHash,
  seenAt: 1,
});

test('people are remembered over a restart, the last line of each counts, and the file is compacted', async () => {
  const first = await openPeople();
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      first.people.keep(person('anna', `Anna ${String(index)}`, 'hash')),
    ),
  );
  await first.people.keep(person('ben'));
  await first.close();
  const second = await openPeople();
  assert.deepEqual([...second.people.all()], [person('anna', 'Anna 99', 'hash'), person('ben')]);
  assert.equal((await readFile(path('users.jsonl'), 'utf8')).trim().split('\n').length, 2);
  await second.people.keep(person('cem'));
  await second.close();
  const third = await openPeople();
  assert.deepEqual(
    [...third.people.all()].map(({ id }) => id),
    ['anna', 'ben', 'cem'],
  );
  await third.close();
});

test('a torn or damaged line of people costs that line only, and what was there is kept aside', async () => {
  const first = await openPeople();
  for (const id of ['a', 'b', 'c', 'd']) await first.people.keep(person(id));
  await first.close();
  const bytes = await readFile(path('users.jsonl'));
  bytes[bytes.indexOf('"b"') + 1] = 0x7a;
  await writeFile(path('users.jsonl'), bytes.subarray(0, -3));
  const second = await openPeople();
  assert.deepEqual(
    [...second.people.all()].map(({ id }) => id),
    ['a', 'c'],
  );
  assert.equal((await readdir(path('damaged'))).length, 1);
  await second.people.keep(person('e'));
  await second.close();
  const third = await openPeople();
  assert.deepEqual(
    [...third.people.all()].map(({ id }) => id),
    ['a', 'c', 'e'],
  );
  await third.close();
});

test('a folder keeps its id; a newer folder is refused with the version it needs and stays as it is', async () => {
  const { serverId } = await openFolderFormat(env, folder);
  assert.equal((await openFolderFormat(env, folder)).serverId, serverId);
  const newer = JSON.stringify({ format: 2, needs: '3.1.0', server_id: serverId, created: '' });
  await writeFile(path('format.json'), newer);
  await assert.rejects(
    openFolderFormat(env, folder),
    (error) => error instanceof NewerFolderError && error.message.includes('3.1.0'),
  );
  assert.equal(await readFile(path('format.json'), 'utf8'), newer);
});

test('a folder has one holder: within a process, between processes, and after a kill', async () => {
  const lock = lockFolder(folder);
  lock.describe({ pid: process.pid, port: 5000 });
  assert.throws(
    () => lockFolder(folder),
    (error) =>
      error instanceof FolderLockedError &&
      error.message.includes(`process ${String(process.pid)} on port 5000`),
  );
  lock.release();
  const program = join(base, 'holder.mjs');
  await writeFile(
    program,
    `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../../../../server/store/folder/folder-lock.ts'))}; lockFolder(process.argv[2]); process.send('held'); setInterval(() => undefined, 1000);`,
  );
  const holder = fork(program, [folder]);
  await once(holder, 'message');
  assert.throws(
    () => lockFolder(folder),
    (error) => error instanceof FolderLockedError && error.holder?.pid === holder.pid,
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockFolder(folder).release();
});

test('the trash keeps things for 30 days', async () => {
  const trash = createTrash(env, path('trash'), { earliest: () => now, latest: () => now });
  await mkdir(path('channels'));
  await writeFile(path('channels/a.jsonl'), 'a');
  await trash.put([path('channels/a.jsonl'), path('channels/missing.jsonl')]);
  const [name = ''] = await readdir(path('trash'));
  assert.equal(await readFile(path(join('trash', name, 'a.jsonl')), 'utf8'), 'a');
  now += 29 * 24 * 3_600_000;
  await trash.empty();
  assert.deepEqual(await readdir(path('trash')), [name]);
  now += 2 * 24 * 3_600_000;
  await trash.empty();
  assert.deepEqual(await readdir(path('trash')), []);
});

test('a clock that jumps, forwards or back, empties no trash', async () => {
  const clock = createManualClock();
  const time = () =>
    createSteadyTime(
      () => clock.now(),
      () => clock.monotonic(),
    );
  const trash = createTrash(env, path('trash'), time());
  const put = async (name: string): Promise<void> => {
    await mkdir(path('channels'), { recursive: true });
    await writeFile(path(join('channels', name)), name);
    await trash.put([path(join('channels', name))]);
  };
  const there = async (): Promise<string[]> =>
    (await Promise.all((await readdir(path('trash'))).map((each) => readdir(path(join('trash', each))))))
      .flat()
      .toSorted();
  await put('before');
  clock.jump(31 * DAY);
  await put('in the future');
  await trash.empty();
  assert.deepEqual(await there(), ['before', 'in the future']);
  // as without a battery
  clock.jump(-clock.now());
  await put('in 1970');
  await trash.empty();
  clock.jump(Date.parse('2026-03-02') - clock.now());
  await trash.empty();
  assert.deepEqual(await there(), ['before', 'in 1970', 'in the future']);
  // 30 days later, for the clock and for who has waited
  clock.advance(62 * DAY);
  await trash.empty();
  assert.deepEqual(await there(), []);

  // a program that was started with such a clock, and the next one
  clock.jump(-clock.now());
  const began = createTrash(env, path('trash'), time());
  await writeFile(path('channels/a'), 'a');
  await began.put([path('channels/a')]);
  clock.jump(Date.parse('2026-06-01') - clock.now());
  const next = createTrash(env, path('trash'), time());
  await next.empty();
  assert.deepEqual(await there(), ['a']);
  clock.advance(31 * DAY);
  await next.empty();
  assert.deepEqual(await there(), []);
});
