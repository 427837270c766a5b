// Opens one log as the store does (repair, then append), and reads back what it holds.
import { createAppendFile } from '../../../server/store/log/append-file.ts';
import { logPath } from '../../../server/store/log/channel-files.ts';
import { isHeader } from '../../../server/store/log/log-header.ts';
import { encodeLine, readLines } from '../../../server/store/log/log-line.ts';
import { encodeHeader, newHeader } from '../../../server/store/log/log-record.ts';
import { repairTail } from '../../../server/store/log/log-tail.ts';
import { createOpenFiles } from '../../../server/store/log/open-files.ts';
import type { memoryFileSystem } from '../../unit/server/store/import/memory-file-system.ts';

export interface Opened {
  /** Why it could not be opened */
  error?: string;
  /** The lines of whole records that are no header, in order; the last one is what was appended */
  records: string[];
  /** Bytes after the last line */
  rest: number;
  /** What lies in `damaged/` */
  kept: string[];
}

export async function openDamaged(
  fs: ReturnType<typeof memoryFileSystem>,
  channel: string,
  bytes: Buffer,
): Promise<Opened> {
  const path = logPath('/data/channels', channel);
  const env = { fs, now: () => 1, note: () => undefined };
  fs.files.set(path, bytes);
  try {
    let at = await repairTail(env, path);
    if (!at) {
      // no good line: the channel gets a new log
      const header = Buffer.from(encodeHeader(newHeader(channel, '2026-01-01T00:00:00.000Z')));
      fs.files.set(path, header);
      at = { end: header.length, lastSeq: 0, epoch: '', created: '' };
    }
    const { lastSeq } = at;
    const file = createAppendFile<undefined>({
      env,
      path,
      end: at.end,
      files: createOpenFiles(fs),
      turn: (commit) => commit(),
      onCommitted: () => undefined,
    });
    await file.append(() => ({ line: encodeLine({ seq: lastSeq + 1, kind: 'message' }), value: undefined }));
  } catch (error) {
    return { error: String(error), records: [], rest: 0, kept: [] };
  }
  const written = fs.files.get(path) ?? Buffer.alloc(0);
  const records: string[] = [];
  const reader = readLines(written);
  let step = reader.next();
  for (; !step.done; step = reader.next()) {
    const { record, text } = step.value;
    if (record && !isHeader(record)) records.push(text);
  }
  return {
    records,
    rest: written.length - step.value,
    kept: [...fs.files.keys()].filter((name) => name.startsWith('/data/damaged/')),
  };
}
