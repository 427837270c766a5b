// `channels.json`: the channels in the host's order, and the ids that were deleted.
import type { z } from 'zod';
import { channelsFileSchema, type storedChannelSchema } from '../format/data-files.ts';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';
import type { StoreEnvironment } from '../store-environment.ts';

export type StoredChannel = z.output<typeof storedChannelSchema>;

export interface ChannelList {
  channels: readonly StoredChannel[];
  deleted: readonly string[];
}
type NextList = Pick<ChannelList, 'channels'> & Partial<ChannelList>;

export interface ChannelsFile {
  list(): readonly StoredChannel[];
  find(id: string): StoredChannel | undefined;
  /** The channel whose id is the same ignoring case. */
  findAlike(id: string): StoredChannel | undefined;
  wasDeleted(id: string): boolean;
  /**
   * Replaces the list (and remembers deleted ids) on disk, then in memory; changes are made one after
   * another.
   */
  update(change: (now: ChannelList) => NextList | Promise<NextList>): Promise<void>;
  idle(): Promise<void>;
}

/**
 * `serverId`, the room's, is kept in it, too. `fresh` tells that the folder had no such file (or none that
 * could be read).
 */
export async function openChannelsFile(
  env: StoreEnvironment,
  path: string,
  serverId: string,
): Promise<{ file: ChannelsFile; fresh: boolean }> {
  const read = await readJsonFile(env, path, channelsFileSchema);
  let channels: readonly StoredChannel[] = read?.channels ?? [];
  let deleted: readonly string[] = read?.deleted ?? [];
  let last: Promise<void> = Promise.resolve();

  const make = async (
    before: Promise<void>,
    change: Parameters<ChannelsFile['update']>[0],
  ): Promise<void> => {
    await before;
    const next = { deleted, ...(await change({ channels, deleted })) };
    await writeJsonFile(env, path, {
      format: 1,
      channels: next.channels,
      deleted: next.deleted,
      server_id: serverId,
    });
    ({ channels, deleted } = next);
  };

  const update: ChannelsFile['update'] = (change) => {
    const done = make(last, change);
    last = done.catch(() => undefined);
    return done;
  };

  // of a version that did not keep it here
  if (read && read.server_id !== serverId) await update((now) => now);

  return {
    fresh: read === undefined,
    file: {
      list: () => channels,
      find: (id) => channels.find((channel) => channel.id === id),
      findAlike: (id) => channels.find((channel) => channel.id.toLowerCase() === id.toLowerCase()),
      wasDeleted: (id) => deleted.some((gone) => gone.toLowerCase() === id.toLowerCase()),
      update,
      idle: () => last,
    },
  };
}
