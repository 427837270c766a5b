// The channels: their entries in channels.json and their logs, kept in step.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ChatError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Change } from '../../../protocol/message.ts';
import { storageError, type AppendFileOptions, type Batch } from './append-file.ts';
import { replaceFile } from '../files/atomic-file.ts';
import { createChannelLog, type ChannelLog } from './channel-log.ts';
import { channelOfLog, logPath } from './channel-files.ts';
import type { ChannelsFile, StoredChannel } from '../folder/channels-file.ts';
import { encodeHeader, newHeader } from './log-record.ts';
import { repairTail, type KnownTail } from './log-tail.ts';
import type { StoreEnvironment } from '../store-environment.ts';

/** What a new folder starts with: the old client's channels. */
const FIRST_CHANNELS = ['general', 'random', 'help'];

export interface ChannelStore {
  log(id: string): ChannelLog | undefined;
  logs(): Iterable<ChannelLog>;
  /** Logs found of channels that were deleted */
  readonly abandoned: readonly string[];
  /**
   * Makes the channel and its log; `channel_exists`, `channel_limit`, `not_found` where the id was deleted.
   */
  create(channel: {
    id?: string | undefined;
    name: string;
    description?: string | undefined;
  }): Promise<StoredChannel>;
  change(
    id: string,
    change: { name?: string | undefined; description?: string | undefined },
  ): Promise<StoredChannel>;
  reorder(ids: readonly string[]): Promise<void>;
  /** Takes it off the list; answers its log, which is no longer written to. */
  remove(id: string): Promise<ChannelLog>;
}

export interface ChannelStoreOptions {
  env: StoreEnvironment;
  /** The room's */
  serverId: string;
  /** `channels/` */
  folder: string;
  entries: ChannelsFile;
  /** channels.json was not there */
  fresh: boolean;
  /** Where each log stood, by channel, as the index remembers it */
  known: ReadonlyMap<string, KnownTail>;
  /** Channels that an import has just made, by id */
  imported: readonly Pick<StoredChannel, 'id' | 'name' | 'createdAt'>[];
  files: AppendFileOptions<Change>['files'];
  turn: AppendFileOptions<Change>['turn'];
  onCommitted: (log: ChannelLog, batch: Batch<Change>) => void;
}

/** Opens every log, repairs its tail, and makes channels.json and the logs agree. */
export async function openChannelStore({
  env,
  serverId,
  folder,
  entries,
  fresh,
  known,
  imported,
  files,
  turn,
  onCommitted,
}: ChannelStoreOptions): Promise<ChannelStore> {
  const logs = new Map<string, ChannelLog>();

  const open = async (id: string): Promise<ChannelLog | undefined> => {
    const path = logPath(folder, id);
    const at = await repairTail(env, path, known.get(id));
    if (!at) return undefined;
    const log = createChannelLog({ env, id, path, at, files, turn, onCommitted });
    logs.set(id, log);
    return log;
  };

  const make = async (id: string, created: string): Promise<ChannelLog> => {
    const path = logPath(folder, id);
    const header = newHeader(id, created, serverId);
    const bytes = Buffer.from(encodeHeader(header));
    await replaceFile(env.fs, path, bytes);
    const log = createChannelLog({
      env,
      id,
      path,
      at: { end: bytes.length, lastSeq: 0, epoch: header.epoch },
      files,
      turn,
      onCommitted,
    });
    logs.set(id, log);
    return log;
  };

  /** A log without an entry (channels.json was lost, or an import was interrupted) gets one. */
  const found: StoredChannel[] = [];
  const abandoned: string[] = [];
  let nameless = 0;
  await env.fs.mkdir(folder);
  for (const name of await env.fs.readdir(folder)) {
    const id = channelOfLog(name);
    if (id === undefined) continue;
    if (entries.wasDeleted(id)) {
      abandoned.push(logPath(folder, id));
      continue;
    }
    if (!(await open(id)) || entries.find(id)) continue;
    const origin = imported.find((channel) => channel.id === id);
    if (!origin) nameless += 1;
    found.push({
      id,
      name: origin?.name ?? id,
      type: 'text',
      description: '',
      createdAt: origin?.createdAt ?? new Date(env.now()).toISOString(),
    });
  }
  if (fresh && nameless > 0) env.note({ level: 'error', event: 'channels-from-logs', count: nameless });
  const createdAt = new Date(env.now()).toISOString();
  // ids are unique ignoring case: an imported General is the general of this room
  const isFound = (id: string): StoredChannel | undefined =>
    found.find((channel) => channel.id.toLowerCase() === id);
  const first = fresh
    ? FIRST_CHANNELS.map(
        (id): StoredChannel => isFound(id) ?? { id, name: id, type: 'text', description: '', createdAt },
      )
    : [];
  const added = [...first, ...found.filter((channel) => !first.includes(channel))];
  if (added.length > 0) await entries.update(({ channels }) => ({ channels: [...channels, ...added] }));
  for (const { id, createdAt: created } of entries.list()) {
    if (logs.has(id)) continue;
    if (!fresh) env.note({ level: 'error', event: 'log-missing', channel: id });
    await make(id, created);
  }

  const entry = (id: string): StoredChannel => {
    const channel = entries.find(id);
    if (!channel) throw new ChatError('not_found', 'There is no such channel');
    return channel;
  };

  /**
   * Changes the list; what fails for the disk's sake is noted and told as its ChatError. `change` is called
   * when those before it are done.
   */
  const update: ChannelsFile['update'] = async (change) => {
    try {
      await entries.update(change);
    } catch (error) {
      if (error instanceof ChatError) throw error;
      env.note({
        level: 'error',
        event: 'channels-not-saved',
        reason: error instanceof Error ? error.message : String(error),
      });
      throw storageError(error);
    }
  };

  return {
    log: (id) => logs.get(id),
    logs: () => logs.values(),
    abandoned,
    async create({ id = randomUUID(), name, description = '' }) {
      const channel: StoredChannel = {
        id,
        name,
        type: 'text',
        description,
        createdAt: new Date(env.now()).toISOString(),
      };
      try {
        await entries.update(async ({ channels }) => {
          const alike = entries.findAlike(id);
          if (alike) throw new ChatError('channel_exists', `There is already the channel ${alike.id}`);
          if (entries.wasDeleted(id)) throw new ChatError('not_found', 'This channel was deleted');
          if (channels.length >= LIMITS.channels)
            throw new ChatError('channel_limit', `There can be ${String(LIMITS.channels)} channels`);
          // the log first: a log without an entry gets one at the next start, an entry without a log would
          // look like a lost one
          await make(id, channel.createdAt);
          return { channels: [...channels, channel] };
        });
      } catch (error) {
        if (error instanceof ChatError) throw error;
        logs.delete(id);
        env.note({
          level: 'error',
          event: 'channel-not-made',
          channel: id,
          reason: error instanceof Error ? error.message : String(error),
        });
        throw storageError(error);
      }
      return channel;
    },
    async change(id, { name, description }) {
      let changed = entry(id);
      await update(({ channels }) => {
        changed = {
          ...entry(id),
          ...(name !== undefined && { name }),
          ...(description !== undefined && { description }),
        };
        return { channels: channels.map((channel) => (channel.id === id ? changed : channel)) };
      });
      return changed;
    },
    async reorder(ids) {
      await update(({ channels }) => {
        const byId = new Map(channels.map((channel) => [channel.id, channel]));
        const ordered = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
        if (ordered.length !== channels.length || ids.length !== channels.length)
          throw new ChatError('invalid', 'Expected the ids of all channels, each once');
        return { channels: ordered };
      });
    },
    async remove(id) {
      const log = logs.get(id);
      if (!log) throw new ChatError('not_found', 'There is no such channel');
      await update(({ channels, deleted }) => {
        entry(id);
        if (channels.length <= 1) throw new ChatError('last_channel');
        return { channels: channels.filter((channel) => channel.id !== id), deleted: [...deleted, id] };
      });
      logs.delete(id);
      log.retire();
      await log.idle();
      return log;
    },
  };
}

/** The folder of the logs in a data folder. */
export function channelsFolder(data: string): string {
  return join(data, 'channels');
}
