// The smallest client that never loses or doubles a message: an outbox whose entries are sent again until
// they are answered (protocol, extension 2), and catching up by `after_seq` and `epoch` (extension 3).
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { retryOf } from '../../../protocol/errors.ts';
import type { Ack, ClientToServer, ServerToClient } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import { askLater } from './ask-later.ts';
import { createChannelCopy, type ChannelCopy } from './channel-copy.ts';

export interface ReliableClientOptions {
  /** `http://127.0.0.1:5000` */
  url: string;
  user: { id: string; username: string };
  channels: readonly string[];
  /** New messages in batches */
  batch?: boolean;
  /** An unanswered send is repeated after so long, in milliseconds */
  retryMs?: number;
}

export interface ReliableClient {
  /**
   * Resolves when it is acknowledged, however often the connection breaks; rejects with SendRefusedError, or
   * when the client is closed.
   */
  send(channel: string, content: string, clientId?: string): Promise<Message>;
  /** Sends that wait for their answer */
  readonly waiting: number;
  /** What this client knows of the channel: every message once, in order. */
  messages(channel: string): readonly Message[];
  /** Resolves when the channel is known up to that number. */
  caughtUp(channel: string, seq: number): Promise<void>;
  /** Resolves when it is in the room and in its channels. */
  joined(): Promise<void>;
  /** What the server did that the protocol does not allow */
  readonly complaints: readonly string[];
  close(): void;
}

/** The server's definite no: the message is not stored. */
export class SendRefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SendRefusedError';
    this.code = code;
  }
}

interface Entry {
  channel: string;
  content: string;
  clientId: string;
  resolve: (message: Message) => void;
  reject: (error: Error) => void;
}

export function createReliableClient({
  url,
  user,
  channels,
  batch = false,
  retryMs = 5_000,
}: ReliableClientOptions): ReliableClient {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 200,
    randomizationFactor: 0.5,
  });
  const outbox = new Set<Entry>();
  const complaints: string[] = [];
  const waitingToJoin = new Set<() => void>();
  let isJoined = false;
  let isClosed = false;

  const copies = new Map<string, ChannelCopy>(
    channels.map((channel) => [
      channel,
      createChannelCopy({
        channel,
        url,
        join: async (position) => ask('join_channel', { channel_id: channel, limit: 100, ...position }),
        complain: (complaint) => {
          complaints.push(`${channel}: ${complaint}`);
        },
      }),
    ]),
  );

  /** undefined where there is no answer. */
  const ask = async <E extends 'join_user' | 'join_channel' | 'send_message'>(
    event: E,
    payload: Parameters<ClientToServer[E]>[0],
  ): Promise<Ack<E> | undefined> => {
    const { id } = socket;
    // the types of emitWithAck cannot follow which event it is
    const answered = (
      socket.timeout(retryMs) as unknown as { emitWithAck(event: E, payload: unknown): Promise<Ack<E>> }
    ).emitWithAck(event, payload);
    const answer = await answered.catch(() => undefined);
    return socket.id === id ? answer : undefined;
  };

  /**
   * Tries until there is an answer that settles it, or the connection is lost: the next one begins with the
   * whole outbox.
   */
  const deliver = async (entry: Entry): Promise<void> => {
    const { id } = socket;
    const isCurrent = (): boolean => !isClosed && isJoined && socket.id === id && outbox.has(entry);
    while (isCurrent()) {
      const { channel, content, clientId } = entry;
      const answer = await ask('send_message', {
        channel_id: channel,
        message: { content, type: 'text', file: null, client_id: clientId },
      });
      if (!answer) continue;
      if (answer.ok) {
        outbox.delete(entry);
        entry.resolve(answer.message);
      } else if (retryOf(answer.error.code) === 'soon') {
        await askLater(answer.error);
      } else {
        outbox.delete(entry);
        entry.reject(new SendRefusedError(answer.error.code, answer.error.message));
      }
    }
  };

  const enter = async (): Promise<void> => {
    const { id } = socket;
    const isCurrent = (): boolean => !isClosed && socket.connected && socket.id === id;
    while (isCurrent() && !isJoined) {
      const answer = await ask('join_user', {
        user: { ...user, avatar: null, status: 'online', createdAt: new Date().toISOString() },
        calm: true,
        batch,
      });
      if (!answer?.ok || !isCurrent()) continue;
      await Promise.all([...copies.values()].map((copy) => copy.catchUp(isCurrent)));
      if (!isCurrent()) return;
      isJoined = true;
      for (const entry of outbox) void deliver(entry);
      for (const resolve of waitingToJoin) resolve();
      waitingToJoin.clear();
    }
  };

  socket.on('connect', () => {
    void enter();
  });
  socket.on('disconnect', (reason) => {
    isJoined = false;
    for (const copy of copies.values()) copy.disconnected();
    // a server that says goodbye is not asked again by the library itself
    if (reason === 'io server disconnect' && !isClosed) socket.connect();
  });
  socket.on('new_message', ({ channel_id: channel, message }) => {
    copies.get(channel)?.receive([message]);
  });
  socket.on('new_messages', ({ channel_id: channel, messages }) => {
    copies.get(channel)?.receive(messages);
  });

  const copyOf = (channel: string): ChannelCopy => {
    const copy = copies.get(channel);
    if (!copy) throw new Error(`the client is not in ${channel}`);
    return copy;
  };

  return {
    send: (channel, content, clientId = randomUUID()) =>
      new Promise((resolve, reject) => {
        const entry = { channel, content, clientId, resolve, reject };
        outbox.add(entry);
        void deliver(entry);
      }),
    get waiting() {
      return outbox.size;
    },
    messages: (channel) => copyOf(channel).messages,
    caughtUp: (channel, seq) => copyOf(channel).caughtUp(seq),
    joined: () =>
      isJoined
        ? Promise.resolve()
        : new Promise((resolve) => {
            waitingToJoin.add(resolve);
          }),
    complaints,
    close() {
      isClosed = true;
      socket.disconnect();
      for (const { reject } of outbox) reject(new Error('the client was closed'));
      outbox.clear();
    },
  };
}
