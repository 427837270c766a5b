import assert from 'node:assert/strict';
import { appendFile, cp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Message } from '../../../../../protocol/message.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { describeImport } from '../../../../../server/store/import/report.ts';
import { encodeHeader, encodeMessage } from '../../../../../server/store/log/log-record.ts';
import {
  channel,
  contents,
  deleted,
  files,
  fingerprint,
  FIXTURE,
  folder,
  ids,
  known,
  logOf,
  many,
  message,
  messagesIn,
  notes,
  people,
  run,
  stateOf,
  UUID,
  write,
} from './old-folder.ts';

/** Without the hour, which is another one in UTC. */
const minutes = (text: unknown): string => String(text).slice(16).replace(/Z?$/, 'Z');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

test('the old server’s folder is taken over whole', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const before = await fingerprint(folder);
  const report = await run();
  const saved = Object.fromEntries(report.files.map((file) => [file.file, file.saved]));
  assert.deepEqual(saved, {
    [`channels/${UUID}.json`]: 30,
    'channels/empty-after-kill.json': 0,
    'channels/general.json': 422,
    'channels/help.json': 12,
    'channels/killed-while-saving.json': 57,
    'channels/random.json': 93,
  });
  for (const id of ['general', 'random', 'help', UUID]) {
    const old = JSON.parse(await readFile(join(FIXTURE, 'channels', `${id}.json`), 'utf8')) as Record<
      string,
      unknown
    >[];
    const ours = await messagesIn(id);
    const comparable = ({ timestamp, file, ...rest }: Record<string, unknown>): object => ({
      ...rest,
      minutes: minutes(timestamp),
      file: isObject(file) ? { ...file, uploaded_at: minutes(file['uploaded_at']) } : null,
    });
    assert.deepEqual(
      ours.map((each) => comparable({ ...each })),
      old.map((each, index) => comparable({ ...each, seq: index + 1 })),
    );
  }
  // 23:58 in winter in Berlin
  assert.equal((await messagesIn('general'))[0]?.timestamp, '2026-11-22T22:58:15.195713Z');
  assert.deepEqual(await fingerprint(folder), before);
  assert.deepEqual(
    report.channels.map(({ id }) => id),
    [UUID, 'general', 'help', 'killed-while-saving', 'random'],
  );
  assert.deepEqual(
    report.channels.find(({ id }) => id === 'general'),
    { id: 'general', name: 'general', createdAt: '2026-11-22T22:58:15.195713Z' },
  );
  assert.equal(people.size, 8);
  assert.deepEqual([report.uploads, files.size, report.missingUploads], [7, 7, []]);
  const photo = files.get('398d425c-3069-4482-8444-a49b8a6d9038_IMG_2043_Kopie.jpg');
  assert.equal(photo?.id, 'ddfce6fe-67f5-4581-9317-ccf240cd1b74');
  assert.deepEqual((await messagesIn('general')).find(({ file }) => file?.id === photo.id)?.file, photo);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
});

test('the report names file, count and the place of damage', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const lines = describeImport(await run());
  assert.ok(lines.includes('Import: channels/general.json: 422 messages saved'));
  const killed = lines.indexOf('Import: channels/killed-while-saving.json: 57 messages saved; 1 problem:');
  assert.equal(
    lines[killed + 1],
    '  line 572, column 3 (byte 18089): the file ends in the middle of this entry',
  );
  assert.equal((await readFile(channel('killed-while-saving.json')))[18089], 0x7b);
  const empty = lines.indexOf('Import: channels/empty-after-kill.json: no message saved; 1 problem:');
  assert.equal(lines[empty + 1], '  line 1, column 1 (byte 0): the file is empty');
  assert.equal(lines.at(-1), 'Import: 7 uploaded files taken over');
  assert.ok(!JSON.stringify(notes).includes('HDMI'), 'no message texts in the log');
});

test('what was taken over is not read again, and nothing is said of it', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const first = await run();
  const logs = await contents(first);
  const opened: string[] = [];
  const report = await run({
    ...testFileSystem,
    open: (path, flags) => {
      opened.push(path);
      return testFileSystem.open(path, flags);
    },
  });
  assert.deepEqual(opened, []);
  assert.deepEqual(report.channels, first.channels);
  assert.deepEqual(describeImport(report), []);
  assert.deepEqual(await contents(first), logs);
  // touched, not changed
  await utimes(channel('general.json'), 1, 1);
  assert.equal(stateOf(await run(), 'general.json'), 'unchanged');
  assert.deepEqual(await contents(first), logs);
});

test('a source that changed later adds only what is missing, behind what was said since', async () => {
  await write('c.json', many(3));
  await run();
  const own: Message = {
    id: 'ours',
    user_id: 'u',
    username: 'U',
    content: '',
    type: 'text',
    file: null,
    timestamp: '',
    channel_id: 'c',
    seq: 4,
  };
  await appendFile(logOf('c'), encodeMessage(own));
  await write('c.json', [message(0), ...many(5)]);
  const report = await run();
  assert.deepEqual([report.files[0]?.saved, report.files[0]?.present], [3, 3]);
  assert.deepEqual(await ids('c'), ['m1', 'm2', 'm3', 'ours', 'm0', 'm4', 'm5']);
});

test('a channel of ours with the same id gets what it does not have', async () => {
  await write('c.json', many(3));
  known.add('c');
  const own: Message = {
    id: 'm2',
    user_id: 'u',
    username: 'U',
    content: '',
    type: 'text',
    file: null,
    timestamp: '',
    channel_id: 'c',
    seq: 1,
  };
  await writeFile(
    logOf('c'),
    encodeHeader({ format: 1, channel: 'c', epoch: 'e', created: '' }) + encodeMessage(own) + '{"seq":2,"ki',
  );
  await run();
  assert.deepEqual(await ids('c'), ['m2', 'm1', 'm3']);
});

test('malformed entries are reported with their place, the others are saved', async () => {
  const file = { id: 'f', unique_filename: 'x_y.png', odd: [1] };
  await write('c.json', [
    message(1),
    { ...message(2), id: undefined },
    'text',
    { ...message(3), content: true },
    message(1, { content: 'again' }),
    message(4, { timestamp: 'noon' }),
    message(5, { id: 'i'.repeat(129) }),
    { id: 'm6', user_id: 'u', timestamp: '2025-06-05T20:13:47' },
    message(7, { type: 'image', file, verified: true, seq: 99, mood: 'fine' }),
    null,
  ]);
  const report = await run();
  const [c] = report.files;
  const text = await readFile(channel('c.json'), 'utf8');
  const nullAt = text.slice(0, text.lastIndexOf('null')).split('\n').length;
  assert.deepEqual(
    c?.problems.map(({ line, column, lost, why }) => [line, column, lost, why.split(':')[0]]),
    [
      [12, 3, true, 'not a message'],
      [21, 3, true, 'not a message'],
      [22, 3, true, 'not a message'],
      [32, 3, true, 'a message with this id came before; the first one counts'],
      [42, 3, false, 'its time cannot be read; it got that of the message before'],
      [52, 3, true, 'not a message'],
      [nullAt, 3, true, 'not a message'],
    ],
  );
  const saved = await messagesIn('c');
  assert.deepEqual(
    saved.map(({ id }) => id),
    ['m1', 'm4', 'm6', 'm7'],
  );
  assert.equal(saved[1]?.timestamp, '2025-06-05T18:13:01.582096Z');
  assert.deepEqual(saved[2], {
    id: 'm6',
    user_id: 'u',
    username: '',
    content: '',
    type: 'text',
    file: null,
    timestamp: '2025-06-05T18:13:47.000000Z',
    channel_id: 'c',
    seq: 3,
  });
  assert.deepEqual(saved[3], {
    ...message(7),
    type: 'file',
    file: { ...file, uploaded_at: '2025-06-05T18:13:07.582096Z' },
    mood: 'fine',
    timestamp: '2025-06-05T18:13:07.582096Z',
    channel_id: 'c',
    seq: 4,
  });
  assert.deepEqual(report.missingUploads, ['x_y.png']);
});

test('names that are no ids, or another’s but for case, get a uuid and keep their name as title', async () => {
  for (const name of ['Über uns.json', 'General.json', 'general.json', 'con.json', `${'x'.repeat(80)}.json`])
    await write(name, many(2));
  const report = await run();
  const byName = new Map(report.channels.map(({ id, name }) => [name, id]));
  assert.equal(byName.get('General'), 'General');
  assert.equal(byName.get('con'), 'con');
  assert.ok((await readdir(join(folder, 'channels'))).includes('+con.jsonl'));
  for (const title of ['general', 'Über uns', 'x'.repeat(64)]) {
    const id = byName.get(title) ?? '';
    assert.match(id, /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.deepEqual(await ids(id), ['m1', 'm2']);
  }
  // the same ones again, also when what was written down is lost
  await rm(join(folder, 'import.json'));
  await rm(join(folder, 'import.json.previous'));
  for (const { id } of report.channels) known.add(id);
  assert.deepEqual((await run()).channels, report.channels);
  // a channel of the room comes before a file that differs in case
  await write('HELP.json', many(1));
  known.add('help');
  const help = (await run()).channels.find(({ name }) => name === 'HELP');
  assert.ok(help && help.id !== 'HELP');
});

test('a broken record is set aside, and importing again makes no doubles', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const first = await run();
  const logs = await contents(first);
  await writeFile(join(folder, 'import.json'), '{"format":1,"sou');
  await writeFile(join(folder, 'import.json.previous'), 'x');
  const report = await run();
  assert.equal((await readdir(join(folder, 'damaged'))).length, 2);
  assert.deepEqual(report.channels, first.channels);
  assert.deepEqual(await contents(first), logs);
  assert.equal(stateOf(await run(), 'general.json'), 'unchanged');
});

test('a channel that was deleted here is not made by an old file that appears later', async () => {
  deleted.add('c');
  await write('c.json', many(3));
  const report = await run();
  assert.deepEqual([stateOf(report, 'c.json'), report.channels], ['deleted', []]);
});

test('a channel that was deleted here stays deleted, one whose log is lost is taken over again', async () => {
  await write('c.json', many(3));
  await run();
  await rm(logOf('c'));
  assert.equal(stateOf(await run(), 'c.json'), 'unchanged');
  await write('c.json', many(4));
  const report = await run();
  assert.deepEqual([stateOf(report, 'c.json'), report.channels], ['deleted', []]);
  assert.equal(await testFileSystem.stat(logOf('c')), undefined);
  known.add('c');
  await run();
  assert.deepEqual(await ids('c'), ['m1', 'm2', 'm3', 'm4']);
});

test('numbers as ids, names and texts are taken over as their text', async () => {
  await write('numbers.json', [message(1, { user_id: 17, username: 4, content: 2.5 }), message(2)]);
  const report = await run();
  assert.equal(report.files[0]?.saved, 2);
  const [first] = await messagesIn('numbers');
  assert.deepEqual([first?.user_id, first?.username, first?.content], ['17', '4', '2.5']);
});
