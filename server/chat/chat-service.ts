// The rules as a whole: what the sockets, the routes and the host call.
import type { z } from 'zod';
import type { Channel, ChannelChange, NewChannel } from '../../protocol/channel.ts';
import { channelChangeSchema, newChannelSchema } from '../../protocol/channel.ts';
import { ChatError } from '../../protocol/errors.ts';
import type { ServerInfo } from '../../protocol/events.ts';
import { explain } from '../../protocol/explain.ts';
import type { RoomInfo } from '../../protocol/http.ts';
import type { Message } from '../../protocol/message.ts';
import type { User } from '../../protocol/user.ts';
import { createChannelNews } from './channels/channel-news.ts';
import { createChannelService, type ChannelService } from './channels/channel-service.ts';
import { createDirectory } from './people/directory.ts';
import { createIdentity } from './access/identity.ts';
import { createKicked, KICKED_MS } from './access/kicked.ts';
import { createOnceAMinute } from './access/once-a-minute.ts';
import { consume } from './access/rate-limits.ts';
import { createPauses } from './access/pauses.ts';
import { createPlaces } from './access/places.ts';
import { createListThrottle, type ListThrottle } from './legacy/list-throttle.ts';
import type { MessageEncoding } from './ports/message-encoding.ts';
import { createMemberships } from './channels/memberships.ts';
import { createMessageService, type MessageService } from './messages/message-service.ts';
import { sameNameAs } from './people/look-alikes.ts';
import type { Broadcaster } from './ports/broadcaster.ts';
import type { ChatStore } from './ports/chat-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Limiter } from './ports/limiter.ts';
import type { PeopleObserver } from './ports/people-observer.ts';
import type { PeopleStore } from './ports/people-store.ts';
import type { Session } from './people/session.ts';
import { createPresence, type Presence } from './people/presence.ts';
import { createSessionService, type SessionService } from './people/session-service.ts';
import { createTyping } from './channels/typing.ts';

export interface ChatService {
  readonly sessions: SessionService;
  readonly channels: ChannelService;
  readonly messages: MessageService;
  readonly presence: Presence;
  readonly files: {
    /** Somebody has a file that is larger than the host allows; throws `rate_limited`, `unauthenticated`. */
    tooLarge(session: Session, file: { filename: string; size: number }): void;
  };
  /** Old clients' pages that ask over HTTP */
  readonly lists: Pick<ListThrottle, 'turn'>;
  /** The person that is bound to this secret */
  personOf(token: string): string | undefined;
  listChannels(): readonly Channel[];
  /** A value that changes with every change of the channel; undefined if there is no such channel. */
  version(channelId: string): string | undefined;
  roomInfo(): RoomInfo;
  /** What only the host may do. Everybody is told. Errors as ChatError. */
  readonly host: {
    createChannel(channel: NewChannel): Promise<Channel>;
    changeChannel(id: string, change: ChannelChange): Promise<Channel>;
    reorderChannels(ids: readonly string[]): Promise<void>;
    deleteChannel(id: string): Promise<void>;
    /**
     * Ends all connections of a person, tells everybody at once, and refuses the id for a minute. Who they
     * were; undefined where they are not here.
     */
    kick(id: string): User | undefined;
  };
  /** Those who are here count as seen today: their names stay theirs. */
  refreshSeen(): void;
  /**
   * From now on whoever says something, comes in or changes is refused with `closing`: else those who never
   * stop would keep the store from being done.
   */
  stopAccepting(): void;
  close(): void;
}

export interface ChatServiceOptions {
  store: ChatStore;
  people: PeopleStore;
  broadcaster: Broadcaster;
  limiter: Limiter;
  encoding: MessageEncoding;
  clock: Clock;
  observer: PeopleObserver;
  maxPeople: number;
  maxPeoplePerAddress: number;
  /** Such addresses have no limits of their own */
  isTrusted: (address: string) => boolean;
  /** Somebody was told that there is no place for them; at most once a minute and address */
  onNoPlace: (address: string, why: string) => void;
  /** A connection is cut, and who it was has to wait for `pause` milliseconds; at most once a minute and address */
  onFlood: (address: string, pause: number, user?: User) => void;
  serverInfo: () => ServerInfo;
  /** Somebody has not sent a file because it is too large */
  onTooLarge: (file: { filename: string; size: number }, user: User, address: string) => void;
  onJoined: (user: User) => void;
  onLeft: (user: User) => void;
  /** The list of channels, or what is said of one, has changed */
  onChannels: (channels: readonly Channel[]) => void;
  /** Messages of one channel were stored, in the order of their numbers */
  onMessages: (channelId: string, messages: readonly Message[]) => void;
  /** Something went wrong that no caller waits for */
  onError: (error: unknown) => void;
}

export function createChatService(options: ChatServiceOptions): ChatService {
  const {
    store,
    people,
    broadcaster,
    limiter,
    encoding,
    clock,
    observer,
    serverInfo,
    onJoined,
    onLeft,
    onChannels,
    onMessages,
    onError,
  } = options;
  const identity = createIdentity({
    directory: createDirectory(people),
    clock,
    isHere: (id) => presence.person(id) !== undefined,
    onError,
  });
  const places = createPlaces(options);
  const presence = createPresence({
    broadcaster,
    clock,
    observer,
    onJoined,
    onLeft(user) {
      places.free(user.id);
      onLeft(user);
      void sessions.admitWaiting();
    },
  });
  const typing = createTyping({ broadcaster, clock, observer });
  const memberships = createMemberships({
    broadcaster,
    clock,
    observer,
    typing,
    userOf: (id) => presence.person(id)?.user,
  });
  const kicked = createKicked(clock);
  const lists = createListThrottle(clock);
  const isNews = createOnceAMinute(() => clock.monotonic());
  let isClosing = false;
  const checkOpen = (): void => {
    if (isClosing) throw new ChatError('closing');
  };
  const news = createChannelNews(clock, () => {
    broadcaster.toAll('channels_changed', { channels: [...store.channels()] });
  });
  const tellChannels = (): void => {
    news.changed();
    onChannels([...store.channels()]);
  };

  store.onCommitted = (channelId, changes) => {
    const messages = changes.map(({ message }) => message);
    broadcaster.messages(channelId, messages);
    lists.said(channelId);
    onMessages(channelId, messages);
  };

  /** Nobody could tell two channels of one name apart. `id`: the channel that is to have it. */
  const withOwnName = <T extends { name?: string | undefined }>(wanted: T, id?: string): T => {
    if (wanted.name === undefined) return wanted;
    const isSame = sameNameAs(wanted.name);
    const alike = store.channels().find((channel) => channel.id !== id && isSame(channel.name));
    if (alike) throw new ChatError('channel_exists', `There is already a channel called ${alike.name}`);
    return wanted;
  };

  /** Runs a change of the channels and tells everybody. */
  const changing = async <T>(change: Promise<T>): Promise<T> => {
    const result = await change;
    tellChannels();
    return result;
  };

  const inChannels = createChannelService({
    store,
    broadcaster,
    presence,
    memberships,
    typing,
    limiter,
    encoding,
    onError,
  });
  const sessions = createSessionService({
    presence,
    memberships,
    identity,
    broadcaster,
    limiter,
    clock,
    kicked,
    places,
    pauses: createPauses(options),
    onNoPlace(address, why) {
      if (isNews(`no place ${address}`)) options.onNoPlace(address, why);
    },
    onFlood(address, pause, user) {
      if (isNews(`flood ${address}`)) options.onFlood(address, pause, user);
    },
    channels: () => store.channels(),
    onEntered: (session) => {
      inChannels.joinWanted(session);
    },
    serverInfo,
    onError,
    checkOpen,
  });

  return {
    presence,
    files: {
      tooLarge(session, file) {
        const user = sessions.personOf(session);
        consume(limiter, 'upload', { person: user.id, address: session.address });
        if (file.size > serverInfo().limits.upload) options.onTooLarge(file, user, session.address);
      },
    },
    lists,
    sessions,
    channels: inChannels,
    messages: createMessageService({
      store,
      identity,
      limiter,
      kicked,
      observer,
      onChannelsChanged: tellChannels,
      encoding,
      checkOpen,
    }),
    personOf: (token) => identity.personOf(token),
    listChannels: () => store.channels(),
    version: (channelId) => store.version(channelId),
    roomInfo() {
      const { id, name, build } = serverInfo();
      return { server_id: id, name, people: presence.count(), password: false, build };
    },
    host: {
      createChannel: async (channel) =>
        changing(store.createChannel(withOwnName(checked(newChannelSchema, channel)))),
      changeChannel: async (id, change) =>
        changing(store.changeChannel(id, withOwnName(checked(channelChangeSchema, change), id))),
      reorderChannels: async (ids) => changing(store.reorderChannels(ids)),
      deleteChannel: async (id) => changing(store.deleteChannel(id)),
      kick(id) {
        const person = presence.person(id);
        if (!person) return undefined;
        kicked.add(id);
        for (const session of person.sessions) {
          broadcaster.toSession(
            session,
            'error',
            new ChatError('kicked', undefined, { retry_after_ms: KICKED_MS }).toWire(),
          );
          broadcaster.disconnect(session);
        }
        // what a lost connection's grace would put off
        memberships.remove(id);
        presence.remove(id);
        return person.user;
      },
    },
    refreshSeen() {
      for (const { id } of presence.users()) identity.seen(id);
    },
    stopAccepting() {
      isClosing = true;
    },
    close() {
      presence.close();
      memberships.close();
      typing.close();
      news.close();
      sessions.close();
    },
  };
}

/** What the host gave, or `invalid` with what would be right. */
function checked<S extends typeof newChannelSchema | typeof channelChangeSchema>(
  schema: S,
  value: unknown,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ChatError('invalid', explain(parsed.error, value, 'channel'));
  return parsed.data as z.output<S>;
}
