// The few things that go over HTTP: looking before joining, older pages, files.
import { openAsBlob } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, join, parse, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ChatError, isErrorCode } from '../protocol/errors.ts';
import type { RoomInfo } from '../protocol/http.ts';
import type { FileRecord, Message } from '../protocol/message.ts';
import { NoAnswerError } from './connection.ts';

export interface Http {
  /** What may be known before joining. Rejects with the network's own error where nobody can be reached. */
  room(): Promise<RoomInfo>;
  /** The page before a message, or the newest one; oldest first. */
  page(
    channelId: string,
    before: string | undefined,
    limit: number,
  ): Promise<{ messages: Message[]; hasMore: boolean }>;
  /** Sends a file's bytes. Its record goes into a message then. */
  upload(path: string): Promise<FileRecord>;
  /** Fetches a file into a folder or under a name; nothing is ever overwritten. */
  download(file: FileRecord, to: string): Promise<{ path: string; size: number }>;
}

const ROOM_MS = 10_000;

export function createHttp(base: string): Http {
  /** Waits as long as the server asks for; rejects with its refusal as a ChatError. */
  const request = async (path: string, init?: () => RequestInit): Promise<Response> => {
    for (;;) {
      const response = await reach(new URL(path, base), init?.());
      if (response.ok) return response;
      const error = await refusal(response);
      if (response.status !== 429) throw error;
      await delay(error.details.retry_after_ms ?? 1_000);
    }
  };

  return {
    async room() {
      const response = await fetch(new URL('/api/room', base), { signal: AbortSignal.timeout(ROOM_MS) });
      if (response.status === 403) throw await refusal(response);
      const room: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
      if (!isRoom(room)) throw new ChatError('not_found', 'What answers there is no Lanline');
      return room;
    },
    async page(channelId, before, limit) {
      const query = new URLSearchParams({ limit: String(limit), ...(before !== undefined && { before }) });
      const response = await request(
        `/api/channels/${encodeURIComponent(channelId)}/messages?${query.toString()}`,
      );
      const messages = (await response.json()) as Message[];
      // an older server does not say it, and fills every page
      const hasMore = response.headers.get('Has-More') ?? String(messages.length === limit);
      return { messages, hasMore: hasMore === 'true' };
    },
    async upload(path) {
      const form = new FormData();
      // read from the disk while it is sent
      form.append('file', await openAsBlob(path), basename(path));
      return (await (
        await request('/api/upload', () => ({ method: 'POST', body: form }))
      ).json()) as FileRecord;
    },
    async download({ unique_filename: stored, filename }, to) {
      const response = await request(`/api/files/${encodeURIComponent(stored)}`);
      if (!response.body) throw new Error('The server sent nothing');
      return save(Readable.from(response.body), await freePath(to, safeName(filename)));
    },
  };
}

async function reach(url: URL, init: RequestInit | undefined): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new NoAnswerError('The server cannot be reached', { cause: error });
  }
}

async function refusal(response: Response): Promise<ChatError> {
  const body: unknown = await response.json().catch(() => undefined);
  const {
    error,
    code,
    retry_after_ms: wait,
  } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>;
  const text = typeof error === 'string' ? error : `The server answered ${String(response.status)}`;
  return new ChatError(
    isErrorCode(code) ? code : 'internal',
    text,
    typeof wait === 'number' ? { retry_after_ms: wait } : {},
  );
}

function isRoom(room: unknown): room is RoomInfo {
  return (
    typeof room === 'object' && room !== null && 'server_id' in room && typeof room.server_id === 'string'
  );
}

/**
 * A name without folders, hidden characters, or what Windows gives another meaning: the server is not trusted
 * with our disk.
 */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const safe = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 150);
  if (safe === '') return 'file';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe) ? `_${safe}` : safe;
}

/** `to` itself, or in it where it is a folder, with a number where there is something already. */
async function freePath(to: string, name: string): Promise<string> {
  const isFolder = /[/\\]$/.test(to) || (await stat(to).catch(() => undefined))?.isDirectory() === true;
  const wanted = resolve(isFolder ? join(to, name) : to);
  const { dir, name: stem, ext } = parse(wanted);
  await mkdir(dir, { recursive: true });
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? wanted : join(dir, `${stem} (${String(number)})${ext}`);
    if (!(await stat(path).catch(() => undefined))) return path;
  }
}

async function save(from: Readable, path: string): Promise<{ path: string; size: number }> {
  const file = (await open(path, 'wx')).createWriteStream();
  try {
    await pipeline(from, file);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, size: file.bytesWritten };
}
