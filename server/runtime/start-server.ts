// Wiring: all parts of one running server, made in order and ended in the opposite one.
import { hostname, networkInterfaces as systemInterfaces } from 'node:os';
import { join } from 'node:path';
import { startBackground } from './jobs/background.ts';
import { createChatService, type ChatService } from '../chat/chat-service.ts';
import type { Clock } from '../chat/ports/clock.ts';
import { logClientEvents } from '../logging/client-events-log.ts';
import type { Channel } from '../../protocol/channel.ts';
import type { Farewell } from '../../protocol/farewell.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { canonicalAddress, isFromHost, isLoopback } from '../network/address.ts';
import { createHttpApp } from '../http/app.ts';
import { visitOf, isPageLoad } from '../http/access/visit.ts';
import { createOriginPolicy, type OriginPolicy } from '../http/access/origin-policy.ts';
import { createListener } from '../http/listener/listener.ts';
import { readPageAssets } from '../http/web-app/page-assets.ts';
import { corsOptions } from '../http/access/security.ts';
import { createUploadsUnderWay } from '../http/uploads/under-way.ts';
import { httpParts } from './http-parts.ts';
import { createLimiter, noLimiter } from './limiter.ts';
import { createLogger, type LogLine, type Logger } from '../logging/logger.ts';
import type { NetworkInterfaces } from '../network/addresses.ts';
import { watchNetwork, type Network } from '../network/network.ts';
import { createSearchDomains } from '../network/search-domains.ts';
import { createPeopleReport } from './roster.ts';
import type {
  ChannelInfo,
  MessageCount,
  NetworkState,
  PeopleChange,
  PersonEvent,
  PersonHere,
  StorageFigures,
} from './server-events.ts';
import type { Settings } from '../settings/read-settings.ts';
import { createBroadcaster } from '../sockets/broadcaster.ts';
import { createSocketServer, serveSockets } from '../sockets/socket-server.ts';
import { nodeFileSystem, type FileSystem } from '../store/files/file-system.ts';
import type { ImportReport } from '../store/import/report.ts';
import type { StoreNote } from '../store/store-environment.ts';
import { openStore, type Store } from '../store/store.ts';
import { suspend } from './suspend.ts';
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

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  readonly chat: ChatService;
  readonly network: Network;
  readonly imported: ImportReport;
  channelInfo(): Promise<ChannelInfo[]>;
  people(): PersonHere[];
  kick(id: string): boolean;
  suspend(): Promise<void>;
  resume(): void;
  /** Tells the clients, finishes what was accepted, and frees everything. */
  close(farewell: Farewell): Promise<void>;
}

export interface Listeners {
  onLog: (line: LogLine) => void;
  onPerson: (event: PersonEvent) => void;
  onPeople: (change: PeopleChange) => void;
  onChannels: (channels: readonly Channel[]) => void;
  onMessages: (count: MessageCount) => void;
  onStorage: (figures: StorageFigures) => void;
  onNetwork: (state: NetworkState) => void;
  onFatal: (error: Error) => void;
}

export interface RunOptions {
  settings: Settings;
  build: string;
  pageFolder?: string;
  fs?: FileSystem;
  clock: Clock;
  networkInterfaces?: () => NetworkInterfaces;
  listeners: Listeners;
}

/** How to end each part, in the order in which they were started. */
export type Endings = ((farewell: Farewell) => unknown)[];

/**
 * Starts everything or nothing: rejects with FolderLockedError, NewerFolderError, or the system's error
 * (`EADDRINUSE`, …).
 */
export async function runServer(options: RunOptions): Promise<RunningServer> {
  const endings: Endings = [];
  const close = async (farewell: Farewell): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end(farewell);
  };
  try {
    const { store, log } = await openFolder(options, endings);
    return { ...(await serve(options, store, log, endings)), imported: store.imported, close };
  } catch (error) {
    await close({ reason: 'The server could not start', code: 'stopping' });
    throw error;
  }
}

/** The store and the log in its folder; what happens before the log can be written is written then. */
async function openFolder(
  { settings, fs = nodeFileSystem, clock, listeners }: RunOptions,
  endings: Endings,
): Promise<{ store: Store; log: Logger }> {
  const early: StoreNote[] = [];
  let note = (said: StoreNote): void => {
    early.push(said);
  };
  const store = await openStore({
    env: {
      fs,
      now: () => clock.now(),
      note: (said) => {
        note(said);
      },
    },
    folder: settings.data,
    importZone: settings.importZone,
    freeSpaceFloor: settings.freeSpaceFloor,
    onFatal: listeners.onFatal,
  });
  endings.push(() => store.close());
  const log = await createLogger({
    folder: join(settings.data, 'logs'),
    level: settings.logLevel,
    onLine: listeners.onLog,
  });
  endings.push(() => log.close());
  note = ({ level, event, ...details }) => {
    log[level](event, details);
  };
  early.forEach(note);
  return { store, log };
}

async function serve(
  { settings, build, pageFolder, clock, networkInterfaces = systemInterfaces, listeners }: RunOptions,
  store: Store,
  log: Logger,
  endings: Endings,
): Promise<Omit<RunningServer, 'imported' | 'close'>> {
  const searchDomains = createSearchDomains(() => clock.monotonic());
  const originPolicy = createOriginPolicy({
    ...settings,
    names: () => ({
      hostName: hostname(),
      searchDomains: searchDomains(),
      localNames: network?.names() ?? [],
    }),
  });
  const limiter = settings.limits
    ? createLimiter({ monotonic: () => clock.monotonic(), isLoopback })
    : noLimiter;
  let handle: ReturnType<typeof createHttpApp> | undefined;
  let network: Network | undefined;
  const listener = createListener({
    ...settings,
    // Socket.IO must find a request handler, and the handler needs what is built over Socket.IO
    app: (request, response) => {
      if (isPageLoad(request)) network?.recordVisit(visitOf(request));
      handle?.(request, response);
    },
    log: ({ level, event, ...details }) => {
      log[level](event, details);
    },
  });
  const socketOptions = {
    http: listener.server,
    check: (request: Parameters<OriginPolicy['check']>[0]) => originPolicy.check(request),
    cors: corsOptions(originPolicy),
    addressOf: (request: { socket: { remoteAddress?: string | undefined } }) =>
      canonicalAddress(request.socket.remoteAddress),
    maxPerAddress: settings.maxConnectionsPerAddress,
    isLoopback,
    isFromHost: ({ socket }: { socket: Parameters<typeof isFromHost>[0] }) => isFromHost(socket),
    onFacts: (session: string) => {
      const id = chat.presence.of(session)?.user.id;
      if (id !== undefined) report.observer.changed(id);
    },
    isLimited: settings.limits,
    clock,
    log: (error: unknown, event: string) => {
      log.error('handler-failed', { error, event });
    },
  };
  const io = createSocketServer(socketOptions);
  const broadcaster = createBroadcaster(io, clock);
  const tellPerson = (
    kind: PersonEvent['kind'],
    { id, username }: { id: string; username: string },
  ): void => {
    const online = chat.presence.count();
    log.info(`person-${kind}`, { person: username, online, user: id });
    listeners.onPerson({ kind, id, name: username, at: new Date(clock.now()).toISOString(), online });
  };
  const report = createPeopleReport({
    clock,
    person: (id) => chat.presence.person(id),
    deviceOf: (session) => io.sockets.sockets.get(session)?.data.facts,
    onChange: listeners.onPeople,
  });
  const chat = createChatService({
    store,
    people: store.people,
    broadcaster,
    limiter,
    clock,
    observer: report.observer,
    maxPeople: settings.maxPeople,
    serverInfo: () => ({
      id: store.serverId,
      name: settings.name,
      version: VERSION,
      build,
      limits: { message: LIMITS.content, upload: settings.maxUpload, types: settings.uploadTypes },
      features: FEATURES,
    }),
    onJoined: (user) => {
      tellPerson('joined', user);
    },
    onLeft: (user) => {
      tellPerson('left', user);
    },
    onChannels: listeners.onChannels,
    onMessages: (channelId, messages) => {
      const channel = store.channels().find(({ id }) => id === channelId)?.name ?? channelId;
      for (const { username, user_id: user, seq, file } of messages)
        log.info('message', { person: username, channel, seq, ...(file && { file: file.filename }), user });
    },
    onError: (error) => {
      log.error('background-failed', { error });
    },
  });
  endings.push(
    () => {
      report.close();
    },
    () => {
      chat.close();
    },
    () => {
      broadcaster.close();
    },
  );
  const uploadsUnderWay = createUploadsUnderWay(clock);
  handle = createHttpApp({
    ...httpParts({ settings, chat, store, limiter, uploadsUnderWay, log }),
    originPolicy,
    log: ({ level, event, ...details }) => {
      log[level](event, details);
    },
    ...(pageFolder !== undefined && { pageAssets: readPageAssets(pageFolder) }),
  });
  const sockets = serveSockets(io, chat, store.serverId, socketOptions);
  endings.push(() => {
    sockets.close();
  });
  if (settings.logLevel === 'debug')
    logClientEvents(io, log, (session) => chat.presence.of(session)?.user.id);

  const { host, port } = await listener.listen();
  listener.server.on('error', listeners.onFatal);
  endings.push(async (farewell) => {
    broadcaster.toAll('server_closing', farewell);
    chat.stopAccepting();
    await uploadsUnderWay.finish();
    await store.idle(); // so that what was accepted is answered before the connections go
    io.disconnectSockets(true);
    io.engine.close();
    await listener.close();
  });
  store.lock.describe({ pid: process.pid, port });
  const watched = await watchNetwork({
    host,
    port,
    clock,
    room: settings.name,
    localName: settings.localName,
    systemName: hostname(),
    interfaces: networkInterfaces,
    onChange: listeners.onNetwork,
    onProblem: (adapter, error) => {
      log.debug('no-local-name', { adapter, error });
    },
  });
  network = watched;
  endings.push(() => watched.close());
  io.on('connection', ({ request }) => {
    watched.recordVisit(visitOf(request));
  });
  startBackground({ clock, store, chat, log, listeners, endings });
  log.info('running', { version: VERSION, build, host, port, data: settings.data });
  return {
    host,
    port,
    chat,
    network: watched,
    async channelInfo() {
      const known = await store.index.channels();
      return chat.listChannels().map((channel) => ({ ...channel, messages: 0, ...known.get(channel.id) }));
    },
    people: () => report.list(),
    kick(id) {
      const user = chat.host.kick(id);
      if (user) log.info('person-kicked', { person: user.username, user: id });
      return user !== undefined;
    },
    suspend: async () => suspend({ clock, store, broadcaster, log }),
    resume() {
      log.info('resumed');
      void watched.awake();
      sockets.awake();
    },
  };
}
