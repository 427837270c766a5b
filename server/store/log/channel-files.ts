// Where a channel's log lies on disk. Ids are unique ignoring case, so an id is a file name on every system,
// but for Windows' device names.
import { join } from 'node:path';
import { channelId } from '../../../protocol/ids.ts';

/** Windows opens a device under these names, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** No channel id contains it, so a prefixed name can be no other channel's. */
const PREFIX = '+';
const EXTENSION = '.jsonl';

export function logFileName(id: string): string {
  return `${DEVICE.test(id) ? PREFIX : ''}${id}${EXTENSION}`;
}

/** The path of a channel's log in the folder of the logs, `<data>/channels`. */
export function logPath(channelsFolder: string, id: string): string {
  return join(channelsFolder, logFileName(id));
}

/** The channel whose log has this file name; undefined where it is no log's name. */
export function channelOfLog(fileName: string): string | undefined {
  if (!fileName.endsWith(EXTENSION)) return undefined;
  const stem = fileName.slice(0, -EXTENSION.length);
  const id = stem.startsWith(PREFIX) ? stem.slice(PREFIX.length) : stem;
  return channelId.safeParse(id).success && logFileName(id) === fileName ? id : undefined;
}
