// `channels.json`: the channels in the host's order, and the ids that were deleted.
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { StoreEnvironment } from './store-environment.ts';

const channelSchema = z.object({ id: z.string(), name: z.string(), type: z.literal('text'), description: z.string(), createdAt: z.string() });
const fileSchema = z.object({ format: z.literal(1), channels: z.array(channelSchema), deleted: z.array(z.string()) });
export type StoredChannel = z.output<typeof channelSchema>;

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
  /** Replaces the list (and remembers deleted ids) on disk, then in memory; changes are made one after another. */
  update(change: (now: ChannelList) => NextList | Promise<NextList>): Promise<void>;
  idle(): Promise<void>;
}

/** `fresh` tells that the folder had no such file (or none that could be read). */
export async function openChannelsFile(env: StoreEnvironment, path: string): Promise<{ file: ChannelsFile; fresh: boolean }> {
  const read = await readJsonFile(env, path, fileSchema);
  let channels: readonly StoredChannel[] = read?.channels ?? [];
  let deleted: readonly string[] = read?.deleted ?? [];
  let last: Promise<void> = Promise.resolve();

  const update: ChannelsFile['update'] = (change) => {
    const done = last.then(async () => {
      const next = await change({ channels, deleted });
      await writeJsonFile(env, path, { format: 1, channels: next.channels, deleted: next.deleted ?? deleted });
      channels = next.channels;
      deleted = next.deleted ?? deleted;
    });
    last = done.catch(() => undefined);
    return done;
  };

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
