// The files that were mentioned, by the numbers under which they were shown.
import type { FileRecord, Message } from '../protocol/message.ts';

export interface Files {
  /** The file's number; the same file keeps it. */
  number(file: FileRecord): number;
  /** By number, by stored name, or the newest of that name. */
  find(wanted: string): FileRecord | undefined;
}

export function createFiles(): Files {
  const shown: FileRecord[] = [];
  return {
    number(file) {
      const index = shown.findIndex(({ unique_filename: stored }) => stored === file.unique_filename);
      return index === -1 ? shown.push(file) : index + 1;
    },
    find(wanted) {
      return shown[Number(wanted) - 1] ?? newest(shown, wanted);
    },
  };
}

/** The last of these messages' files that has the name. */
export function fileAmong(messages: readonly Message[], wanted: string): FileRecord | undefined {
  return newest(
    messages.flatMap(({ file }) => file ?? []),
    wanted,
  );
}

function newest(files: readonly FileRecord[], wanted: string): FileRecord | undefined {
  return files.findLast(({ unique_filename: stored, filename }) => stored === wanted || filename === wanted);
}
