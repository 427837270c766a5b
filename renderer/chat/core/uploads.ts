// Files on their way: checked before a byte is sent, two at once, again after the connection was lost. They
// live as long as the page: browser.ts asks before it goes.
import { ChatError, isTransient } from '../../../protocol/errors.ts';
import type { Payload, ServerInfo } from '../../../protocol/events.ts';
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
  add(channelId: string, files: readonly File[], folders?: readonly string[]): void;
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
  /** A file is larger than the host allows, who is to hear of it */
  tooLarge: (file: Payload<'file_too_large'>) => void;
  /** It is there; its message is to be sent under this key. Called in the order of `add` for each channel. */
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
  /** It is on the server, and waits for those before it */
  record: FileRecord | undefined;
}

/** A browser lets a file be read only as it was when it was chosen. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

export function createUploads({
  upload: send,
  limits,
  token,
  makeId,
  change,
  tooLarge,
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
  /** Hands on what is there, up to the first of the channel that is still on its way. */
  const deliver = (channelId: string): void => {
    for (const item of items.values()) {
      const { upload, record } = item;
      if (upload.channelId !== channelId || upload.state === 'refused' || upload.state === 'failed') continue;
      if (!record) return;
      done(upload, record);
      remove(item);
    }
  };
  const stop = (item: Item, state: 'failed' | 'refused', reason: UploadFault): void => {
    set(item, { state, sent: 0, reason });
    deliver(item.upload.channelId);
  };

  /** What went wrong: waits for better times, or gives up. */
  const brokeOff = async (item: Item, error: unknown): Promise<void> => {
    if (!items.has(item.upload.clientId)) return;
    if (error instanceof ChatError && !isTransient(error)) {
      // the server's own fault may be gone the next time; anything else it would refuse again
      stop(item, error.code === 'internal' ? 'failed' : 'refused', error.code);
      return;
    }
    if (!(error instanceof ChatError) && !(await isReadable(item.file))) {
      stop(item, 'refused', 'changed');
      return;
    }
    if (isOnline && !(error instanceof ChatError)) item.brokenOff += 1;
    if (item.brokenOff >= MOST_BROKEN_OFF) {
      stop(item, 'failed', 'unreachable');
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
      // not every browser notices that a file grew or shrank
      if (record.size !== item.file.size) {
        stop(item, 'refused', 'changed');
        return;
      }
      item.record = record;
      set(item, { sent: item.upload.size });
      deliver(item.upload.channelId);
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
      if (item.upload.state !== 'waiting' || item.running || item.record) continue;
      free -= 1;
      void run(item);
    }
  };

  const put = (channelId: string, file: File, refused: UploadFault | null): void => {
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
    items.set(upload.clientId, { upload, file, brokenOff: 0, running: undefined, record: undefined });
    change({ kind: 'upload', upload });
  };

  return {
    add(channelId, files, folders = []) {
      const known = limits();
      for (const file of files) {
        const refused = known ? refusal(file, known) : null;
        if (refused === 'too_large') tooLarge({ filename: file.name.slice(0, 1_000), size: file.size });
        put(channelId, file, refused);
      }
      for (const name of folders) put(channelId, new File([], name), 'folder');
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
      deliver(item.upload.channelId);
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
