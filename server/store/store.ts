// The store as a whole: opens the data folder in order, answers for the chat's rules, and closes.
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Channel } from '../contract/channel.ts';
import type { Change, FileRecord, Message } from '../contract/message.ts';
import type { Batch } from './append-file.ts';
import type { ChannelLog } from './channel-log.ts';
import { channelsFolder, openChannelStore } from './channel-store.ts';
import { openChannelsFile } from './channels-file.ts';
import { openFolderFormat } from './folder-format.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { importLegacy, type ImportReport } from './import/import-legacy.ts';
import { createMessageStore, type Draft } from './message-store.ts';
import { createOpenFiles } from './open-files.ts';
import { openPeopleFile, type PeopleFile } from './people-file.ts';
import type { StoreEnvironment } from './store-environment.ts';
import { createTrash } from './trash.ts';
import { openUploads, type Uploads } from './uploads/uploads.ts';
import { openView, type View } from './view/view.ts';

/** Logs that are written to the disk at the same time. */
const COMMITS_AT_ONCE = 4;

export interface StoreOptions {
  env: StoreEnvironment;
  /** The data folder; made where it does not exist */
  folder: string;
  /** IANA zone of an old server's times; undefined: the host's */
  importZone: string | undefined;
  /** Free bytes of the disk that uploads leave alone */
  freeSpaceFloor: number;
  /** The store cannot go on; it must be closed */
  onFatal: (error: Error) => void;
}

/** The chat's ChatStore, and what the host needs besides. */
export interface Store {
  readonly serverId: string;
  readonly lock: FolderLock;
  readonly imported: ImportReport;
  readonly people: PeopleFile;
  readonly uploads: Uploads;
  readonly view: View;

  channels(): readonly Channel[];
  channelExists(id: string): boolean;
  channelDeleted(id: string): boolean;
  createChannel(channel: { id?: string | undefined; name: string; description?: string | undefined }): Promise<Channel>;
  changeChannel(id: string, change: { name?: string | undefined; description?: string | undefined }): Promise<Channel>;
  reorderChannels(ids: readonly string[]): Promise<void>;
  deleteChannel(id: string): Promise<void>;
  lastSeq(id: string): number;
  peek(id: string): OpenChannel | undefined;
  open(id: string): Promise<OpenChannel | undefined>;
  append(channelId: string, message: Draft, accepted?: () => void): Promise<Message>;
  pageBefore(channelId: string, messageId: string, limit: number): Promise<Message[] | undefined>;
  file(uniqueFilename: string): Promise<FileRecord | undefined>;
  onCommitted: (channelId: string, changes: readonly Change[]) => void;
  /** Called after each durable batch, for the host's figures. */
  onStored: () => void;
  /** Bytes of uploads and logs, and what is free. */
  figures(): Promise<{ uploads: number; files: number; messages: number; free: number }>;
  /** Resolves when everything that was accepted is on the disk. */
  idle(): Promise<void>;
  /** Moves to the trash what nothing refers to, and empties it of what is old. */
  tidy(): Promise<void>;
  /** Finishes and frees everything. */
  close(): Promise<void>;
}

interface OpenChannel {
  readonly id: string;
  readonly epoch: string;
  readonly lastSeq: number;
  newest(limit: number): Message[];
  hasMoreThan(count: number): boolean;
  changesAfter(seq: number): Change[] | undefined;
}

export async function openStore({ env, folder, importZone, freeSpaceFloor, onFatal }: StoreOptions): Promise<Store> {
  await env.fs.mkdir(folder);
  const lock = lockFolder(folder);
  const opened: { close: () => Promise<unknown> }[] = [];
  try {
    const { serverId } = await openFolderFormat(env, folder);
    const trash = createTrash(env, join(folder, 'trash'));
    const files = createOpenFiles(env.fs);
    opened.push(files);
    const turn = pLimit(COMMITS_AT_ONCE);
    const people = await openPeopleFile(env, join(folder, 'users.jsonl'), { files, turn });
    const uploads = await openUploads({ ...env, folder, freeSpaceFloor, freeBytes: () => freeBytes(folder) });
    opened.push(uploads);
    const { file: entries, fresh } = await openChannelsFile(env, join(folder, 'channels.json'));
    const imported = await importLegacy({
      ...env, folder, zone: importZone,
      knownChannels: new Set(entries.list().map(({ id }) => id)),
      wasDeleted: (id) => entries.wasDeleted(id),
      keepPeople: async (seen) => { await keepImported(people, seen); },
      adoptFiles: (records) => uploads.adopt(records),
    });
    const view = await openView({ path: join(folder, 'index.db'), note: env.note, onFatal });
    opened.push(view);
    const messages = createMessageStore(view);
    const channels = await openChannelStore({
      env, folder: channelsFolder(folder), entries, fresh, imported: imported.channels, files, turn,
      onCommitted(log: ChannelLog, batch: Batch<Change>) {
        messages.committed(log, batch);
        store.onCommitted(log.id, batch.values);
        store.onStored();
      },
    });
    for (const log of channels.logs()) view.follow(log.id, log.path, log.end);

    const need = (id: string): ChannelLog => {
      const log = channels.log(id);
      if (!log) throw new Error(`there is no log of channel ${id}`);
      return log;
    };

    const store: Store = {
      serverId, lock, imported, people, uploads, view,
      channels: () => entries.list(),
      channelExists: (id) => entries.find(id) !== undefined,
      channelDeleted: (id) => entries.wasDeleted(id),
      async createChannel(channel) {
        const created = await channels.create(channel);
        const log = need(created.id);
        view.follow(log.id, log.path, log.end);
        return created;
      },
      changeChannel: (id, change) => channels.change(id, change),
      reorderChannels: (ids) => channels.reorder(ids),
      async deleteChannel(id) {
        const log = await channels.remove(id);
        messages.forget(log);
        await files.drop(log.path);
        await trash.put([log.path]);
      },
      lastSeq: (id) => channels.log(id)?.lastSeq ?? 0,
      peek(id) {
        const log = channels.log(id);
        if (!log?.tail) return undefined;
        messages.touch(log);
        return openChannel(log);
      },
      async open(id) {
        const log = channels.log(id);
        if (!log) return undefined;
        await messages.load(log);
        return openChannel(log);
      },
      append: async (id, message, accepted) => messages.append(need(id), message, accepted),
      pageBefore: async (id, messageId, limit) => messages.pageBefore(need(id), messageId, limit),
      file: async (name) => Promise.resolve(uploads.record(name)),
      onCommitted: () => undefined,
      onStored: () => undefined,
      async figures() {
        const { bytes, files: count } = uploads.usage();
        return { uploads: bytes, files: count, messages: [...channels.logs()].reduce((sum, log) => sum + log.end, 0), free: await freeBytes(folder) };
      },
      async idle() {
        await Promise.all([...channels.logs()].map((log) => log.idle()));
        await Promise.all([people.idle(), entries.idle()]);
      },
      async tidy() {
        await trash.empty();
        await view.whole();
        await uploads.sweep({ isReferenced: (names) => view.referencedFiles(names), now: env.now() });
      },
      async close() {
        await store.idle();
        for (const part of opened.toReversed()) await part.close();
        lock.release();
      },
    };
    return store;
  } catch (error) {
    for (const part of opened.toReversed()) await part.close();
    lock.release();
    throw error;
  }
}

/** A channel whose newest messages are in memory. */
function openChannel(log: ChannelLog): OpenChannel {
  const { tail } = log;
  if (!tail) throw new Error(`channel ${log.id} is not in memory`);
  return {
    id: log.id,
    epoch: log.epoch,
    get lastSeq() { return log.lastSeq; },
    newest: (limit) => tail.newest(limit),
    hasMoreThan: (count) => tail.hasMoreThan(count),
    changesAfter: (seq) => tail.changesAfter(seq),
  };
}

/** People of an imported history: seen without a secret, so they can never be bound. */
async function keepImported(people: PeopleFile, seen: readonly { id: string; username: string; lastTimestamp: string }[]): Promise<void> {
  await Promise.all(seen.flatMap(({ id, username, lastTimestamp }) => (
    people.person(id) ? [] : [people.keep({ id, name: username, tokenHash: undefined, seenAt: Date.parse(lastTimestamp) || 0 })])));
}

/** Bytes free on the folder's disk; a system that cannot tell has no floor. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
