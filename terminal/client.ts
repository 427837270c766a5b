// A client of Lanline's protocol: joining, reading, sending, and coming back. What happens is told by `emit`;
// how it looks is not its business.
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../protocol/channel.ts';
import { ChatError, isTransientForJoining, retryOf } from '../protocol/errors.ts';
import type { ServerInfo } from '../protocol/events.ts';
import type { Emit } from './chat-event.ts';
import { createConnection, NoAnswerError } from './connection.ts';
import { createHttp, type Http } from './http.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPeople, type People } from './people.ts';
import { plainLine } from './plain-text.ts';
import type { Identity, Profile } from './profile.ts';
import { createReader, type Reader } from './reader.ts';
import { followRoom } from './follow-room.ts';
import { EndError, failureOf, refusedWords } from './words.ts';

export interface ClientOptions {
  url: string;
  name: string;
  /** Id or name of the first channel; the host's first one where none is named */
  channel: string | undefined;
  /** Messages to show of what was said before */
  history: number;
  /** Waits where the room is full, also at first */
  isPatient: boolean;
  profile: Profile;
  emit: Emit;
  /**
   * Something that is shown all the time may be otherwise now: who is here, what waits, whether there is a
   * connection
   */
  changed: () => void;
}

type Status = 'online' | 'away' | 'busy';

export interface Client {
  /** Resolves on the first time in a channel. */
  readonly ready: Promise<void>;
  /** Resolves when it cannot go on, with the reason, and after `close` with nothing. */
  readonly ended: Promise<EndError | undefined>;
  readonly isOnline: boolean;
  readonly server: ServerInfo | undefined;
  readonly channels: readonly Channel[];
  readonly current: Channel | undefined;
  readonly people: People;
  readonly outbox: Outbox;
  readonly http: Http;
  open(): void;
  close(error?: EndError): void;
  /** Sends a text into the channel we are in, now or as soon as there is a connection. */
  say(content: string): void;
  sendFile(path: string): void;
  /** Rejects where there is no such channel, and as a call does. */
  enter(channel: string): Promise<void>;
  older(): Promise<void>;
  rename(name: string): Promise<void>;
  setStatus(status: Status): Promise<void>;
  typing(isTyping: boolean): void;
}

const RETRY_MS = 2_000;
/** Messages of one page of /older. */
const PAGE = 30;

export function createClient({
  url,
  name: firstName,
  channel: firstChannel,
  history,
  isPatient,
  profile,
  emit,
  changed,
}: ClientOptions): Client {
  const connection = createConnection(url, (error) => {
    emit({ event: 'problem', error: failureOf(error) });
  });
  const http = createHttp(url);
  const { promise: ready, resolve: setReady } = Promise.withResolvers<void>();
  const { promise: ended, resolve: setEnded } = Promise.withResolvers<EndError | undefined>();
  let identity: Identity | undefined;
  let server: ServerInfo | undefined;
  let channels: readonly Channel[] = [];
  let status: Status = 'online';
  let isOnline = false;
  /** Counts connections, so that what began on one does not go on on the next */
  let arrivals = 0;
  const people = createPeople(() => identity?.user_id);

  const outbox = createOutbox({
    emit,
    upload: async (path) => http.upload(path),
    async send({ clientId, channelId, content, file }) {
      const answer = await connection.call('send_message', {
        channel_id: channelId,
        message: {
          content,
          type: file ? 'file' : 'text',
          client_id: clientId,
          ...(file && { file: { unique_filename: file.unique_filename } }),
        },
      });
      return answer.message;
    },
  });

  const reader: Reader = createReader({
    connection,
    history,
    emit,
    async page(channelId, before) {
      return http.page(channelId, before, PAGE);
    },
    onEntered(answer, isQuiet) {
      people.nobodyTypes();
      const channel = channels.find(({ id }) => id === answer.channel_id);
      if (channel && !isQuiet) emit({ event: 'channel', channel, last_seq: answer.last_seq });
    },
    // the next arrival asks again
    onMissed: (error) => {
      if (!(error instanceof NoAnswerError)) emit({ event: 'problem', error: failureOf(error) });
    },
  });

  const close = (error?: EndError): void => {
    isOnline = false;
    outbox.pause();
    connection.close();
    setEnded(error);
  };

  const find = (wanted: string): Channel => {
    const plain = wanted.replace(/^#/, '').toLowerCase();
    const found =
      channels.find(({ id }) => id.toLowerCase() === plain) ??
      channels.find(({ name }) => name.toLowerCase() === plain);
    if (found) return found;
    throw new Error(
      `There is no channel ${plainLine(wanted)}. There are: ${channels.map(({ id }) => plainLine(id)).join(', ')}.`,
    );
  };

  const join = async (serverId: string): Promise<void> => {
    identity ??= await profile.identity(serverId, firstName);
    const { user_id: id, name, created: createdAt, token } = identity;
    const answer = await connection.call('join_user', {
      user: { id, username: name, avatar: null, status, createdAt },
      token,
      calm: true,
      batch: true,
    });
    const returning = server !== undefined;
    ({ server, channels } = answer);
    emit({ event: 'online', returning, server, user: answer.user, channels });
    const again = channels.find((channel) => channel.id === reader.current);
    const next = again ?? (firstChannel === undefined || returning ? channels[0] : find(firstChannel));
    if (!next) throw new EndError('There is no channel here.');
    await reader.enter(next.id, again !== undefined);
    isOnline = true;
    setReady();
    outbox.resume();
    changed();
  };

  /** A connection is there: into the room, as often as it takes. */
  const arrive = async ({ server_id: serverId }: { server_id?: unknown }): Promise<void> => {
    // an address may be another room tomorrow: neither our secret nor what waits to be sent is for that one
    if (typeof serverId !== 'string')
      throw new EndError('An older server answers there, which this client does not speak with.');
    if (identity && identity.server_id !== serverId)
      throw new EndError('Another room answers there now. Start again to go into it.');
    arrivals += 1;
    const mine = arrivals;
    while (mine === arrivals) {
      try {
        await join(serverId);
        return;
      } catch (error) {
        if (mine !== arrivals) return;
        if (error instanceof NoAnswerError) {
          if (connection.isOpen) connection.renew();
          return;
        }
        if (!(error instanceof ChatError)) throw error;
        // who has just started this wants to know now that the room is full
        const mayPass = server || isPatient ? isTransientForJoining(error) : retryOf(error.code) === 'soon';
        if (!mayPass)
          throw refusedWords(error, { name: firstName, file: profile.fileOf(serverId, firstName) });
        await delay(RETRY_MS);
      }
    }
  };

  connection.on('connected', (payload) => {
    arrive(payload).catch((error: unknown) => {
      close(error instanceof EndError ? error : new EndError(failureOf(error).message));
    });
  });
  connection.onLost((reason, said) => {
    arrivals += 1;
    isOnline = false;
    outbox.pause();
    people.nobodyTypes();
    if (server) emit({ event: 'offline', reason, said, waiting: outbox.size });
  });
  followRoom({ connection, reader, people, emit, changed });
  connection.on('channels_changed', (payload) => {
    ({ channels } = payload);
    emit({ event: 'channels', asked: false, channels });
  });

  const needConnection = (): void => {
    if (!isOnline) throw new NoAnswerError('There is no connection at the moment; try again when it is back');
  };
  const current = (): Channel | undefined => channels.find(({ id }) => id === reader.current);
  const add = (content: string, path?: string): void => {
    if (reader.current === undefined) return;
    outbox.add({ channelId: reader.current, content, ...(path !== undefined && { path }) });
    changed();
  };

  return {
    ready,
    ended,
    people,
    outbox,
    http,
    close,
    get isOnline() {
      return isOnline;
    },
    get server() {
      return server;
    },
    get channels() {
      return channels;
    },
    get current() {
      return current();
    },
    open() {
      connection.open();
    },
    say: (content) => {
      add(content);
    },
    sendFile: (path) => {
      add('', path);
    },
    enter: async (wanted) => {
      needConnection();
      const before = reader.current;
      try {
        await reader.enter(find(wanted).id);
      } catch (error) {
        // refused, so the server has us nowhere now
        if (error instanceof ChatError && before !== undefined) await reader.enter(before, true);
        throw error;
      }
    },
    older: async () => reader.older(),
    async rename(name) {
      needConnection();
      const { user } = await connection.call('set_profile', { username: name });
      if (identity) {
        await profile.renamed(identity, user.username);
        identity = { ...identity, name: user.username };
      }
      emit({ event: 'profile', user });
    },
    async setStatus(wanted) {
      needConnection();
      const { user } = await connection.call('set_profile', { status: wanted });
      status = wanted;
      emit({ event: 'profile', user });
    },
    typing(isTyping) {
      if (reader.current !== undefined)
        connection.tell(isTyping ? 'typing_start' : 'typing_stop', { channel_id: reader.current });
    },
  };
}
