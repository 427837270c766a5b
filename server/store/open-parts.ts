// The parts of an open data folder, opened in the order in which they need each other.
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Change } from '../../protocol/message.ts';
import { openChannelsFile } from './folder/channels-file.ts';
import { freeBytes } from './folder/free-bytes.ts';
import { hasLogs, restoreRecords } from './folder/lost-records.ts';
import { createMessageFloor } from './folder/message-floor.ts';
import { openPeopleFile } from './folder/people-file.ts';
import { createSteadyTime } from './folder/steady-time.ts';
import { createTrash } from './folder/trash.ts';
import { openFolderFormat } from './format/folder-format.ts';
import { importLegacy } from './import/import-legacy.ts';
import { keepImported } from './import/people.ts';
import { openIndex, type MessageIndex } from './index/message-index.ts';
import { channelsFolder, openChannelStore } from './log/channel-store.ts';
import { createMessageStore } from './log/message-store.ts';
import { createOpenFiles } from './log/open-files.ts';
import type { StoreEnvironment } from './store-environment.ts';
import { openUploads } from './uploads/uploads.ts';

/** Logs that are written to the disk at the same time. */
const COMMITS_AT_ONCE = 4;

export interface StoreOptions {
  env: StoreEnvironment;
  /** Milliseconds that never jump */
  monotonic: () => number;
  /** The data folder; made where it does not exist */
  folder: string;
  /** IANA zone of an old server's times; undefined: the host's */
  importZone: string | undefined;
  /** Free bytes of the disk that uploads leave alone */
  freeSpaceFloor: number;
  /** Free bytes of the disk that messages leave alone too */
  messageSpaceFloor: number;
  /** Bytes of files that one person may bring */
  quotaPerPerson: number;
  /** The same of everybody together */
  quotaInAll: number;
  /** Bytes of the newest messages of all channels together that stay in memory */
  channelMemory: number;
  /** The store cannot go on; it must be closed */
  onFatal: (error: Error) => void;
}

/** Called after each durable batch; set by whoever uses the store. */
interface Hooks {
  onCommitted: (channelId: string, changes: readonly Change[]) => void;
  onStored: () => void;
}

/** Opens them all. Each that must be closed again is in `opened`, also if a later one fails. */
export async function openParts(
  { env, monotonic, folder, importZone, channelMemory, onFatal, ...limits }: StoreOptions,
  opened: { close: () => Promise<unknown> }[],
) {
  const free = () => freeBytes(folder);
  const { serverId } = await openFolderFormat(env, folder);
  const time = createSteadyTime(env.now, monotonic);
  const trash = createTrash(env, join(folder, 'trash'), time);
  const files = createOpenFiles(env.fs);
  opened.push(files);
  const turn = pLimit(COMMITS_AT_ONCE);
  const people = await openPeopleFile(env, join(folder, 'users.jsonl'), { files, turn });
  const hadLogs = await hasLogs(env.fs, channelsFolder(folder));
  const uploads = await openUploads({ ...env, ...limits, folder, freeBytes: free });
  opened.push(uploads);
  const { file: entries, fresh } = await openChannelsFile(env, join(folder, 'channels.json'), serverId);
  const index = await openIndex({ path: join(folder, 'index.db'), note: env.note, onFatal });
  opened.push(index);
  const known = await index.positions();
  const imported = await importLegacy({
    ...env,
    folder,
    serverId,
    zone: importZone,
    knownTails: known,
    knownChannels: new Set(entries.list().map(({ id }) => id)),
    wasDeleted: (id) => entries.wasDeleted(id),
    keepPeople: async (seen) => {
      await keepImported(people, seen);
    },
    adoptFiles: (records) => uploads.adopt(records),
  });
  const messages = createMessageStore({ index, channelMemory });
  const hooks: Hooks = { onCommitted: () => undefined, onStored: () => undefined };
  const channels = await openChannelStore({
    env,
    serverId,
    folder: channelsFolder(folder),
    entries,
    fresh,
    known,
    imported: imported.channels,
    files,
    turn,
    onCommitted(log, batch) {
      messages.committed(log, batch);
      hooks.onCommitted(log.id, batch.values);
      hooks.onStored();
    },
  });
  if (hadLogs) await restoreRecords(env, { people, uploads }, channels.logs());
  // what a deletion that was interrupted left behind
  if (channels.abandoned.length > 0) await trash.put(channels.abandoned);
  for (const log of channels.logs()) index.follow(log.id, log.path, log.end);
  void tellMissingFiles(env, uploads.missing, index);
  const requireSpace = await createMessageFloor({
    freeBytes: free,
    floor: limits.messageSpaceFloor,
    onReached: (bytes) => {
      env.note({ level: 'error', event: 'messages-refused', free: bytes, floor: limits.messageSpaceFloor });
    },
    monotonic,
  });
  return {
    serverId,
    time,
    trash,
    files,
    people,
    uploads,
    entries,
    imported,
    index,
    messages,
    channels,
    hooks,
    requireSpace,
  };
}

/** Tells of files that are gone though messages show them, as soon as the index knows all messages. */
async function tellMissingFiles(
  env: StoreEnvironment,
  names: readonly string[],
  index: Pick<MessageIndex, 'referencedFiles'>,
): Promise<void> {
  if (names.length === 0) return;
  try {
    const shown = await index.referencedFiles(names);
    if (shown.size > 0) env.note({ level: 'error', event: 'upload-files-missing', count: shown.size });
  } catch {
    // the store was closed first; the next start looks again
  }
}
