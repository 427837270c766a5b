// The store as a whole: opens the data folder in order, answers for the chat's rules, and closes.
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import { ChatError } from '../../protocol/errors.ts';
import type { ChannelLog } from './log/channel-log.ts';
import type { ChannelTail } from './log/channel-tail.ts';
import { lockFolder, type FolderLock } from './folder/folder-lock.ts';
import type { Draft } from './log/message-store.ts';
import { nodeMoveFileSystem } from './relocate/move-file-system.ts';
import { refuseMoved, finishOrUndoMove } from './relocate/recover-move.ts';
import type { StoreEnvironment } from './store-environment.ts';
import { openParts, type StoreOptions } from './open-parts.ts';
import { freeBytes } from './folder/free-bytes.ts';

/**
 * Opens the folder in order: lock, an interrupted move, format, people, uploads, index, import, channels.
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
