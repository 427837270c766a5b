// Recovers people when `users.jsonl` is missing or damaged: an id that has written a message counts as seen, so that
// nobody else can bind it to a secret.
import type { FileSystem, OpenFile } from '../files/file-system.ts';
import { channelOfLog } from '../log/channel-files.ts';
import { readLog } from '../log/log-reading.ts';
import { changeOf } from '../log/log-record.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import type { PeopleFile, StoredPerson } from './people-file.ts';

/** Whether there are any, in the folder of the logs. */
export async function hasLogs(fs: FileSystem, channelsFolder: string): Promise<boolean> {
  if (!(await fs.stat(channelsFolder))) return false;
  return (await fs.readdir(channelsFolder)).some((name) => channelOfLog(name) !== undefined);
}

/** Keeps the authors of all messages who are not known, without a secret; durable when it resolves. */
export async function keepAuthors(
  env: StoreEnvironment,
  people: PeopleFile,
  logs: Iterable<{ id: string; path: string; end: number }>,
): Promise<void> {
  const lost = new Map<string, StoredPerson>();
  for (const { id, path, end } of logs) {
    const file = await env.fs.open(path, 'r');
    try {
      for await (const person of authorsIn(file, id, end))
        if (!people.person(person.id)) lost.set(person.id, person);
    } finally {
      await file.close();
    }
  }
  if (lost.size === 0) return;
  env.note({ level: 'error', event: 'people-from-messages', people: lost.size });
  await Promise.all([...lost.values()].map((person) => people.keep(person)));
}

async function* authorsIn(file: OpenFile, channel: string, end: number): AsyncGenerator<StoredPerson> {
  for await (const { record } of readLog(file, end)) {
    const message = record && changeOf(record, channel)?.message;
    if (!message) continue;
    const { user_id: id, username: name, timestamp } = message;
    yield { id, name, tokenHash: undefined, seenAt: Date.parse(timestamp) || 0 };
  }
}
