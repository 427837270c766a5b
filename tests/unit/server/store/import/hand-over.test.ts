// What an import hands over before its messages can be seen, and imports that are interrupted.
import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Message } from '../../../../../protocol/message.ts';
import type { FileSystem } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { importLegacy } from '../../../../../server/store/import/import-legacy.ts';
import { describeImport } from '../../../../../server/store/import/report.ts';
import { readLines } from '../../../../../server/store/log/log-line.ts';
import { encodeHeader, encodeMessage } from '../../../../../server/store/log/log-record.ts';
import { dyingFileSystem } from './dying-file-system.ts';
import {
  files,
  FIXTURE,
  folder,
  ids,
  logOf,
  many,
  message,
  messagesIn,
  options,
  people,
  run,
  startIn,
  stateOf,
  write,
} from './old-folder.ts';

/** The logs that there are. */
const visible = async (): Promise<string[]> =>
  (await readdir(join(folder, 'channels'))).filter((name) => name.endsWith('.jsonl'));

test('people are kept and files adopted before their messages can be seen', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const seen: string[] = [];
  const given = options();
  await importLegacy({
    ...given,
    async keepPeople(some) {
      for (const person of some) seen.push(person.id);
      await given.keepPeople(some);
    },
    fs: {
      ...testFileSystem,
      async rename(from, to) {
        if (to.endsWith('.jsonl')) {
          const staged = [...readLines(await readFile(from))].flatMap(({ record }) =>
            record?.['message'] ? [record['message'] as Message] : [],
          );
          for (const { user_id: id, file } of staged) {
            assert.ok(people.has(id) && seen.includes(id));
            if (file) assert.ok(files.has(file.unique_filename));
          }
        }
        await testFileSystem.rename(from, to);
      },
    },
  });
  assert.equal((await visible()).length, 5);
  const anyone = people.get('6513270e-269e-4d37-b2a7-4de452e6b438');
  assert.equal(anyone?.username, 'BoldWolf8740');
  assert.match(anyone.lastTimestamp, /^2026-11-22T22:58:/);
});

test('files that no message names are adopted from what is known of them', async () => {
  await mkdir(join(folder, 'uploads', '.incoming'), { recursive: true });
  const name = '0ac3e45f-2724-4f3b-b576-60da680dca57_Grüße.docx';
  for (const each of [name, `thumb_${name}`, 'thumb_0ac3e45f-2724-4f3b-b576-60da680dca58_gone.png', 'odd'])
    await writeFile(join(folder, 'uploads', each), 'bytes');
  await utimes(join(folder, 'uploads', name), 1_700_000_000, 1_700_000_000);
  assert.equal((await run()).uploads, 2);
  assert.deepEqual(files.get(name), {
    id: '0ac3e45f-2724-4f3b-b576-60da680dca57',
    filename: 'Grüße.docx',
    unique_filename: name,
    size: 5,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    url: `/api/files/${encodeURIComponent(name)}`,
    thumbnail_url: `/api/files/thumb_${encodeURIComponent(name)}`,
    uploaded_at: '2023-11-14T22:13:20.000Z',
  });
  assert.equal(files.get('odd')?.filename, 'odd');
  assert.equal((await run()).uploads, 0);
});

test('when a file came is told with the zone, as messages are; where that cannot be read, the message says', async () => {
  const NAMES = ['a', 'b', 'c', 'd'].map((end) => `0ac3e45f-2724-4f3b-b576-60da680dca57_${end}.txt`);
  const TIMES = ['2025-06-05T20:13:47.582096', '2025-01-05T20:13:47+05:30', 'yesterday', undefined];
  await mkdir(join(folder, 'uploads'), { recursive: true });
  for (const name of NAMES) await writeFile(join(folder, 'uploads', name), 'bytes');
  await write(
    'c.json',
    NAMES.map((unique, index) =>
      message(index, {
        type: 'file',
        file: { unique_filename: unique, ...(TIMES[index] !== undefined && { uploaded_at: TIMES[index] }) },
      }),
    ),
  );
  await importLegacy({ ...options(), zone: 'Europe/Berlin' });
  const said = (await messagesIn('c')).map(({ file }) => file?.uploaded_at);
  assert.deepEqual(said, [
    '2025-06-05T18:13:47.582096Z',
    '2025-01-05T14:43:47.000000Z',
    '2025-06-05T18:13:02.582096Z',
    '2025-06-05T18:13:03.582096Z',
  ]);
  assert.deepEqual(
    NAMES.map((name) => files.get(name)?.uploaded_at),
    said,
  );
});

test('an old file that the disk does not give is told, and tried again', async () => {
  await write('a.json', many(2));
  await write('b.json', many(2));
  const fs: FileSystem = {
    ...testFileSystem,
    open: (path, flags) =>
      path.endsWith('a.json')
        ? Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }))
        : testFileSystem.open(path, flags),
  };
  const report = await run(fs);
  assert.deepEqual([stateOf(report, 'a.json'), stateOf(report, 'b.json')], ['unreadable', 'imported']);
  assert.match(describeImport(report)[0] ?? '', /a\.json could not be read \(EACCES/);
  await run();
  assert.deepEqual(await ids('a'), ['m1', 'm2']);
});

test('an old server that writes meanwhile: the next start adds what came', async () => {
  await write('c.json', many(3));
  let changed = false;
  const report = await run({
    ...testFileSystem,
    async open(path, flags) {
      const file = await testFileSystem.open(path, flags);
      if (!path.endsWith('c.json')) return file;
      return {
        read: (...at) => file.read(...at),
        write: (...at) => file.write(...at),
        truncate: (to) => file.truncate(to),
        datasync: () => file.datasync(),
        close: () => file.close(),
        async stat() {
          const { size, mtimeMs } = await file.stat();
          if (!changed) await write('c.json', many(5));
          changed = true;
          return { size, mtimeMs };
        },
      };
    },
  });
  assert.equal(stateOf(report, 'c.json'), 'imported');
  await run();
  assert.deepEqual(await ids('c'), ['m1', 'm2', 'm3', 'm4', 'm5']);
});

test('a folder without an old server’s data', async () => {
  await mkdir(folder, { recursive: true });
  assert.deepEqual(await run(), { files: [], channels: [], uploads: 0, missingUploads: [] });
});

for (const { calls, step } of [
  { calls: 'every third call', step: 3 },
  { calls: 'each call @full', step: 1 },
])
  test(`killed at ${calls} of the file system, in the middle of it where it writes, and run again: nothing lost, nothing doubled`, async () => {
    for (let dieAt = 1; ; dieAt += step) {
      startIn(`killed-${String(dieAt)}`);
      await mkdir(join(folder, 'uploads'), { recursive: true });
      const upload = `0ac3e45f-2724-4f3b-b576-60da680dca57_a.png`;
      for (const name of [upload, '0ac3e45f-2724-4f3b-b576-60da680dca58_b.png'])
        await writeFile(join(folder, 'uploads', name), 'x');
      await write('a.json', [
        ...many(3),
        message(4, { type: 'file', file: { id: 'f', unique_filename: upload } }),
      ]);
      await write('B c.json', many(2));
      // one that has a log already, with a torn tail
      await write('c.json', many(4));
      await writeFile(
        logOf('c'),
        encodeHeader({ format: 1, channel: 'c', epoch: 'e', created: '' }) +
          encodeMessage(message(9, { seq: 1, channel_id: 'c' }) as unknown as Message) +
          '{"seq":2,"ki',
      );
      const fs = dyingFileSystem(dieAt, true);
      // a process that died would not have got to telling of a file that could not be read
      const survived = await run(fs).then(
        () => fs.calls < dieAt,
        () => false,
      );
      const report = await run();
      const at = `killed at ${String(dieAt)}`;
      assert.deepEqual(await ids('a'), ['m1', 'm2', 'm3', 'm4'], at);
      assert.deepEqual(await ids('c'), ['m9', 'm1', 'm2', 'm3', 'm4'], at);
      assert.deepEqual(
        await ids(report.channels.find(({ name }) => name === 'B c')?.id ?? ''),
        ['m1', 'm2'],
        at,
      );
      assert.equal(report.channels.length, 3, at);
      assert.deepEqual([...people.keys()].toSorted(), ['u0', 'u1', 'u2'], at);
      assert.deepEqual(
        [...files.values()].map(({ id }) => id).toSorted(),
        ['0ac3e45f-2724-4f3b-b576-60da680dca58', 'f'],
        at,
      );
      assert.deepEqual(
        (await readdir(join(folder, 'channels'))).filter((name) => !/\.jsonl?$/.test(name)),
        [],
        at,
      );
      assert.ok(!(await run()).files.some(({ state }) => state !== 'unchanged'), at);
      await rm(folder, { recursive: true });
      if (survived) break;
      assert.ok(dieAt < 400);
    }
  });
