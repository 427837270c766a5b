// A Socket.IO server that says what a test wants it to say: for what a good server rarely or never does.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';

export type Answer = (
  payload: any,
  count: number,
  socket: Socket,
) => object | undefined | Promise<object | undefined>;

export interface ScriptedServer {
  url: string;
  io: Server;
  /** All that came, in order */
  received: { event: string; payload: any }[];
  close(): Promise<void>;
}

const CHANNEL = {
  id: 'general',
  name: 'General',
  type: 'text',
  description: '',
  createdAt: '2026-01-01T00:00:00.000Z',
};

export const message = (seq: number, over: object = {}) => ({
  id: `m${String(seq)}`,
  user_id: 'eve',
  username: 'Eve',
  content: `text ${String(seq)}`,
  type: 'text',
  file: null,
  timestamp: '2026-01-01T00:00:00.000Z',
  channel_id: 'general',
  seq,
  ...over,
});

const ORDINARY: Record<string, Answer> = {
  join_user: ({ user }) => ({
    ok: true,
    user,
    channels: [CHANNEL],
    server: {
      id: 's1',
      name: 'Scripted',
      version: '1',
      build: '1',
      limits: { message: 8_000, upload: 1_000, types: ['txt'] },
      features: [],
    },
  }),
  join_channel: () => ({
    ok: true,
    channel_id: 'general',
    epoch: 'e1',
    last_seq: 0,
    has_more: false,
    reset: true,
    messages: [],
  }),
  send_message: ({ message: { content, client_id: clientId } }, count) => ({
    ok: true,
    message: message(count, { content, client_id: clientId }),
  }),
};

async function reply(answer: ReturnType<Answer>, ack: (given: object) => void): Promise<void> {
  const given = await answer;
  if (given) ack(given);
}

/** `answers` by event; `serverId` is what `connected` says, `undefined` what an old server does. */
export async function openScripted(
  answers: Record<string, Answer> = {},
  serverId: () => unknown = () => 's1',
): Promise<ScriptedServer> {
  const received: ScriptedServer['received'] = [];
  const http = createServer((request, response) => {
    if (request.url === '/api/room')
      response.end(
        JSON.stringify({ server_id: 's1', name: 'Scripted', people: 0, password: false, build: '1' }),
      );
    else if (!request.url?.startsWith('/socket.io')) response.writeHead(404).end('{}');
  });
  const io = new Server(http);
  const counts = new Map<string, number>();
  io.on('connection', (socket) => {
    socket.onAny((event: string, payload: unknown, ack?: (given: object) => void) => {
      received.push({ event, payload });
      const count = (counts.get(event) ?? 0) + 1;
      counts.set(event, count);
      const answer = answers[event] ?? ORDINARY[event] ?? (() => ({ ok: true }));
      void reply(answer(payload, count, socket), (given) => {
        ack?.(given);
      });
    });
    socket.emit('connected', { sid: socket.id, server_id: serverId() });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    io,
    received,
    close: () => io.close(),
  };
}
