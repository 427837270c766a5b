// Writes a channel's log as the store does, for tests of what reads it.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { EventEmitter, once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Message } from '../../../../../protocol/message.ts';
import { encodeLine } from '../../../../../server/store/log/log-line.ts';
import type { StoreNote } from '../../../../../server/store/store-environment.ts';
import { openIndex, type MessageIndex } from '../../../../../server/store/index/message-index.ts';

const cleanups = new WeakMap<TestContext, (() => unknown)[]>();

/** Like `t.after`, but the last one registered runs first: indexes are closed before their folder goes. */
export function atEnd(t: TestContext, run: () => unknown): void {
  const known = cleanups.get(t);
  if (known) {
    known.push(run);
    return;
  }
  const list = [run];
  cleanups.set(t, list);
  t.after(async () => {
    for (const clean of list.toReversed()) await clean();
  });
}

export function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-index-'));
  atEnd(t, () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface OpenedIndex {
  index: MessageIndex;
  notes: StoreNote[];
  events: () => string[];
  /** Resolves when this was noted, or at once where it was before. */
  noted: (event: string) => Promise<void>;
  fatal: Promise<Error>;
}

export async function open(t: TestContext, folder: string): Promise<OpenedIndex> {
  const notes: StoreNote[] = [];
  const fatal = Promise.withResolvers<Error>();
  const emitter = new EventEmitter();
  const note = (noted: StoreNote): void => {
    notes.push(noted);
    emitter.emit('note');
  };
  const index = await openIndex({ path: join(folder, 'index.db'), note, onFatal: fatal.resolve });
  atEnd(t, () => index.close());
  const events = (): string[] => notes.map(({ event }) => event);
  const noted = async (event: string): Promise<void> => {
    while (!events().includes(event)) await once(emitter, 'note');
  };
  return { index, notes, events, noted, fatal: fatal.promise };
}

export interface Log {
  channel: string;
  path: string;
  end: number;
  seq: number;
  /** Appends records as they are and returns the bytes with where they begin. */
  write(bytes: string | Buffer): { from: number; bytes: Buffer };
  /** Appends a message. */
  add(part?: Partial<Message>): { message: Message; from: number; bytes: Buffer };
  /** Appends many at once, "text 1" and so on. */
  addMany(count: number): void;
  follow(index: MessageIndex): void;
}

export function newLog(folder: string, channel: string, epoch = `epoch of ${channel}`): Log {
  const path = join(folder, `${channel}.jsonl`);
  const message = (part: Partial<Message> = {}): Message => {
    log.seq += 1;
    return {
      id: `id ${String(log.seq)}`,
      user_id: 'anna',
      username: 'Anna',
      content: `text ${String(log.seq)}`,
      type: 'text',
      file: null,
      timestamp: new Date(Date.UTC(2026, 0, 1) + log.seq * 60_000).toISOString(),
      channel_id: channel,
      seq: log.seq,
      ...part,
    };
  };
  const log: Log = {
    channel,
    path,
    end: 0,
    seq: 0,
    write(text) {
      const bytes = Buffer.from(text);
      const from = log.end;
      appendFileSync(path, bytes);
      log.end += bytes.length;
      return { from, bytes };
    },
    add(part) {
      const added = message(part);
      return { message: added, ...log.write(messageLine(added)) };
    },
    addMany(count) {
      log.write(Array.from({ length: count }, () => messageLine(message())).join(''));
    },
    follow(index) {
      index.follow(channel, path, log.end);
    },
  };
  writeFileSync(path, '');
  log.write(encodeLine({ format: 1, channel, epoch, created: '2026-01-01T00:00:00.000Z' }));
  return log;
}

export function messageLine(message: Message): string {
  return encodeLine({ seq: message.seq, kind: 'message', message });
}

/** What the index gives of the messages before one; undefined where there is no such message. */
export async function pageBefore(
  index: Pick<MessageIndex, 'pageBefore'>,
  channelId: string,
  messageId: string,
  limit: number,
): Promise<Message[] | undefined> {
  const page = await index.pageBefore(channelId, messageId, { limit, bytes: Infinity });
  return page && (JSON.parse(page.json) as Message[]);
}
