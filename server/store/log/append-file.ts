// Appending lines with group commit: all lines that are waiting go to the disk in one write and one datasync.
//
// The promise: an `append` resolves only after its line is durable, and rejects only where it is certain that
// the line is not in the file.
// After a failure the file is cut back to its last durable end through a fresh handle (a failed sync must not
// be retried on the old one);
// while that does not succeed either, nothing is answered and new lines are refused; it is tried again until
// it does. A file that another program has changed is left alone, and lines are refused.
import { isDiskFull, writeFully, type FileSystem } from '../files/file-system.ts';
import type { OpenFiles } from './open-files.ts';
import { ChatError } from '../../../protocol/errors.ts';
import type { StoreEnvironment, StoreNote } from '../store-environment.ts';

/** Lines that became durable together. */
export interface Batch<T> {
  /** Where their bytes begin in the file */
  from: number;
  bytes: Uint8Array;
  values: readonly T[];
}

export interface AppendFile<T> {
  /** The length that is durable, in bytes */
  readonly end: number;
  /**
   * Queues a line. `build` is called when its batch is formed, with its place in the batch: what it says (a
   * number that must have no gap) may depend on all that is durable by then.
   */
  append(build: (index: number) => { line: string; value: T }): Promise<T>;
  /** Resolves when nothing is waiting any more. */
  idle(): Promise<void>;
}

export interface AppendFileOptions<T> {
  env: Pick<StoreEnvironment, 'note'> & { fs: FileSystem };
  path: string;
  /** The file's durable length: it exists and ends there */
  end: number;
  files: OpenFiles;
  /** Runs a commit when it is its turn: bounds how many go on at once */
  turn: <R>(commit: () => Promise<R>) => Promise<R>;
  /** Called synchronously after each batch is durable, before its appends resolve */
  onCommitted: (batch: Batch<T>) => void;
}

interface Waiting<T> {
  build: (index: number) => { line: string; value: T };
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}

/** Lines of one batch at most: a bound for memory and for how long the first must wait for the last. */
const BATCH_LINES = 1_000;
const CHANGED = 'Another program changed this room’s files; its host has to close the room and open it again';
/** How long until a failed write is tried to be undone again, in ms, where no new line comes before. */
const UNDO_AGAIN_MS = 250;

export function createAppendFile<T>({
  env,
  path,
  end: initialEnd,
  files,
  turn,
  onCommitted,
}: AppendFileOptions<T>): AppendFile<T> {
  let end = initialEnd;
  let waiting: Waiting<T>[] = [];
  /** Those whose fate is unknown: written perhaps, but neither synced nor cut off */
  let uncertain: Waiting<T>[] = [];
  /** Why the first of them failed, once it is known that it could not be undone */
  let notUndone: unknown;
  let undoAgain: NodeJS.Timeout | undefined;
  /** Another program has changed the file, which was told */
  let isChanged = false;
  let running: Promise<void> | undefined;

  const note = (event: string, error: unknown, level: StoreNote['level'] = 'error'): void => {
    env.note({ level, event, file: path, reason: error instanceof Error ? error.message : String(error) });
  };

  /**
   * What another program cut off, added or replaced is never written over: at our old end it would leave a hole,
   * and what was added is somebody's. Looked at by its path, since an editor puts another file in its place.
   */
  const isAsWeLeftIt = async (): Promise<boolean> => {
    let found: number | undefined;
    try {
      found = (await env.fs.stat(path))?.size;
    } catch {
      return true; // the disk's trouble: writing tells of it
    }
    if (found === end) {
      isChanged = false;
      return true;
    }
    if (!isChanged)
      env.note({ level: 'error', event: 'file-changed', file: path, found: found ?? 0, expected: end });
    isChanged = true;
    return false;
  };

  /** Makes sure that the file ends at its durable end. */
  const cutBack = async (): Promise<void> => {
    await files.drop(path);
    await files.use(path, async (file) => {
      await file.truncate(end);
      await file.datasync();
      const { size } = await file.stat();
      if (size !== end) throw new Error(`${path} has ${String(size)} bytes instead of ${String(end)}`);
    });
  };

  /** Refuses those that are uncertain as soon as it is certain that they are not in the file. */
  const undo = async (cause: unknown): Promise<void> => {
    try {
      await cutBack();
    } catch (error) {
      if (notUndone === undefined) note('write-failed-and-not-undone', error);
      notUndone ??= cause;
      undoLater();
      return;
    }
    const refused = uncertain;
    uncertain = [];
    notUndone = undefined;
    for (const { reject } of refused) reject(storageError(cause));
  };

  /** Whoever waits for an answer may be the only one who ever writes here. */
  const undoLater = (): void => {
    undoAgain ??= setTimeout(() => {
      undoAgain = undefined;
      if (uncertain.length > 0 && !files.isClosed) running ??= run();
    }, UNDO_AGAIN_MS).unref();
  };

  const commit = async (): Promise<void> => {
    const batch = waiting.slice(0, BATCH_LINES);
    waiting = waiting.slice(BATCH_LINES);
    if (uncertain.length > 0) {
      // what came before must be undone first; where it cannot be, these lines are refused: they were never
      // written
      await undo(notUndone);
      if (uncertain.length > 0) {
        for (const { reject } of batch) reject(new ChatError('storage_failed'));
        return;
      }
    }
    if (batch.length === 0) return;
    if (!(await isAsWeLeftIt())) {
      for (const { reject } of batch) reject(new ChatError('storage_failed', CHANGED));
      return;
    }
    let bytes: Buffer;
    let values: T[];
    try {
      const built = batch.map(({ build }, index) => build(index));
      values = built.map(({ value }) => value);
      bytes = Buffer.from(built.map(({ line }) => line).join(''));
      await files.use(path, async (file) => {
        await writeFully(file, bytes, end);
        await file.datasync();
      });
    } catch (error) {
      note('write-failed', error);
      uncertain.push(...batch);
      await undo(error);
      return;
    }
    const from = end;
    end += bytes.length;
    try {
      onCommitted({ from, bytes, values });
    } catch (error) {
      note('committed-listener-failed', error); // the lines are durable all the same: their senders must hear of it
    }
    values.forEach((value, index) => batch[index]?.resolve(value));
  };

  const run = async (): Promise<void> => {
    do await turn(commit);
    while (waiting.length > 0);
    // in the same step as the last look at what is waiting: a line that comes now starts the next run
    running = undefined;
  };

  return {
    get end() {
      return end;
    },
    append: (build) =>
      new Promise((resolve, reject) => {
        waiting.push({ build, resolve, reject });
        running ??= run();
      }),
    async idle() {
      while (running) await running;
    },
  };
}

/** The error a client is told when something could not be stored. */
export function storageError(cause: unknown): ChatError {
  return isDiskFull(cause) ? new ChatError('storage_full') : new ChatError('storage_failed');
}
