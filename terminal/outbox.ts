// What is to be sent, in order and one after another. An entry leaves only when the server says that it is
// stored, or that it certainly is not;
// its `client_id` stays the same however often it is sent, so that nothing is stored twice.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ChatError, retryOf } from '../protocol/errors.ts';
import type { FileRecord, Message } from '../protocol/message.ts';
import type { Emit } from './chat-event.ts';
import { NoAnswerError } from './connection.ts';
import { failureOf } from './words.ts';

export interface OutboxEntry {
  clientId: string;
  channelId: string;
  content: string;
  /** A file to be uploaded first */
  path?: string;
  /** Its record, once it is */
  file?: FileRecord;
  /** Uploads that broke off */
  brokenOff?: number;
}

export interface Outbox {
  readonly size: number;
  add(entry: Pick<OutboxEntry, 'channelId' | 'content' | 'path'>): void;
  /** We are in the room (again). */
  resume(): void;
  pause(): void;
  /** Resolves when at most `left` entries wait. */
  drained(left?: number): Promise<void>;
  /** What was never sent, or sent without an answer. */
  rest(): readonly OutboxEntry[];
}

export interface OutboxOptions {
  send: (entry: OutboxEntry) => Promise<Message>;
  upload: (path: string) => Promise<FileRecord>;
  emit: Emit;
}

const RETRY_MS = 1_000;
/** After so many it is the file that cannot be sent, and not the network. */
const MOST_BROKEN_OFF = 5;

/** Whether it may go well when tried again. */
function passes(entry: OutboxEntry, error: unknown): boolean {
  // nobody waits at a terminal for the host to make room: what passes only `later` is told now
  if (error instanceof ChatError) return retryOf(error.code) === 'soon';
  if (!(error instanceof NoAnswerError)) return false;
  if (entry.path === undefined || entry.file) return true;
  entry.brokenOff = (entry.brokenOff ?? 0) + 1;
  return entry.brokenOff < MOST_BROKEN_OFF;
}

export function createOutbox({ send, upload, emit }: OutboxOptions): Outbox {
  const entries: OutboxEntry[] = [];
  let waiters: { left: number; resolve: () => void }[] = [];
  let isOnline = false;
  let isRunning = false;

  const removeFirst = (): void => {
    entries.shift();
    for (const waiter of waiters.filter(({ left }) => entries.length <= left)) waiter.resolve();
    waiters = waiters.filter(({ left }) => entries.length > left);
  };

  const sendFirst = async (entry: OutboxEntry): Promise<void> => {
    const { clientId, channelId, content } = entry;
    try {
      if (entry.path !== undefined) entry.file ??= await upload(entry.path);
      const message = await send(entry);
      removeFirst();
      emit({ event: 'sent', client_id: clientId, message });
    } catch (error) {
      if (passes(entry, error)) {
        if (isOnline) await delay(RETRY_MS, undefined, { ref: false });
        return;
      }
      removeFirst();
      emit({
        event: 'failed',
        client_id: clientId,
        channel_id: channelId,
        content: entry.path ?? content,
        error: failureOf(error),
      });
    }
  };

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    for (let [first] = entries; isOnline && first; [first] = entries) await sendFirst(first);
    isRunning = false;
  };

  return {
    get size() {
      return entries.length;
    },
    add(entry) {
      entries.push({ ...entry, clientId: randomUUID() });
      void run();
    },
    resume() {
      isOnline = true;
      void run();
    },
    pause() {
      isOnline = false;
    },
    async drained(left = 0) {
      if (entries.length > left)
        await new Promise<void>((resolve) => {
          waiters.push({ left, resolve });
        });
    },
    rest: () => entries,
  };
}
