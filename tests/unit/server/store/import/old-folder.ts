// An old server's data folder for a test, and what an import of it hands over.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach } from 'node:test';
import type { FileRecord, Message } from '../../../../../protocol/message.ts';
import { logPath } from '../../../../../server/store/log/channel-files.ts';
import type { FileSystem } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { importLegacy, type ImportOptions } from '../../../../../server/store/import/import-legacy.ts';
import type { ImportedPerson } from '../../../../../server/store/import/people.ts';
import type { ImportReport } from '../../../../../server/store/import/report.ts';
import { readLines } from '../../../../../server/store/log/log-line.ts';
import type { StoreNote } from '../../../../../server/store/store-environment.ts';

export const FIXTURE = join(import.meta.dirname, '../../../../support/fixtures/legacy-data');
export const UUID = '0fd630f1-f29d-4da9-953f-48f1a09f76b5';
const base = await mkdtemp(join(tmpdir(), 'lanline-import-'));
export let folder: string;
let count = 0;
export let people: Map<string, ImportedPerson>;
export let files: Map<string, FileRecord>;
export let notes: StoreNote[];
export let known: Set<string>;
export let deleted: Set<string>;

after(async () => {
  await rm(base, { recursive: true });
});
beforeEach(() => {
  count += 1;
  startIn(String(count));
});

/** Another folder, with nothing known of it. */
export function startIn(name: string): void {
  folder = join(base, name);
  people = new Map();
  files = new Map();
  notes = [];
  known = new Set();
  deleted = new Set();
}

export const options = (fs: FileSystem = testFileSystem): ImportOptions => ({
  fs,
  folder,
  serverId: 'server',
  zone: 'Europe/Berlin',
  knownChannels: known,
  knownTails: new Map(),
  wasDeleted: (id) => deleted.has(id),
  now: () => Date.UTC(2026, 0, 1),
  note: (note) => {
    notes.push(note);
  },
  keepPeople: async (seen) => {
    for (const person of seen) people.set(person.id, person);
  },
  adoptFiles: async (records) => {
    for (const record of records)
      if (!files.has(record.unique_filename)) files.set(record.unique_filename, record);
  },
});
export const run = (fs?: FileSystem): Promise<ImportReport> => importLegacy(options(fs));
export const channel = (name: string): string => join(folder, 'channels', name);
export const logOf = (id: string): string => logPath(join(folder, 'channels'), id);
export const write = async (name: string, messages: unknown): Promise<void> => {
  await mkdir(join(folder, 'channels'), { recursive: true });
  await writeFile(channel(name), typeof messages === 'string' ? messages : JSON.stringify(messages, null, 2));
};
export const message = (n: number, more: object = {}): Record<string, unknown> => ({
  id: `m${String(n)}`,
  user_id: `u${String(n % 3)}`,
  username: `User ${String(n)}`,
  content: `text ${String(n)}`,
  type: 'text',
  file: null,
  timestamp: `2025-06-05T20:13:${String(n % 60).padStart(2, '0')}.582096`,
  channel_id: 'c',
  ...more,
});
export const many = (length: number): Record<string, unknown>[] =>
  Array.from({ length }, (_, n) => message(n + 1));

export async function messagesIn(id: string): Promise<Message[]> {
  const bytes = await readFile(logOf(id));
  const records = [...readLines(bytes)].map(({ record }) => record);
  assert.equal(records[0]?.['format'], 1);
  assert.equal(records[0]?.['channel'], id);
  const messages = records.slice(1).map((record) => record?.['message'] as Message);
  messages.forEach(({ seq, channel_id: of }, index) => {
    assert.deepEqual([seq, of, records[index + 1]?.['seq']], [index + 1, id, index + 1]);
  });
  return messages;
}
export const ids = async (id: string): Promise<string[]> => (await messagesIn(id)).map((each) => each.id);
/** Of each log the hash: a difference of whole files would take minutes to show. */
export const contents = ({ channels }: ImportReport): Promise<string[]> =>
  Promise.all(
    channels.map(async ({ id }) =>
      createHash('md5')
        .update(await readFile(logOf(id)))
        .digest('hex'),
    ),
  );
export const stateOf = (report: ImportReport, file: string): string | undefined =>
  report.files.find((each) => each.file === `channels/${file}`)?.state;

export async function fingerprint(of: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const name of await readdir(of, { recursive: true })) {
    const path = join(of, name);
    const { mtimeMs, size } = await stat(path);
    if (/\.json$|uploads[/\\]/.test(name) && !name.startsWith('import.json'))
      result[name] = `${String(size)} ${String(mtimeMs)} ${createHash('md5')
        .update(await readFile(path))
        .digest('hex')}`;
  }
  return result;
}
