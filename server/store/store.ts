// The store as a whole: opens the data folder in order, answers for the chat's rules, and closes.
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import { ChatError } from '../../protocol/errors.ts';
import type { Change } from '../../protocol/message.ts';
import type { ChannelLog } from './log/channel-log.ts';
import { channelsFolder, openChannelStore } from './log/channel-store.ts';
import type { ChannelTail } from './log/channel-tail.ts';
import { openChannelsFile } from './folder/channels-file.ts';
import { openFolderFormat } from './format/folder-format.ts';
import { lockFolder, type FolderLock } from './folder/folder-lock.ts';
import { importLegacy } from './import/import-legacy.ts';
import { keepImported } from './import/people.ts';
import { createMessageStore, type Draft } from './log/message-store.ts';
import { createOpenFiles } from './log/open-files.ts';
import { openPeopleFile } from './folder/people-file.ts';
import { nodeMoveFileSystem } from './relocate/move-file-system.ts';
import { refuseMoved, finishOrUndoMove } from './relocate/recover-move.ts';
import type { StoreEnvironment } from './store-environment.ts';
import { hasLogs, keepAuthors } from './folder/lost-people.ts';
import { createMessageFloor } from './folder/message-floor.ts';
import { createSteadyTime } from './folder/steady-time.ts';
import { freeBytes } from './folder/free-bytes.ts';
import { createTrash } from './folder/trash.ts';
import { openUploads } from './uploads/uploads.ts';
import { openIndex } from './index/message-index.ts';

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

/**
 * Opens the folder in order: lock, an interrupted move, format, people, uploads, import, index, channels.
 * Rejects with FolderLockedError, FolderMovedError, NewerFolderError, or errors of the disk.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const {
    env: { fs },
    folder,
  } = options;
  await fs.mkdir(folder);
  await refuseMoved(fs, folder);
  const lock = lockFolder(folder);
  const opened: { close: () => Promise<unknown> }[] = [];
  const close = async (): Promise<void> => {
    for (const part of opened.splice(0).toReversed()) await part.close();
    lock.release();
  };
  try {
    await finishOrUndoMove({ ...nodeMoveFileSystem, ...fs }, folder);
    return createStore({ ...(await openParts(options, opened)), folder, env: options.env, lock, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/** What is told of each durable batch: set by whoever uses the store. */
interface Hooks {
  onCommitted: (channelId: string, changes: readonly Change[]) => void;
  onStored: () => void;
}

async function openParts(
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
  const imported = await importLegacy({
    ...env,
    folder,
    serverId,
    zone: importZone,
    knownChannels: new Set(entries.list().map(({ id }) => id)),
    wasDeleted: (id) => entries.wasDeleted(id),
    keepPeople: async (seen) => {
      await keepImported(people, seen);
    },
    adoptFiles: (records) => uploads.adopt(records),
  });
  const index = await openIndex({ path: join(folder, 'index.db'), note: env.note, onFatal });
  opened.push(index);
  const messages = createMessageStore({ index, channelMemory });
  const hooks: Hooks = { onCommitted: () => undefined, onStored: () => undefined };
  const channels = await openChannelStore({
    env,
    serverId,
    folder: channelsFolder(folder),
    entries,
    fresh,
    imported: imported.channels,
    files,
    turn,
    onCommitted(log, batch) {
      messages.committed(log, batch);
      hooks.onCommitted(log.id, batch.values);
      hooks.onStored();
    },
  });
  if (people.isIncomplete && hadLogs) await keepAuthors(env, people, channels.logs());
  // what a deletion that was interrupted left behind
  if (channels.abandoned.length > 0) await trash.put(channels.abandoned);
  for (const log of channels.logs()) index.follow(log.id, log.path, log.end);
  const requireSpace = await createMessageFloor({
    freeBytes: free,
    floor: limits.messageSpaceFloor,
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

type Parts = Awaited<ReturnType<typeof openParts>> & {
  folder: string;
  env: Pick<StoreEnvironment, 'note'>;
  lock: FolderLock;
  close: () => Promise<void>;
};

/** The chat's ChatStore (see chat/ports/chat-store.ts), and what the host needs besides. */
export type Store = ReturnType<typeof createStore>;

function createStore({
  serverId,
  lock,
  imported,
  people,
  uploads,
  index,
  entries,
  channels,
  messages,
  files,
  trash,
  time,
  hooks,
  requireSpace,
  folder,
  env: { note },
  close,
}: Parts) {
  const need = (id: string): ChannelLog => {
    const log = channels.log(id);
    if (!log) throw new ChatError('not_found', 'There is no such channel');
    return log;
  };
  const idle = async (): Promise<void> => {
    await Promise.all([...channels.logs()].map((log) => log.idle()));
    await Promise.all([people.idle(), entries.idle()]);
  };

  return Object.assign(hooks, {
    serverId,
    lock,
    imported,
    people,
    uploads,
    index,
    channels: () => entries.list(),
    channelExists: (id: string) => entries.find(id) !== undefined,
    channelDeleted: (id: string) => entries.wasDeleted(id),
    async createChannel(channel: NewChannel): Promise<Channel> {
      const created = await channels.create(channel);
      const log = need(created.id);
      index.follow(log.id, log.path, log.end);
      return created;
    },
    changeChannel: (id: string, change: ChannelChange): Promise<Channel> => channels.change(id, change),
    reorderChannels: (ids: readonly string[]) => channels.reorder(ids),
    async deleteChannel(id: string): Promise<void> {
      const log = await channels.remove(id);
      messages.forget(log);
      await files.drop(log.path);
      try {
        await trash.put([log.path]);
      } catch (error) {
        // the channel is gone all the same; the next start moves its log
        note({
          level: 'warn',
          event: 'log-not-moved',
          channel: id,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    },
    lastSeq: (id: string) => channels.log(id)?.lastSeq ?? 0,
    version(id: string) {
      const log = channels.log(id);
      return log && `${log.epoch}-${String(log.lastSeq)}`;
    },
    peek(id: string) {
      const log = channels.log(id);
      if (!log?.tail) return undefined;
      messages.touch(log);
      return openChannel(log, log.tail);
    },
    async open(id: string) {
      const log = channels.log(id);
      if (!log) return undefined;
      await messages.load(log);
      return openChannel(log, await log.load());
    },
    async append(id: string, message: Draft) {
      requireSpace();
      return messages.append(need(id), message);
    },
    pageBefore: async (id: string, messageId: string, most: { limit: number; bytes: number }) =>
      messages.pageBefore(need(id), messageId, most),
    file: async (name: string) => Promise.resolve(uploads.record(name)),
    /** Bytes of uploads and logs, and what is free. */
    async figures(): Promise<{ uploads: number; files: number; messages: number; free: number }> {
      const { bytes, files: count } = uploads.usage();
      return {
        uploads: bytes,
        files: count,
        messages: [...channels.logs()].reduce((sum, log) => sum + log.end, 0),
        free: await freeBytes(folder),
      };
    },
    /** Resolves when everything that was accepted is on the disk. */
    idle,
    /** Moves to the trash what nothing refers to, and empties it of what is old. */
    async tidy(): Promise<void> {
      await trash.empty();
      await index.whole();
      await uploads.sweep({ isReferenced: (names) => index.referencedFiles(names), now: time.earliest() });
    },
    /** Finishes and frees everything. */
    async close(): Promise<void> {
      await idle();
      await close();
    },
  });
}

/** A channel whose newest messages are in memory. */
function openChannel(log: ChannelLog, tail: ChannelTail) {
  return {
    id: log.id,
    epoch: log.epoch,
    get lastSeq() {
      return log.lastSeq;
    },
    newest: (limit: number) => tail.newest(limit),
    hasMoreThan: (count: number) => tail.hasMoreThan(count),
    changesAfter: (seq: number) => tail.changesAfter(seq),
  };
}
