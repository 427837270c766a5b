// Files on their way: checked before a byte is sent, two at once, again after the connection was lost. They
// live as long as the page: browser.ts asks before it goes.
import { ChatError, isTransient } from '../../../protocol/errors.ts';
import type { ServerInfo } from '../../../protocol/events.ts';
import type { FileRecord } from '../../../protocol/message.ts';
import { refusedExtension, ruleOf } from '../../../protocol/upload-rule.ts';
import type { Change } from './changes.ts';
import type { Upload, UploadFault } from './model.ts';
import { waitFor } from './patience.ts';
import { createWaiting } from './waiting.ts';

export interface UploadJob {
  token: string;
  /** Bytes sent so far */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file. Rejects with ChatError where the server refuses it, with anything else where the connection
 * breaks off or `signal` ends it.
 */
export type Uploader = (file: File, job: UploadJob) => Promise<FileRecord>;

export interface Uploads {
  add(channelId: string, files: readonly File[]): void;
  retry(clientId: string): void;
  cancel(clientId: string): void;
  resume(): void;
  pause(): void;
  /** Files that a page's end would lose */
  readonly unfinished: number;
  forget(): void;
}

export interface UploadsOptions {
  upload: Uploader;
  limits: () => ServerInfo['limits'] | undefined;
  token: () => string;
  makeId: () => string;
  change: (change: Change) => void;
  /** It is there; its message is to be sent under this key. */
  done: (upload: Upload, file: FileRecord) => void;
}

const AT_ONCE = 2;
const RETRY_MS = 1_000;
/** Broken off so often although there is a connection, it is the file and not the network */
const MOST_BROKEN_OFF = 5;

/** Why the server would refuse a file. */
export function refusal(
  { name, size }: Pick<File, 'name' | 'size'>,
  limits: Pick<ServerInfo['limits'], 'upload' | 'types' | 'denied_types'>,
): 'too_large' | 'type_denied' | null {
  if (refusedExtension(name, ruleOf(limits)) !== undefined) return 'type_denied';
  return size > limits.upload ? 'too_large' : null;
}

interface Item {
  upload: Upload;
  file: File;
  brokenOff: number;
  running: AbortController | undefined;
}

export function createUploads({
  upload: send,
  limits,
  token,
  makeId,
  change,
  done,
}: UploadsOptions): Uploads {
  const items = new Map<string, Item>();
  const waiting = createWaiting();
  let isOnline = false;

  const set = (item: Item, update: Partial<Upload>): void => {
    if (!items.has(item.upload.clientId)) return;
    item.upload = { ...item.upload, ...update };
    change({ kind: 'upload', upload: item.upload });
  };
  const remove = ({ upload: { clientId, channelId } }: Item): void => {
    items.delete(clientId);
    change({ kind: 'upload-gone', channelId, clientId });
  };
  const fail = (item: Item, reason: UploadFault): void => {
    set(item, { state: 'failed', sent: 0, reason });
  };

  /** What went wrong: waits for better times, or gives up. */
  const brokeOff = async (item: Item, error: unknown): Promise<void> => {
    if (!items.has(item.upload.clientId)) return;
    if (error instanceof ChatError && !isTransient(error)) {
      // the server's own fault may be gone the next time; anything else it would refuse again
      if (error.code === 'internal') fail(item, error.code);
      else set(item, { state: 'refused', sent: 0, reason: error.code });
      return;
    }
    if (isOnline && !(error instanceof ChatError)) item.brokenOff += 1;
    if (item.brokenOff >= MOST_BROKEN_OFF) {
      fail(item, 'unreachable');
      return;
    }
    set(item, { sent: 0, reason: error instanceof ChatError ? error.code : null });
    await waiting.wait(waitFor(error, RETRY_MS));
    set(item, { state: 'waiting' });
  };

  const run = async (item: Item): Promise<void> => {
    const running = new AbortController();
    item.running = running;
    set(item, { state: 'uploading', sent: 0, reason: null });
    try {
      const record = await send(item.file, {
        token: token(),
        signal: running.signal,
        onProgress: (sent) => {
          if (item.running === running) set(item, { sent });
        },
      });
      if (!items.has(item.upload.clientId)) return;
      done(item.upload, record);
      remove(item);
    } catch (error) {
      await brokeOff(item, error);
    } finally {
      item.running = undefined;
      next();
    }
  };
  const next = (): void => {
    const all = [...items.values()];
    let free = AT_ONCE - all.filter(({ running }) => running !== undefined).length;
    for (const item of all) {
      if (!isOnline || free <= 0) return;
      if (item.upload.state !== 'waiting' || item.running) continue;
      free -= 1;
      void run(item);
    }
  };

  return {
    add(channelId, files) {
      for (const file of files) {
        const known = limits();
        const refused = known ? refusal(file, known) : null;
        const upload: Upload = {
          clientId: makeId(),
          channelId,
          name: file.name,
          size: file.size,
          type: file.type,
          state: refused === null ? 'waiting' : 'refused',
          sent: 0,
          reason: refused,
        };
        items.set(upload.clientId, { upload, file, brokenOff: 0, running: undefined });
        change({ kind: 'upload', upload });
      }
      next();
    },
    retry(clientId) {
      const item = items.get(clientId);
      if (item?.upload.state !== 'failed') return;
      item.brokenOff = 0;
      set(item, { state: 'waiting', reason: null });
      next();
    },
    cancel(clientId) {
      const item = items.get(clientId);
      if (!item) return;
      remove(item);
      item.running?.abort();
    },
    resume() {
      isOnline = true;
      waiting.hurry();
      next();
    },
    pause() {
      isOnline = false;
    },
    get unfinished() {
      return [...items.values()].filter(
        ({ upload: { state } }) => state === 'waiting' || state === 'uploading',
      ).length;
    },
    forget() {
      for (const item of items.values()) item.running?.abort();
      items.clear();
      waiting.hurry();
    },
  };
}
