// The newest changes of a log, read backwards from its end, so that the cost does not grow with the history; a
// piece at a time, so that others have their turn between two.
import { setImmediate } from 'node:timers/promises';
import type { Change } from '../../../protocol/message.ts';
import { readFully, type FileSystem } from '../files/file-system.ts';
import { readLines } from './log-line.ts';
import { changeOf } from './log-record.ts';

const PIECE = 256 * 1024;

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
  const first = Math.max(0, end - mostBytes);
  const file = await fs.open(path, 'r');
  try {
    /** Of each piece, the newest piece first */
    const pieces: Change[][] = [];
    let found = 0;
    let to = end;
    /** The end of a line that begins in the piece before */
    let rest = Buffer.alloc(0);
    do {
      const from = Math.max(first, to - PIECE);
      const bytes = Buffer.concat([await readFully(file, from, to - from), rest]);
      const start = from === 0 ? 0 : bytes.indexOf(10) + 1;
      // without a line break all of it belongs to a line that begins before
      const begins = from === 0 || start > 0 ? start : bytes.length;
      rest = bytes.subarray(0, begins);
      const changes: Change[] = [];
      for (const { record } of readLines(bytes.subarray(begins))) {
        const change = record && changeOf(record, channelId);
        if (change) changes.push(change);
      }
      pieces.push(changes);
      found += changes.length;
      to = from;
      await setImmediate();
    } while (to > first && found < count);
    const ascending: Change[] = [];
    for (const change of pieces.toReversed().flat())
      if (change.seq > (ascending.at(-1)?.seq ?? 0)) ascending.push(change);
    return { changes: ascending, whole: to === 0 };
  } finally {
    await file.close();
  }
}
