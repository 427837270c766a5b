// Which channel each file of the old server becomes.
import { createHash } from 'node:crypto';
import { channelId } from '../../../protocol/ids.ts';
import { LIMITS } from '../../../protocol/limits.ts';

export interface ChannelName {
  id: string;
  /** The channel's title */
  name: string;
}

const EXTENSION = '.json';

/** Whether a name in `channels/` is that of an old server's file. */
export function isSourceName(file: string): boolean {
  return file.endsWith(EXTENSION);
}

/**
 * The channels of `files` (names in `channels/`). A file that was taken over before keeps its channel
 * (`recorded`, by file). Else its name is the id; where that is not well-formed, or is another's but for
 * upper and lower case (`taken`, or another file), the id is a uuid made of the name, the same one each time:
 * an import that was interrupted must find its channel again.
 */
export function nameChannels(
  files: readonly string[],
  recorded: ReadonlyMap<string, ChannelName>,
  taken: Iterable<string>,
): Map<string, ChannelName> {
  const result = new Map<string, ChannelName>();
  const owners = new Map<string, string>();
  for (const id of taken) owners.set(id.toLowerCase(), id);
  const claim = (file: string, channel: ChannelName): void => {
    owners.set(channel.id.toLowerCase(), channel.id);
    result.set(file, channel);
  };
  const sorted = files.toSorted();
  for (const file of sorted) {
    const before = recorded.get(file);
    if (before) claim(file, before);
  }
  const claimed = new Set([...result.values()].map(({ id }) => id));
  for (const file of sorted) {
    if (result.has(file)) continue;
    const stem = file.slice(0, -EXTENSION.length);
    const owner = owners.get(stem.toLowerCase());
    const free = owner === undefined || (owner === stem && !claimed.has(stem));
    claim(
      file,
      channelId.safeParse(stem).success && free
        ? { id: stem, name: stem }
        : { id: uuidOf(stem), name: titleOf(stem) },
    );
  }
  return result;
}

/** A uuid of the kind whose bits are one's own (version 8). */
function uuidOf(stem: string): string {
  // macOS gives the same name in another normal form than Linux
  const bytes = createHash('sha256')
    .update(`old channel ${stem.normalize('NFC')}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function titleOf(stem: string): string {
  const readable = stem
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return readable.slice(0, LIMITS.channelName).toWellFormed().trim() || 'Imported channel';
}
