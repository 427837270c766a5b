// What is asked over HTTP.
import { ChatError, isErrorCode } from '../../../protocol/errors.ts';
import type { RoomInfo } from '../../../protocol/http.ts';
import type { Message } from '../../../protocol/message.ts';
import { NoAnswerError } from './connection.ts';

export interface Http {
  room(): Promise<RoomInfo>;
  /** Messages before one of them, or the newest ones where that is null; oldest first. */
  page(
    channelId: string,
    before: string | null,
    limit: number,
    token: string,
  ): Promise<{ messages: Message[]; hasMore: boolean }>;
}

const ANSWER_MS = 15_000;

/**
 * `url` is the server's, without a slash at its end. Rejects with ChatError where the server refuses, with
 * NoAnswerError.
 */
export function createHttp(url: string): Http {
  const get = async (path: string, init: RequestInit = {}): Promise<{ body: unknown; headers: Headers }> => {
    const given = new AbortController();
    // a network that is gone may let a request wait for minutes
    const timer = setTimeout(() => {
      given.abort();
    }, ANSWER_MS);
    try {
      const response = await fetch(`${url}${path}`, { ...init, signal: given.signal }).catch(() => {
        throw new NoAnswerError('The server cannot be reached');
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw refusalOf(response.status, body);
      return { body, headers: response.headers };
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async room() {
      const { body: room } = await get('/api/room');
      if (typeof room !== 'object' || room === null || !('server_id' in room))
        throw new ChatError('invalid', 'What answers there is no Lanline');
      return room as RoomInfo;
    },
    async page(channelId, before, limit, token) {
      const query = new URLSearchParams({ ...(before !== null && { before }), limit: String(limit) });
      const { body, headers } = await get(
        `/api/channels/${encodeURIComponent(channelId)}/messages?${query.toString()}`,
        { headers: { Authorization: `Bearer ${token}` } },
      );
      if (!Array.isArray(body)) throw new ChatError('invalid', 'A page of messages was expected');
      return { messages: body as Message[], hasMore: headers.get('Has-More') === 'true' };
    },
  };
}

/** What the body of a failed request says (`{error, code}`). */
export function refusalOf(status: number, body: unknown): ChatError {
  const {
    error,
    code,
    retry_after_ms: wait,
  } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>;
  return new ChatError(
    isErrorCode(code) ? code : 'internal',
    typeof error === 'string' ? error : `The server answered ${String(status)}`,
    typeof wait === 'number' ? { retry_after_ms: wait } : {},
  );
}
