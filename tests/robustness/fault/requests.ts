// What a client asks while things fail, and what it was told: done, refused, or nothing.
import { io, type Socket } from 'socket.io-client';
import type { Message } from '../../../protocol/message.ts';
import type { Acknowledged } from './log-check.ts';

export type Outcome<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; code: string }
  | { kind: 'unanswered' };

export interface Person {
  readonly user: string;
  join(): Promise<Outcome<object>>;
  send(channel: string, clientId: string, content?: string): Promise<Outcome<Acknowledged>>;
  close(): void;
}

/** A socket of one person that asks once and does not insist. `ms` is how long an answer may take. */
export function connectPerson(url: string, user: string, ms: number): Person {
  const socket: Socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
  });
  const ask = async (event: string, payload: object): Promise<Outcome<{ message?: Message }>> => {
    try {
      const answer = (await socket.timeout(ms).emitWithAck(event, payload)) as
        | { ok: true; message?: Message }
        | { ok: false; error: { code: string } };
      return answer.ok ? { kind: 'done', value: answer } : { kind: 'refused', code: answer.error.code };
    } catch {
      return { kind: 'unanswered' };
    }
  };
  return {
    user,
    join: () =>
      ask('join_user', {
        user: { id: user, username: user },
        token: `token-of-${user}`.padEnd(40, '-').replaceAll(/[^\w-]/g, '-'),
      }),
    async send(channel, clientId, content = `a message of ${user}`) {
      const answer = await ask('send_message', {
        channel_id: channel,
        message: { content, client_id: clientId },
      });
      if (answer.kind !== 'done') return answer;
      const { id = '', seq = 0 } = answer.value.message ?? {};
      return { kind: 'done', value: { channel, user, clientId, id, seq } };
    },
    close() {
      socket.disconnect();
    },
  };
}

/** Uploads a text; the answer is the file's name. */
export async function upload(url: string, text: string, ms: number): Promise<Outcome<string>> {
  const form = new FormData();
  form.append('file', new Blob([text]), 'notes.txt');
  try {
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body: form,
      signal: AbortSignal.timeout(ms),
    });
    const answer = (await response.json()) as { unique_filename?: string; code?: string };
    return response.ok
      ? { kind: 'done', value: answer.unique_filename ?? '' }
      : { kind: 'refused', code: `${String(response.status)} ${answer.code ?? ''}`.trim() };
  } catch {
    return { kind: 'unanswered' };
  }
}

/**
 * Asks again until it is done, as a client does: nothing tells it that the disk is well. undefined where that
 * took longer than `ms` milliseconds.
 */
export async function insist<T>(ms: number, ask: () => Promise<Outcome<T>>): Promise<T | undefined> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    const outcome = await ask();
    if (outcome.kind === 'done') return outcome.value;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  return undefined;
}
