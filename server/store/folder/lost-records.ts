// Recovers people and uploads when `users.jsonl` or `uploads.jsonl` is missing or damaged. An id that has written a
// message counts as seen, so that nobody else can bind it to a secret; a file that a message shows is found again.
import type { FileRecord } from '../../../protocol/message.ts';
import type { FileSystem } from '../files/file-system.ts';
import { channelOfLog } from '../log/channel-files.ts';
import { readLog } from '../log/log-reading.ts';
import { changeOf } from '../log/log-record.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import type { PeopleFile, StoredPerson } from './people-file.ts';

interface Lost {
  people: PeopleFile;
  uploads: {
    readonly isIncomplete: boolean;
    restore(files: readonly FileRecord[]): Promise<{ restored: number; missing: number }>;
  };
}

/** Whether there are any, in the folder of the logs. */
export async function hasLogs(fs: FileSystem, channelsFolder: string): Promise<boolean> {
  if (!(await fs.stat(channelsFolder))) return false;
  return (await fs.readdir(channelsFolder)).some((name) => channelOfLog(name) !== undefined);
}

/**
 * Reads all messages if one of the two files is incomplete: keeps the authors who are not known, without a secret, and
 * the records of files that are still there. Durable when it resolves.
 */
export async function restoreRecords(
  env: StoreEnvironment,
  { people, uploads }: Lost,
  logs: Iterable<{ id: string; path: string; end: number }>,
): Promise<void> {
  if (!people.isIncomplete && !uploads.isIncomplete) return;
  const lost = new Map<string, StoredPerson>();
  const files = new Map<string, FileRecord>();
  for (const log of logs)
    for await (const { user_id: id, username: name, timestamp, file } of messagesIn(env, log)) {
      if (people.isIncomplete && !people.person(id))
        lost.set(id, { id, name, tokenHash: undefined, seenAt: Date.parse(timestamp) || 0 });
      if (uploads.isIncomplete && file) files.set(file.unique_filename, file);
    }
  if (lost.size > 0) {
    env.note({ level: 'error', event: 'people-from-messages', count: lost.size });
    await Promise.all([...lost.values()].map((person) => people.keep(person)));
  }
  const { restored, missing } = await uploads.restore([...files.values()]);
  if (restored > 0) env.note({ level: 'warn', event: 'uploads-from-messages', count: restored });
  if (missing > 0) env.note({ level: 'error', event: 'upload-files-missing', count: missing });
}

async function* messagesIn(
  env: StoreEnvironment,
  { id, path, end }: { id: string; path: string; end: number },
) {
  const file = await env.fs.open(path, 'r');
  try {
    for await (const { record } of readLog(file, end)) {
      const message = record && changeOf(record, id)?.message;
      if (message) yield message;
    }
  } finally {
    await file.close();
  }
}
