// A real socket.io-client that remembers everything it was sent.
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, ClientEvent } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import { createConditions } from './conditions.ts';

export type Transport = 'polling' | 'websocket';
export const TRANSPORTS: readonly Transport[] = ['polling', 'websocket'];

/** How the old React client connects, and the same on the other transport. */
export const CONNECTION = {
  polling: { transports: ['polling'], upgrade: false, forceNew: true },
  websocket: { transports: ['websocket'], forceNew: true },
};

export interface Person {
  id: string;
  username: string;
  [key: string]: unknown;
}

/** As the old client describes somebody. */
export function person(username: string, more: object = {}): Person {
  return {
    id: randomUUID(),
    username,
    avatar: null,
    status: 'online',
    createdAt: '2025-06-05T18:13:47.582Z',
    ...more,
  };
}

export interface TestClient {
  readonly socket: Socket;
  /** Every payload of an event so far. */
  all(event: string): any[];
  /** The names of all events so far, in order. */
  names(): string[];
  /** The next payload of an event that fits; those before it are passed over for good. */
  next(event: string, fits?: (payload: any) => boolean): Promise<any>;
  /** As old clients do: no acknowledgement. */
  send(event: string, payload?: unknown): void;
  ask<E extends ClientEvent>(event: E, payload: unknown): Promise<Ack<E>>;
  /** Like `ask`, where it must succeed. */
  askOk<E extends ClientEvent>(event: E, payload: unknown): Promise<Extract<Ack<E>, { ok: true }>>;
  /**
   * Resolves when everything that the server sent here before it read this has arrived. Needs
   * acknowledgements.
   */
  settled(): Promise<void>;
  close(): void;
}

export interface ConnectOptions {
  transport?: Transport;
  /** The page that the client is part of */
  origin?: string;
  reconnection?: boolean;
}

/** Resolves when the server has said `connected`. */
export async function connect(
  url: string,
  { transport = 'websocket', origin, reconnection = false }: ConnectOptions = {},
): Promise<TestClient> {
  const socket = io(url, {
    ...CONNECTION[transport],
    reconnection,
    ...(origin !== undefined && { extraHeaders: { Origin: origin } }),
  });
  const received: { event: string; payload: any }[] = [];
  const cursors = new Map<string, number>();
  const conditions = createConditions();
  socket.onAny((event: string, payload: unknown) => {
    received.push({ event, payload });
    conditions.changed();
  });

  const client: TestClient = {
    socket,
    all: (event) => received.filter((each) => each.event === event).map(({ payload }) => payload as unknown),
    names: () => received.map(({ event }) => event),
    next: (event, fits = () => true) =>
      conditions.until(
        () => {
          const found = received.findIndex(
            (each, index) => index >= (cursors.get(event) ?? 0) && each.event === event && fits(each.payload),
          );
          if (found < 0) return undefined;
          cursors.set(event, found + 1);
          return received[found]?.payload as object;
        },
        () =>
          `${event}; the last events were ${received
            .slice(-8)
            .map((each) => `${each.event} ${JSON.stringify(each.payload)?.slice(0, 160)}`)
            .join(', ')}`,
      ),
    send(event, ...payload) {
      socket.emit(event, ...payload);
    },
    ask: (event, payload) => socket.timeout(20_000).emitWithAck(event, payload),
    async askOk(event, payload) {
      const answer = await client.ask(event, payload);
      if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer.error)}`);
      return answer;
    },
    async settled() {
      await client.ask('typing_stop', { channel_id: 'nowhere' });
    },
    close() {
      socket.close();
    },
  };
  try {
    await client.next('connected');
  } catch (error) {
    socket.close();
    throw error;
  }
  return client;
}

export interface Guest extends TestClient {
  readonly user: Person;
  /** Says something with an acknowledgement; the message as it was stored. */
  say(channelId: string, content: string, more?: object): Promise<Message>;
}

/** Connects and joins new-style. */
export async function enter(
  url: string,
  user: Person,
  { join = {}, ...options }: ConnectOptions & { join?: object } = {},
): Promise<Guest> {
  const client = await connect(url, options);
  await client.askOk('join_user', { user, ...join });
  return {
    ...client,
    user,
    async say(channelId, content, more = {}) {
      return (await client.askOk('send_message', { channel_id: channelId, message: { content, ...more } }))
        .message;
    },
  };
}

/** Connects and joins as old clients do, without acknowledgements; resolves when `online_users` has come. */
export async function enterAsOldClient(
  url: string,
  user: Person,
  options: ConnectOptions = {},
): Promise<TestClient & { user: Person }> {
  const client = await connect(url, options);
  client.send('join_user', { user });
  await client.next('online_users');
  return { ...client, user };
}
