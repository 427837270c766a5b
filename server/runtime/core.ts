// The room without a way in: the data folder, the log, the rules. Nobody can connect yet.
import { join } from 'node:path';
import { createChatService, type ChatService } from '../chat/chat-service.ts';
import type { Limiter } from '../chat/ports/limiter.ts';
import { createLogger, type Logger } from '../logging/logger.ts';
import { createAddressSet } from '../network/address.ts';
import { budgetsOf, type Budgets } from '../chat/access/budgets.ts';
import { createOnceAMinute } from '../chat/access/once-a-minute.ts';
import { createMessageEncoding } from './message-encoding.ts';
import { createBroadcaster, type SocketBroadcaster } from '../sockets/broadcaster.ts';
import { createSlowConsumers, type SlowConsumers } from '../sockets/connections/slow-consumers.ts';
import { createSharedMessages, type SharedMessages } from '../sockets/shared-messages.ts';
import { createSocketServer } from '../sockets/socket-server.ts';
import type { ChatSocketServer } from '../sockets/types.ts';
import type { User } from '../../protocol/user.ts';
import type { StoreNote } from '../store/store-environment.ts';
import { findingOf } from '../store/folder/folder-findings.ts';
import { openStore, type Store } from '../store/store.ts';
import { createLimiter, noLimiter } from './limiter.ts';
import { createPeopleReport, type PeopleReport } from './roster.ts';
import type { PersonEvent } from './server-events.ts';
import type { ServerContext } from './server-options.ts';
import { limitsOf } from './upload-settings.ts';
import { VERSION } from './version.ts';

/** What this server can do beyond the old one's protocol. */
const FEATURES = [
  'acknowledgements',
  'client_id',
  'changes',
  'pages',
  'identity',
  'profile',
  'calm',
  'batch',
] as const;

export interface Core {
  store: Store;
  log: Logger;
  limiter: Limiter;
  budgets: Budgets;
  /** Not attached to any HTTP server yet */
  io: ChatSocketServer;
  slowConsumers: SlowConsumers;
  sharedMessages: SharedMessages;
  broadcaster: SocketBroadcaster;
  people: PeopleReport;
  chat: ChatService;
}

/** Rejects with FolderLockedError, NewerFolderError, or the system's error. */
export async function createCore(context: ServerContext): Promise<Core> {
  const { settings, build, clock, tell, disposers } = context;
  const { store, log } = await openFolder(context);
  const isTrusted = settings.limits ? createAddressSet(settings.trustedAddresses) : () => true;
  const budgets = budgetsOf(settings);
  const isNews = createOnceAMinute(() => clock.monotonic());
  const limiter = settings.limits
    ? createLimiter({
        monotonic: () => clock.monotonic(),
        isTrusted,
        bytes: budgets.answers,
        onRefused: (limit, { person = '', address }, wait) => {
          const user = chat.presence.person(person)?.user;
          if (isNews(`${limit} ${user?.id ?? address}`))
            log.info('rate-limited', { limit, seconds: Math.ceil(wait / 1_000), address, ...named(user) });
        },
      })
    : noLimiter;
  const io = createSocketServer();
  const encoding = createMessageEncoding(budgets.keptLists);
  const slowConsumers = createSlowConsumers(io, {
    clock,
    isTrusted,
    most: budgets.unread,
    onCut: ({ address, session, bytes, bound }) => {
      if (isNews(`unread ${address}`))
        log.warn('unread-cut', { bound, bytes, address, ...named(chat.presence.of(session)?.user) });
    },
  });
  const sharedMessages = createSharedMessages(slowConsumers);
  const broadcaster = createBroadcaster({ io, clock, encoding, sharedMessages, slowConsumers });
  const people = createPeopleReport({
    clock,
    person: (id) => chat.presence.person(id),
    deviceOf: (session) => io.sockets.sockets.get(session)?.data.facts,
    onChange: (change) => {
      tell('people', change);
    },
  });
  const onPerson = (kind: PersonEvent['kind'], { id, username }: { id: string; username: string }): void => {
    const online = chat.presence.count();
    log.info(`person-${kind}`, { person: username, online, user: id });
    tell('person', { kind, id, name: username, at: new Date(clock.now()).toISOString(), online });
  };
  const chat = createChatService({
    store,
    people: store.people,
    broadcaster,
    limiter,
    encoding,
    clock,
    observer: people.observer,
    maxPeople: settings.maxPeople,
    maxPeoplePerAddress: settings.maxPeoplePerAddress,
    isTrusted,
    onFlood: (address, pause, user) => {
      log.warn('flood-cut', { address, seconds: pause / 1_000, ...named(user) });
    },
    onNoPlace: (address, reason) => {
      log.warn('no-place', { address, reason });
    },
    serverInfo: () => ({
      id: store.serverId,
      name: settings.name,
      version: VERSION,
      build,
      limits: limitsOf(settings),
      features: FEATURES,
    }),
    onTooLarge: ({ filename, size }, user, address) => {
      const refused = { file: filename, bytes: size, limit: settings.maxUpload };
      log.warn('upload-refused', { code: 'too_large', ...refused, address, ...named(user) });
      tell('oversize', { ...refused, person: user.username });
    },
    onJoined: (user) => {
      onPerson('joined', user);
    },
    onLeft: (user) => {
      onPerson('left', user);
    },
    onChannels: (channels) => {
      tell('channels', channels);
    },
    onMessages: (channelId, messages) => {
      const channel = store.channels().find(({ id }) => id === channelId)?.name ?? channelId;
      for (const { username, user_id: user, seq, file } of messages)
        log.info('message', { person: username, channel, seq, ...(file && { file: file.filename }), user });
    },
    onError: (error) => {
      log.error('background-failed', { error });
    },
  });
  disposers.add(() => {
    people.close();
  });
  disposers.add(() => {
    chat.close();
  });
  disposers.add(() => {
    broadcaster.close();
  });
  return { store, log, limiter, budgets, io, slowConsumers, sharedMessages, broadcaster, people, chat };
}

/** Who it was, for the log. */
const named = (user: User | undefined) => user && { person: user.username, user: user.id };

/** The store, and the log in its folder; what happens before the log can be written is written then. */
async function openFolder({
  settings,
  fs,
  clock,
  tell,
  onFatal,
  disposers,
}: ServerContext): Promise<Pick<Core, 'store' | 'log'>> {
  const early: StoreNote[] = [];
  let note = (said: StoreNote): void => {
    early.push(said);
  };
  const store = await openStore({
    env: {
      fs,
      now: () => clock.now(),
      note: (said) => {
        const found = findingOf(said);
        if (found) tell('finding', found);
        note(said);
      },
    },
    monotonic: () => clock.monotonic(),
    folder: settings.data,
    importZone: settings.importZone,
    freeSpaceFloor: settings.freeSpaceFloor,
    messageSpaceFloor: settings.messageSpaceFloor,
    quotaPerPerson: settings.quotaPerPerson,
    quotaInAll: settings.quotaInAll,
    channelMemory: settings.channelMemory,
    onFatal,
  });
  disposers.add(() => store.close());
  const log = await createLogger({
    folder: join(settings.data, 'logs'),
    level: settings.logLevel,
    onLine: (line) => {
      tell('log', line);
    },
  });
  disposers.add(() => log.close());
  note = ({ level, event, ...details }) => {
    log[level](event, details);
  };
  early.forEach(note);
  return { store, log };
}
