// One channel's log: the file, its numbers, and (while in use) its newest messages in memory.
import { ChatError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Change, Message } from '../../../protocol/message.ts';
import { createAppendFile, type AppendFile, type AppendFileOptions, type Batch } from './append-file.ts';
import { createChannelTail, TAIL_BYTES, type ChannelTail } from './channel-tail.ts';
import { encodeMessage } from './log-record.ts';
import { readNewest } from './read-newest.ts';
import type { StoreEnvironment } from '../store-environment.ts';

export interface ChannelLog {
  readonly id: string;
  readonly path: string;
  readonly epoch: string;
  readonly lastSeq: number;
  /** Durable length in bytes */
  readonly end: number;
  /** Stores a message; its number and time are given when its batch is formed. */
  append(message: Omit<Message, 'seq' | 'timestamp' | 'channel_id'>): Promise<Message>;
  /** The channel is being deleted: what was appended is still written, further appends are `not_found`. */
  retire(): void;
  readonly isRetired: boolean;
  /** The newest messages, if they are in memory. */
  readonly tail: ChannelTail | undefined;
  load(): Promise<ChannelTail>;
  /** Frees the memory; the next `load` reads the file again. */
  unload(): void;
  idle(): Promise<void>;
}

export interface ChannelLogOptions {
  env: StoreEnvironment;
  id: string;
  path: string;
  /** Where the log stands, as read at start */
  at: { end: number; lastSeq: number; epoch: string };
  files: AppendFileOptions<Change>['files'];
  turn: AppendFileOptions<Change>['turn'];
  /** Told after each batch is durable and in `tail`, before the appends resolve */
  onCommitted: (log: ChannelLog, batch: Batch<Change>) => void;
}

export function createChannelLog({
  env,
  id,
  path,
  at,
  files,
  turn,
  onCommitted,
}: ChannelLogOptions): ChannelLog {
  let lastSeq = at.lastSeq;
  let isRetired = false;
  let tail: ChannelTail | undefined;
  /** Changes that became durable while the file was being read for `tail` */
  let loading: { changes: Change[]; done: Promise<ChannelTail> } | undefined;

  const file: AppendFile<Change> = createAppendFile<Change>({
    env,
    path,
    end: at.end,
    files,
    turn,
    onCommitted(batch) {
      lastSeq += batch.values.length;
      for (const change of batch.values) {
        tail?.apply(change);
        loading?.changes.push(change);
      }
      onCommitted(log, batch);
    },
  });

  const read = async (since: Change[]): Promise<ChannelTail> => {
    const { changes, whole } = await readNewest(env.fs, path, id, file.end, {
      count: LIMITS.legacyPage,
      bytes: TAIL_BYTES,
    });
    const loaded = createChannelTail(changes, whole);
    const newestRead = changes.at(-1)?.seq ?? 0;
    for (const change of since) if (change.seq > newestRead) loaded.apply(change);
    tail = loaded; // in the same step: a batch that comes next must find it
    return loaded;
  };

  const log: ChannelLog = {
    id,
    path,
    epoch: at.epoch,
    get lastSeq() {
      return lastSeq;
    },
    get end() {
      return file.end;
    },
    get tail() {
      return tail;
    },
    get isRetired() {
      return isRetired;
    },
    retire() {
      isRetired = true;
    },
    async append(draft) {
      if (isRetired) throw new ChatError('not_found', 'This channel was deleted');
      const change = await file.append((index) => {
        const seq = lastSeq + 1 + index;
        const message: Message = {
          ...draft,
          timestamp: new Date(env.now()).toISOString(),
          channel_id: id,
          seq,
        };
        return { line: encodeMessage(message), value: { seq, kind: 'message', channel_id: id, message } };
      });
      return change.message;
    },
    async load() {
      if (tail) return tail;
      if (!loading) {
        const changes: Change[] = [];
        const done = read(changes).finally(() => {
          loading = undefined;
        });
        loading = { changes, done };
      }
      return loading.done;
    },
    unload() {
      tail = undefined;
    },
    idle: () => file.idle(),
  };
  return log;
}
