// The real app on the real listener, with a chat that is as small as the port it stands for.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Router } from 'express';
import { ChatError } from '../../../../protocol/errors.ts';
import type { Message } from '../../../../protocol/message.ts';
import { createHttpApp, type HttpAppOptions } from '../../../../server/http/app.ts';
import type { HttpChat } from '../../../../server/http/http-chat.ts';
import {
  createOriginPolicy,
  type OriginPolicyOptions,
} from '../../../../server/http/access/origin-policy.ts';
import { createAnswerGate, type AnswerGate } from '../../../../server/http/routes/answer-gate.ts';
import { systemClock } from '../../../../server/runtime/clock.ts';
import type { HttpNote } from '../../../../server/http/error-handler.ts';
import { createListener, type ListenerOptions } from '../../../../server/http/listener/listener.ts';

export const BOUND_ID = 'bound';
export const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** One channel, `general`; the id `bound` belongs to whoever has SECRET. */
function smallChat(): HttpChat {
  const messages: Message[] = [];
  return {
    channels: () => [
      {
        id: 'general',
        name: 'General',
        type: 'text',
        description: 'All <of> it',
        createdAt: '2026-01-01T00:00:00.000Z',
      },
    ],
    version: (channelId) => String(messages.filter((message) => message.channel_id === channelId).length),
    turn: () => Promise.resolve(),
    history(channelId, { before, limit }) {
      const all = messages.filter((message) => message.channel_id === channelId);
      const end = before === undefined ? all.length : all.findIndex(({ id }) => id === before);
      if (end < 0) return Promise.reject(new ChatError('not_found'));
      const page = all.slice(0, end).slice(-(limit ?? 1_000));
      return Promise.resolve({ json: JSON.stringify(page), hasMore: page.length < end });
    },
    post({ channelId, draft, user, token }) {
      if (user.id === BOUND_ID && token !== SECRET) return Promise.reject(new ChatError('identity_taken'));
      if (draft.content === '') return Promise.reject(new ChatError('empty'));
      if (draft.content === 'too often')
        return Promise.reject(new ChatError('rate_limited', undefined, { retry_after_ms: 1_200 }));
      if (draft.content === 'fault') return Promise.reject(new Error('the disk is on fire'));
      const message: Message = {
        id: `m${String(messages.length + 1)}`,
        user_id: user.id,
        username: user.username,
        content: draft.content,
        type: 'text',
        file: null,
        timestamp: new Date(0).toISOString(),
        channel_id: channelId,
        seq: messages.length + 1,
      };
      messages.push(message);
      return Promise.resolve(message);
    },
    room: () => ({ server_id: 's', name: 'Physik <9b>', people: 2, password: false, build: 'test' }),
  };
}

/** A listener on loopback that refuses nobody, for tests of one thing about it. */
export const createLoopbackListener = (
  options: Pick<ListenerOptions, 'app'> & Partial<ListenerOptions>,
): ReturnType<typeof createListener> =>
  createListener({
    host: '127.0.0.1',
    port: 0,
    maxConnections: 100,
    maxConnectionsPerAddress: 100,
    isTrusted: () => true,
    log: () => undefined,
    ...options,
  });

/** A gate as it is by default, but for the bytes. */
export const openGate = (): AnswerGate =>
  createAnswerGate({
    budget: { atOnce: 8, burst: Infinity, perSecond: 1, perSecondInAll: Infinity },
    isTrusted: () => false,
    onHeld: () => undefined,
    clock: systemClock,
  });

type Options = Partial<
  OriginPolicyOptions & Omit<ListenerOptions, 'app' | 'log'> & Pick<HttpAppOptions, 'pageAssets'>
>;

export async function startHttpServer(options: Options = {}) {
  const notes: HttpNote[] = [];
  const log = (note: HttpNote) => {
    notes.push(note);
  };
  const originPolicy = createOriginPolicy({
    legacyClients: true,
    allowedOrigins: [],
    allowedHosts: [],
    ownAddresses: () => [],
    names: () => ({ hostName: 'anna-pc', searchDomains: [], localNames: [] }),
    ...options,
  });
  const uploads = Router();
  uploads.get('/api/files/:name', (_request, response) => {
    response.type('txt').send('the file');
  });
  const listener = createListener({
    app: createHttpApp({
      chat: smallChat(),
      originPolicy,
      uploads,
      log,
      answerGate: openGate(),
      ...(options.pageAssets && { pageAssets: options.pageAssets }),
    }),
    host: '127.0.0.1',
    port: 0,
    maxConnections: 5_000,
    maxConnectionsPerAddress: 5_000,
    isTrusted: () => true,
    log,
    ...options,
  });
  const { port } = await listener.listen();
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    port,
    notes,
    listener,
    close: () => listener.close(),
    /** What it answers to bytes that may be no HTTP at all, until it closes. */
    raw: (bytes: string) => answerTo(port, bytes),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

/** A raw connection; its faults are part of what is tested. */
export async function open(port: number, localAddress?: string): Promise<Socket> {
  const socket = connect({
    host: '127.0.0.1',
    port,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Resolves with all that came when the other side has closed. */
export function received(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return new Promise((resolve) => {
    socket.once('close', () => {
      resolve(text);
    });
  });
}

async function answerTo(port: number, bytes: string): Promise<string> {
  const socket = await open(port);
  const answer = received(socket);
  socket.write(bytes);
  return answer;
}
