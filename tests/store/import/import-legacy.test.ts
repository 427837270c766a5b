import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, beforeEach } from 'node:test';
import type { FileRecord, Message } from '../../../server/contract/message.ts';
import { logPath } from '../../../server/store/channel-files.ts';
import { nodeFileSystem, type FileSystem } from '../../../server/store/file-system.ts';
import { importLegacy, type ImportOptions } from '../../../server/store/import/import-legacy.ts';
import type { ImportedPerson } from '../../../server/store/import/people.ts';
import { describeImport, type ImportReport } from '../../../server/store/import/report.ts';
import { readLines } from '../../../server/store/log-line.ts';
import { encodeHeader, encodeMessage } from '../../../server/store/log-record.ts';
import type { StoreNote } from '../../../server/store/store-environment.ts';
import { dyingFileSystem } from './dying-file-system.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/legacy-data');
const UUID = '0fd630f1-f29d-4da9-953f-48f1a09f76b5';
const base = await mkdtemp(join(tmpdir(), 'lanline-import-'));
let folder: string;
let count = 0;
let people: Map<string, ImportedPerson>;
let files: Map<string, FileRecord>;
let notes: StoreNote[];
let known: Set<string>;
let deleted: Set<string>;

after(async () => { await rm(base, { recursive: true }); });
beforeEach(() => {
  count += 1;
  folder = join(base, String(count));
  people = new Map();
  files = new Map();
  notes = [];
  known = new Set();
  deleted = new Set();
});

const options = (fs: FileSystem = nodeFileSystem): ImportOptions => ({
  fs, folder, zone: 'Europe/Berlin', knownChannels: known, wasDeleted: (id) => deleted.has(id),
  now: () => Date.UTC(2026, 0, 1),
  note: (note) => { notes.push(note); },
  keepPeople: async (seen) => { for (const person of seen) people.set(person.id, person); },
  adoptFiles: async (records) => { for (const record of records) if (!files.has(record.unique_filename)) files.set(record.unique_filename, record); },
});
const run = (fs?: FileSystem): Promise<ImportReport> => importLegacy(options(fs));
const channel = (name: string): string => join(folder, 'channels', name);
const logOf = (id: string): string => logPath(join(folder, 'channels'), id);
const write = async (name: string, messages: unknown): Promise<void> => {
  await mkdir(join(folder, 'channels'), { recursive: true });
  await writeFile(channel(name), typeof messages === 'string' ? messages : JSON.stringify(messages, null, 2));
};
const message = (n: number, more: object = {}): Record<string, unknown> => ({
  id: `m${String(n)}`, user_id: `u${String(n % 3)}`, username: `User ${String(n)}`, content: `text ${String(n)}`, type: 'text', file: null,
  timestamp: `2025-06-05T20:13:${String(n % 60).padStart(2, '0')}.582096`, channel_id: 'c', ...more,
});
const many = (length: number): Record<string, unknown>[] => Array.from({ length }, (_, n) => message(n + 1));

async function messagesIn(id: string): Promise<Message[]> {
  const bytes = await readFile(logOf(id));
  const records = [...readLines(bytes)].map(({ record }) => record);
  assert.equal(records[0]?.['format'], 1);
  assert.equal(records[0]?.['channel'], id);
  const messages = records.slice(1).map((record) => record?.['message'] as Message);
  messages.forEach(({ seq, channel_id: of }, index) => { assert.deepEqual([seq, of, records[index + 1]?.['seq']], [index + 1, id, index + 1]); });
  return messages;
}
const ids = async (id: string): Promise<string[]> => (await messagesIn(id)).map((each) => each.id);
/** Of each log the hash: a difference of whole files would take minutes to show. */
const contents = ({ channels }: ImportReport): Promise<string[]> => Promise.all(channels.map(async ({ id }) => createHash('md5').update(await readFile(logOf(id))).digest('hex')));
const stateOf = (report: ImportReport, file: string): string | undefined => report.files.find((each) => each.file === `channels/${file}`)?.state;

async function fingerprint(of: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const name of await readdir(of, { recursive: true })) {
    const path = join(of, name);
    const { mtimeMs, size } = await stat(path);
    if (/\.json$|uploads[/\\]/.test(name) && !name.startsWith('import.json')) result[name] = `${String(size)} ${String(mtimeMs)} ${createHash('md5').update(await readFile(path)).digest('hex')}`;
  }
  return result;
}

test('the old server’s folder is taken over whole', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const before = await fingerprint(folder);
  const report = await run();
  const saved = Object.fromEntries(report.files.map((file) => [file.file, file.saved]));
  assert.deepEqual(saved, {
    [`channels/${UUID}.json`]: 30, 'channels/empty-after-kill.json': 0, 'channels/general.json': 422, 'channels/help.json': 12,
    'channels/killed-while-saving.json': 57, 'channels/random.json': 93,
  });
  for (const id of ['general', 'random', 'help', UUID]) {
    const old = JSON.parse(await readFile(join(FIXTURE, 'channels', `${id}.json`), 'utf8')) as Record<string, unknown>[];
    const ours = await messagesIn(id);
    assert.deepEqual(ours.map(({ timestamp, ...rest }) => [rest, timestamp.slice(16)]), old.map(({ timestamp, ...rest }, index) => [{ ...rest, seq: index + 1 }, `${String(timestamp).slice(16)}Z`]));
  }
  // 23:58 in winter in Berlin
  assert.equal((await messagesIn('general'))[0]?.timestamp, '2026-11-22T22:58:15.195713Z');
  assert.deepEqual(await fingerprint(folder), before);
  assert.deepEqual(report.channels.map(({ id }) => id), [UUID, 'general', 'help', 'killed-while-saving', 'random']);
  assert.deepEqual(report.channels.find(({ id }) => id === 'general'), { id: 'general', name: 'general', createdAt: '2026-11-22T22:58:15.195713Z' });
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
  assert.equal(lines[killed + 1], '  line 572, column 3 (byte 18089): the file ends in the middle of this entry');
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
  const report = await run({ ...nodeFileSystem, open: (path, flags) => { opened.push(path); return nodeFileSystem.open(path, flags); } });
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
  const own: Message = { id: 'ours', user_id: 'u', username: 'U', content: '', type: 'text', file: null, timestamp: '', channel_id: 'c', seq: 4 };
  await appendFile(logOf('c'), encodeMessage(own));
  await write('c.json', [message(0), ...many(5)]);
  const report = await run();
  assert.deepEqual([report.files[0]?.saved, report.files[0]?.present], [3, 3]);
  assert.deepEqual(await ids('c'), ['m1', 'm2', 'm3', 'ours', 'm0', 'm4', 'm5']);
});

test('a channel of ours with the same id gets what it does not have', async () => {
  await write('c.json', many(3));
  known.add('c');
  const own: Message = { id: 'm2', user_id: 'u', username: 'U', content: '', type: 'text', file: null, timestamp: '', channel_id: 'c', seq: 1 };
  await writeFile(logOf('c'), encodeHeader({ format: 1, channel: 'c', epoch: 'e', created: '' }) + encodeMessage(own) + '{"seq":2,"ki');
  await run();
  assert.deepEqual(await ids('c'), ['m2', 'm1', 'm3']);
});

test('malformed entries are reported with their place, the others are saved', async () => {
  const file = { id: 'f', unique_filename: 'x_y.png', odd: [1] };
  await write('c.json', [message(1), { ...message(2), id: undefined }, 'text', { ...message(3), content: 5 }, message(1, { content: 'again' }), message(4, { timestamp: 'noon' }),
    message(5, { id: 'i'.repeat(129) }), { id: 'm6', user_id: 'u', timestamp: '2025-06-05T20:13:47' }, message(7, { type: 'image', file, verified: true, seq: 99, mood: 'fine' }), null]);
  const report = await run();
  const [c] = report.files;
  const text = await readFile(channel('c.json'), 'utf8');
  const nullAt = text.slice(0, text.lastIndexOf('null')).split('\n').length;
  assert.deepEqual(c?.problems.map(({ line, column, lost, why }) => [line, column, lost, why.split(':')[0]]), [
    [12, 3, true, 'not a message'],
    [21, 3, true, 'not a message'],
    [22, 3, true, 'not a message'],
    [32, 3, true, 'a message with this id came before; the first one counts'],
    [42, 3, false, 'its time cannot be read; it got that of the message before'],
    [52, 3, true, 'not a message'],
    [nullAt, 3, true, 'not a message'],
  ]);
  const saved = await messagesIn('c');
  assert.deepEqual(saved.map(({ id }) => id), ['m1', 'm4', 'm6', 'm7']);
  assert.equal(saved[1]?.timestamp, '2025-06-05T18:13:01.582096Z');
  assert.deepEqual(saved[2], {
    id: 'm6', user_id: 'u', username: '', content: '', type: 'text', file: null, timestamp: '2025-06-05T18:13:47.000000Z', channel_id: 'c', seq: 3,
  });
  assert.deepEqual(saved[3], { ...message(7), type: 'file', file, mood: 'fine', timestamp: '2025-06-05T18:13:07.582096Z', channel_id: 'c', seq: 4 });
  assert.deepEqual(report.missingUploads, ['x_y.png']);
});

test('names that are no ids, or another’s but for case, get a uuid and keep their name as title', async () => {
  for (const name of ['Über uns.json', 'General.json', 'general.json', 'con.json', `${'x'.repeat(80)}.json`]) await write(name, many(2));
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
  known = new Set(report.channels.map(({ id }) => id));
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
  assert.equal(await nodeFileSystem.stat(logOf('c')), undefined);
  known.add('c');
  await run();
  assert.deepEqual(await ids('c'), ['m1', 'm2', 'm3', 'm4']);
});

test('people are kept and files adopted before their messages can be seen', async () => {
  await cp(FIXTURE, folder, { recursive: true });
  const visible = async (): Promise<string[]> => (await readdir(join(folder, 'channels'))).filter((name) => name.endsWith('.jsonl'));
  const seen: string[] = [];
  const given = options();
  await importLegacy({
    ...given,
    async keepPeople(some) {
      for (const person of some) seen.push(person.id);
      await given.keepPeople(some);
    },
    fs: {
      ...nodeFileSystem,
      async rename(from, to) {
        if (to.endsWith('.jsonl')) {
          const staged = [...readLines(await readFile(from))].flatMap(({ record }) => (record?.['message'] ? [record['message'] as Message] : []));
          for (const { user_id: id, file } of staged) {
            assert.ok(people.has(id) && seen.includes(id));
            if (file) assert.ok(files.has(file.unique_filename));
          }
        }
        await nodeFileSystem.rename(from, to);
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
  for (const each of [name, `thumb_${name}`, 'thumb_0ac3e45f-2724-4f3b-b576-60da680dca58_gone.png', 'odd']) await writeFile(join(folder, 'uploads', each), 'bytes');
  await utimes(join(folder, 'uploads', name), 1_700_000_000, 1_700_000_000);
  assert.equal((await run()).uploads, 2);
  assert.deepEqual(files.get(name), {
    id: '0ac3e45f-2724-4f3b-b576-60da680dca57', filename: 'Grüße.docx', unique_filename: name, size: 5,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    url: `/api/files/${encodeURIComponent(name)}`, thumbnail_url: `/api/files/thumb_${encodeURIComponent(name)}`, uploaded_at: '2023-11-14T22:13:20.000Z',
  });
  assert.equal(files.get('odd')?.filename, 'odd');
  assert.equal((await run()).uploads, 0);
});

test('an old file that the disk does not give is told, and tried again', async () => {
  await write('a.json', many(2));
  await write('b.json', many(2));
  const fs: FileSystem = {
    ...nodeFileSystem,
    open: (path, flags) => (path.endsWith('a.json') ? Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })) : nodeFileSystem.open(path, flags)),
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
    ...nodeFileSystem,
    async open(path, flags) {
      const file = await nodeFileSystem.open(path, flags);
      if (!path.endsWith('c.json')) return file;
      return {
        read: (...at) => file.read(...at), write: (...at) => file.write(...at), truncate: (to) => file.truncate(to), datasync: () => file.datasync(), close: () => file.close(),
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

test('killed at any call of the file system, in the middle of it where it writes, and run again: nothing lost, nothing doubled', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    folder = join(base, `killed-${String(dieAt)}`);
    people = new Map();
    files = new Map();
    await mkdir(join(folder, 'uploads'), { recursive: true });
    const upload = `0ac3e45f-2724-4f3b-b576-60da680dca57_a.png`;
    for (const name of [upload, '0ac3e45f-2724-4f3b-b576-60da680dca58_b.png']) await writeFile(join(folder, 'uploads', name), 'x');
    await write('a.json', [...many(3), message(4, { type: 'file', file: { id: 'f', unique_filename: upload } })]);
    await write('B c.json', many(2));
    // one that has a log already, with a torn tail
    await write('c.json', many(4));
    await writeFile(logOf('c'), encodeHeader({ format: 1, channel: 'c', epoch: 'e', created: '' }) + encodeMessage(message(9, { seq: 1, channel_id: 'c' }) as unknown as Message) + '{"seq":2,"ki');
    const fs = dyingFileSystem(dieAt, true);
    // a process that died would not have got to telling of a file that could not be read
    const survived = await run(fs).then(() => fs.calls < dieAt, () => false);
    const report = await run();
    const at = `killed at ${String(dieAt)}`;
    assert.deepEqual(await ids('a'), ['m1', 'm2', 'm3', 'm4'], at);
    assert.deepEqual(await ids('c'), ['m9', 'm1', 'm2', 'm3', 'm4'], at);
    assert.deepEqual(await ids(report.channels.find(({ name }) => name === 'B c')?.id ?? ''), ['m1', 'm2'], at);
    assert.equal(report.channels.length, 3, at);
    assert.deepEqual([...people.keys()].toSorted(), ['u0', 'u1', 'u2'], at);
    assert.deepEqual([...files.values()].map(({ id }) => id).toSorted(), ['0ac3e45f-2724-4f3b-b576-60da680dca58', 'f'], at);
    assert.deepEqual((await readdir(join(folder, 'channels'))).filter((name) => !/\.jsonl?$/.test(name)), [], at);
    assert.ok(!(await run()).files.some(({ state }) => state !== 'unchanged'), at);
    await rm(folder, { recursive: true });
    if (survived) break;
    assert.ok(dieAt < 400);
  }
});
