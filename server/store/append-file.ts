// Appending lines with group commit: all lines that are waiting go to the disk in one write and one datasync.
//
// The promise: an `append` resolves only after its line is durable, and rejects only where it is certain that the line is not in the file.
// After a failure the file is cut back to its last durable end through a fresh handle (a failed sync must not be retried on the old one);
// while that does not succeed either, nothing is answered and new lines are refused.
import { isDiskFull, writeFully, type FileSystem } from './file-system.ts';
import type { OpenFiles } from './open-files.ts';
import { ChatError } from '../contract/errors.ts';
import type { StoreEnvironment, StoreNote } from './store-environment.ts';

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
   * Queues a line. `build` is called when its batch is formed, with its place in the batch: what it says (a number that must have no gap)
   * may depend on all that is durable by then.
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

export function createAppendFile<T>({ env, path, end: initialEnd, files, turn, onCommitted }: AppendFileOptions<T>): AppendFile<T> {
  let end = initialEnd;
  let waiting: Waiting<T>[] = [];
  /** Those whose fate is unknown: written perhaps, but neither synced nor cut off */
  let uncertain: Waiting<T>[] = [];
  let running: Promise<void> | undefined;

  const note = (event: string, error: unknown, level: StoreNote['level'] = 'error'): void => {
    env.note({ level, event, file: path, reason: error instanceof Error ? error.message : String(error) });
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

  const fail = async (batch: Waiting<T>[], cause: unknown): Promise<void> => {
    note('write-failed', cause);
    uncertain.push(...batch);
    try {
      await cutBack();
    } catch (error) {
      note('write-failed-and-not-undone', error);
      return;
    }
    const refused = uncertain;
    uncertain = [];
    for (const { reject } of refused) reject(storageError(cause));
  };

  const commit = async (): Promise<void> => {
    const batch = waiting.slice(0, BATCH_LINES);
    waiting = waiting.slice(BATCH_LINES);
    if (uncertain.length > 0) {
      // what came before must be undone first; where it cannot be, these lines are refused: they were never written
      await fail([], new Error('an earlier write is still uncertain'));
      if (uncertain.length > 0) {
        for (const { reject } of batch) reject(new ChatError('storage_failed'));
        return;
      }
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
      await fail(batch, error);
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
    while (waiting.length > 0) await turn(commit);
    // in the same step as the last look at what is waiting: a line that comes now starts the next run
    running = undefined;
  };

  return {
    get end() { return end; },
    append: (build) => new Promise((resolve, reject) => {
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
