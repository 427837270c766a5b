// The lines of a `.jsonl` file with their numbers.
import { errorCode, type FileSystem } from '../files/file-system.ts';
import type { LogRecord } from '../log/log-line.ts';
import { readLog } from '../log/log-reading.ts';

export interface NumberedLine {
  /** From 1 */
  line: number;
  /** undefined: `bytes` bytes that are no record */
  record: LogRecord | undefined;
  bytes: number;
  /** Whether it is the end of a file that does not end with a newline: the write that was going on */
  isUnfinished: boolean;
}

const NEWLINE = 10;

/** Yields nothing if the file does not exist. */
export async function* readNumbered(fs: FileSystem, path: string): AsyncGenerator<NumberedLine> {
  let file;
  try {
    file = await fs.open(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = await file.stat();
    let line = 1;
    for await (const { record, bytes, end } of readLog(file, size)) {
      const hasNewline = bytes.at(-1) === NEWLINE;
      yield { line, record, bytes: bytes.length, isUnfinished: end === size && !hasNewline };
      if (hasNewline) line += 1;
    }
  } finally {
    await file.close();
  }
}

/** Describes bytes that are not a record, for a finding. */
export function describeDamage({ line, bytes, isUnfinished }: NumberedLine): string {
  const where = `line ${String(line)}: ${String(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return isUnfinished
    ? `ends in a line that was not finished (${where}); the next start cuts it off`
    : `is damaged (${where} that are no whole line)`;
}
