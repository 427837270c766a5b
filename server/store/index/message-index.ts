// The message index: the main thread's side. A worker thread keeps it in index.db; see ARCHITECTURE.md.
import { Worker } from 'node:worker_threads';
import type { Message } from '../../../protocol/message.ts';
import type { StoreNote } from '../store-environment.ts';
import type { LogPosition } from './database.ts';
import type { Answer, FromWorker, Question, ToWorker } from './worker-messages.ts';

/**
 * Finds any message that was ever made durable. Questions reject only after `close`, after a fatal error, or if
 * documented.
 */
export interface MessageIndex {
  /**
   * Adds a channel's log: its path and durable length in bytes. What the index lacks is read in the
   * background.
   */
  follow(channelId: string, path: string, end: number): void;
  /** A batch just made durable: whole lines that begin at byte `from` of the log. They are copied. */
  apply(channelId: string, from: number, bytes: Uint8Array): void;
  /**
   * Waits until the index knows the whole channel; never guesses. Rejects if the channel is not followed.
   */
  findByClientId(channelId: string, userId: string, clientId: string): Promise<Message | undefined>;
  /** undefined if the message does not exist. */
  pageBefore(
    channelId: string,
    messageId: string,
    most: { limit: number; bytes: number },
  ): Promise<Page | undefined>;
  message(channelId: string, messageId: string): Promise<Message | undefined>;
  /** Those of these unique_filenames that a message refers to. Waits until every channel is known. */
  referencedFiles(names: readonly string[]): Promise<Set<string>>;
  /** Whether anybody wrote under this id. Waits until that is found, or every channel is known. */
  hasUser(userId: string): Promise<boolean>;
  /**
   * Messages of followed channels as far as they are known now; `since` counts those at or after an ISO time.
   */
  counts(sinceIso: string): Promise<IndexCounts>;
  /** How far each channel's log had been read when the index was last saved; nothing if it cannot be read. */
  positions(): Promise<Map<string, LogPosition>>;
  /** By channel id. Waits until every channel is known. */
  channels(): Promise<Map<string, ChannelCounts>>;
  /** The channel was deleted. */
  forget(channelId: string): void;
  /** Resolves when every followed channel is known. */
  whole(): Promise<void>;
  /** Resolves when the worker has ended; harmless when repeated. */
  close(): Promise<void>;
}

/** A page of messages, already serialised so that it can be sent as it is. */
export interface Page {
  /** An array of messages, oldest first */
  json: string;
  /** There are messages before it */
  hasMore: boolean;
}

export interface IndexCounts {
  total: number;
  since: number;
  /** Messages by channel id */
  channels: Record<string, number>;
}

export interface ChannelCounts {
  messages: number;
  /**
   * ISO time, UTC, of the newest message; missing in an empty channel, and where an imported message has no
   * time that can be read
   */
  lastAt?: string;
}

export interface IndexOptions {
  /** index.db; created if it does not exist or cannot be used */
  path: string;
  note: (note: StoreNote) => void;
  /** The worker died: nothing will be answered any more. Called at most once. */
  onFatal: (error: Error) => void;
}

/**
 * A worker that is in the middle of something long is ended after this; the next start reads what it did not
 * save.
 */
const CLOSE_MS = 3_000;

/** Rejects if the database cannot be opened for another reason than a full or failing disk. */
export async function openIndex({ path, note, onFatal }: IndexOptions): Promise<MessageIndex> {
  const file = import.meta.url.endsWith('.ts') ? './index-worker.ts' : './index-worker.js';
  // some Node versions call node:sqlite experimental
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: path,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const pending = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const opened = Promise.withResolvers<undefined>();
  const exited = Promise.withResolvers<undefined>();
  let lastId = 0;
  /** Why nothing is answered any more */
  let ended: Error | undefined;
  let closing: Promise<void> | undefined;

  const end = (reason: Error): void => {
    if (ended) return;
    ended = reason;
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
    opened.reject(reason);
  };
  const die = (reason: Error): void => {
    if (ended) return;
    end(reason);
    if (isOpen) onFatal(reason);
  };
  let isOpen = false;

  worker.on('error', (error) => {
    die(new Error('the index failed', { cause: error }));
  });
  worker.on('messageerror', (error) => {
    die(error);
  });
  worker.on('exit', (code) => {
    exited.resolve(undefined);
    die(new Error(`the index's worker ended with code ${String(code)}`));
  });
  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'ready': {
        opened.resolve(undefined);
        break;
      }
      case 'unusable': {
        opened.reject(new Error(`${path} cannot be opened: ${message.reason}`));
        break;
      }
      case 'note': {
        note(message.note);
        break;
      }
      case 'answer': {
        pending.get(message.id)?.resolve(message);
        pending.delete(message.id);
        break;
      }
      case 'refusal': {
        pending.get(message.id)?.reject(new Error(message.reason));
        pending.delete(message.id);
      }
    }
  });

  const send = (message: ToWorker, transfer: ArrayBuffer[] = []): void => {
    if (!ended) worker.postMessage(message, transfer);
  };
  const answerOf = async (question: Question): Promise<Answer> => {
    if (ended) throw ended;
    lastId += 1;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    pending.set(lastId, { resolve, reject });
    send({ kind: 'ask', id: lastId, question });
    return promise;
  };
  const ask = async (question: Question): Promise<string | undefined> => (await answerOf(question)).json;

  const shutDown = async (): Promise<void> => {
    send({ kind: 'close' });
    end(new Error('the index is closed'));
    const deadline = setTimeout(() => {
      void worker.terminate();
    }, CLOSE_MS);
    await exited.promise;
    clearTimeout(deadline);
    await worker.terminate();
  };

  try {
    await opened.promise;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  isOpen = true;

  return {
    follow: (channel, logPath, length) => {
      send({ kind: 'follow', channel, path: logPath, end: length });
    },
    // a copy: to send a part of a buffer is to send the whole of it
    apply(channel, from, bytes) {
      const copy = new Uint8Array(bytes);
      send({ kind: 'apply', channel, from, bytes: copy }, [copy.buffer]);
    },
    findByClientId: async (channel, user, client) =>
      parsed(await ask({ kind: 'by-client-id', channel, user, client })) as Message | undefined,
    async pageBefore(channel, before, most) {
      const { json, hasMore = false } = await answerOf({ kind: 'page', channel, before, ...most });
      return json === undefined ? undefined : { json, hasMore };
    },
    message: async (channel, message) =>
      parsed(await ask({ kind: 'message', channel, message })) as Message | undefined,
    referencedFiles: async (names) => new Set(parsed(await ask({ kind: 'files', names })) as string[]),
    hasUser: async (user) => (await ask({ kind: 'user', user })) === 'true',
    counts: async (sinceIso) =>
      parsed(await ask({ kind: 'counts', since: Date.parse(sinceIso) })) as IndexCounts,
    async positions() {
      const known = parsed(await ask({ kind: 'positions' })) as LogPosition[];
      return new Map(known.map((position) => [position.channel, position]));
    },
    async channels() {
      const rows = parsed(await ask({ kind: 'channels' })) as {
        channel: string;
        messages: number;
        lastTime: number | null;
      }[];
      return new Map(
        rows.map(({ channel, messages, lastTime }) => [
          channel,
          { messages, ...(lastTime !== null && { lastAt: new Date(lastTime).toISOString() }) },
        ]),
      );
    },
    forget: (channel) => {
      send({ kind: 'forget', channel });
    },
    whole: async () => {
      await ask({ kind: 'whole' });
    },
    close: () => (closing ??= shutDown()),
  };
}

// from our own worker: text that the log's checksums cover
function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
