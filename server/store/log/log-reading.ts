// Reading a log through the FileSystem port, from the front in slices and backwards from its end.
import { readFully, type OpenFile } from '../files/file-system.ts';
import { readLines, salvage, type LogRecord, type Stretch } from './log-line.ts';

const NEWLINE = 10;
const SLICE = 1024 * 1024;
const TAIL_SLICE = 64 * 1024;

/** A stretch with its bytes; offsets are those of the file. */
export interface LogStretch extends Stretch {
  bytes: Buffer;
}

/** All records and damaged stretches before `end`, in order; whole records in an unfinished last line too. */
export async function* readLog(file: OpenFile, end: number): AsyncGenerator<LogStretch> {
  let carried: Buffer = Buffer.alloc(0);
  for (let position = 0; position < end;) {
    const slice = await readFully(file, position, Math.min(SLICE, end - position));
    if (slice.length === 0) break;
    const offset = position - carried.length;
    position += slice.length;
    const bytes = carried.length > 0 ? Buffer.concat([carried, slice]) : slice;
    carried = bytes.subarray(yield* withBytes(readLines(bytes), bytes, offset));
    if (position >= end) {
      const rest = carried;
      yield* withBytes(salvage(rest, 0), rest, end - rest.length);
    }
  }
}

function* withBytes<R>(
  stretches: Generator<Stretch, R>,
  bytes: Buffer,
  offset: number,
): Generator<LogStretch, R> {
  for (;;) {
    const next = stretches.next();
    if (next.done) return next.value;
    const { start, end, ...rest } = next.value;
    yield { ...rest, start: offset + start, end: offset + end, bytes: bytes.subarray(start, end) };
  }
}

/** Records from the last one before `size` backwards; `end` is after the newline where there is one. */
export async function* readLogBackwards(
  file: OpenFile,
  size: number,
): AsyncGenerator<LogStretch & { record: LogRecord }> {
  let stop = size;
  let window = TAIL_SLICE;
  while (stop > 0) {
    const start = Math.max(0, stop - window);
    const bytes = await readFully(file, start, stop - start);
    // a window that does not begin at the file's start begins somewhere in a line, which the next window
    // reads whole
    const firstLine = start === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
    if (start > 0 && (firstLine === 0 || firstLine === bytes.length)) {
      window *= 2;
      continue;
    }
    yield* linesBackwards(bytes, firstLine, start);
    stop = start + firstLine;
    window = TAIL_SLICE;
  }
}

function* linesBackwards(
  bytes: Buffer,
  firstLine: number,
  offset: number,
): Generator<LogStretch & { record: LogRecord }> {
  for (let end = bytes.length; end > firstLine;) {
    const lineStart =
      end - 2 < firstLine ? firstLine : Math.max(firstLine, bytes.lastIndexOf(NEWLINE, end - 2) + 1);
    const line = bytes.subarray(lineStart, end);
    for (const { start, end: until, record, text } of stretchesOf(line).toReversed()) {
      if (record)
        yield {
          start: offset + lineStart + start,
          end: offset + lineStart + until,
          record,
          text,
          bytes: line.subarray(start, until),
        };
    }
    end = lineStart;
  }
}

function stretchesOf(line: Buffer): Stretch[] {
  if (line.at(-1) === NEWLINE) return [...readLines(line)];
  // the last line of a file may lack its newline alone
  return [...readLines(Buffer.concat([line, Buffer.of(NEWLINE)]))].map((stretch) => ({
    ...stretch,
    end: Math.min(stretch.end, line.length),
  }));
}
