// The newest changes of a log, read backwards from its end, so that the cost does not grow with the history.
import type { Change } from '../../../protocol/message.ts';
import { readFully, type FileSystem } from '../files/file-system.ts';
import { readLines } from './log-line.ts';
import { changeOf } from './log-record.ts';

const FIRST_WINDOW = 256 * 1024;

/**
 * At least the newest `count` changes of the first `end` bytes, ascending, or those in the last `bytes` of them;
 * `whole` where they are all there are.
 */
export async function readNewest(
  fs: FileSystem,
  path: string,
  channelId: string,
  end: number,
  { count, bytes: mostBytes }: { count: number; bytes: number },
): Promise<{ changes: Change[]; whole: boolean }> {
  const file = await fs.open(path, 'r');
  try {
    for (let window = Math.min(FIRST_WINDOW, mostBytes); ; window = Math.min(window * 4, mostBytes)) {
      const from = Math.max(0, end - window);
      const bytes = await readFully(file, from, end - from);
      // within a line unless this is the file's start
      const start = from === 0 ? 0 : bytes.indexOf(10) + 1;
      const changes: Change[] = [];
      for (const { record } of readLines(bytes.subarray(start))) {
        const change = record && changeOf(record, channelId);
        if (change && change.seq > (changes.at(-1)?.seq ?? 0)) changes.push(change);
      }
      if (from === 0 || changes.length >= count || window === mostBytes)
        return { changes, whole: from === 0 };
    }
  } finally {
    await file.close();
  }
}
