// Wiring: all parts of one running server, made in order and ended in the opposite one.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createChatService, type ChatService } from './chat/chat-service.ts';
import type { Clock } from './chat/ports.ts';
import { LIMITS } from './contract/limits.ts';
import { ChatError } from './contract/errors.ts';
import { startFigures } from './figures.ts';
import { canonicalAddress, isLoopback, limitBucket } from './http/addresses.ts';
import { createHttpApp } from './http/app.ts';
import { createEdge } from './http/edge.ts';
import { createListener } from './http/listener.ts';
import { corsOptions } from './http/security.ts';
import { uploadRoutes } from './http/uploads/routes.ts';
import { createLimiter, noLimiter } from './limiter.ts';
import { createLogger, type LogLine } from './logger.ts';
import type { MessageCount, PersonEvent, StorageFigures } from './server-events.ts';
import type { Settings } from './settings.ts';
import { createBroadcaster } from './sockets/broadcaster.ts';
import { createSocketServer, serveSockets } from './sockets/socket-server.ts';
import { nodeFileSystem, type FileSystem } from './store/file-system.ts';
import type { ImportReport } from './store/import/report.ts';
import type { StoreNote } from './store/store-environment.ts';
import { openStore } from './store/store.ts';
import { VERSION } from './version.ts';

/** What this server can do beyond the old one's protocol. */
const FEATURES = ['acknowledgements', 'client_id', 'changes', 'pages', 'identity', 'profile', 'calm', 'batch'] as const;
const TIDY_MS = 24 * 60 * 60 * 1000;

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  readonly serverId: string;
  readonly chat: ChatService;
  readonly imported: ImportReport;
  /** Tells the clients, finishes what was accepted, and frees everything. */
  close(reason: string): Promise<void>;
}

export interface Listeners {
  onLog(line: LogLine): void;
  onPerson(event: PersonEvent): void;
  onMessages(count: MessageCount): void;
  onStorage(figures: StorageFigures): void;
  onFatal(error: Error): void;
}

export interface RunOptions {
  settings: Settings;
  build: string;
  fs?: FileSystem;
  clock: Clock;
  listeners: Listeners;
}

/** Starts everything or nothing: rejects with FolderLockedError, NewerFolderError, or the system's error (`EADDRINUSE`, …). */
export async function runServer({ settings, build, fs = nodeFileSystem, clock, listeners }: RunOptions): Promise<RunningServer> {
  /** How to end what was started, in order of starting */
  const endings: ((reason: string) => Promise<unknown> | void)[] = [];
  const end = async (reason: string): Promise<void> => {
    for (const ending of endings.splice(0).toReversed()) await ending(reason);
  };
  const notes: StoreNote[] = [];
  let note = (early: StoreNote): void => { notes.push(early); };

  try {
    const env = { fs, now: () => clock.now(), note: (said: StoreNote) => { note(said); } };
    const store = await openStore({
      env, folder: settings.data, importZone: settings.importZone, freeSpaceFloor: settings.freeSpaceFloor, onFatal: (error) => { listeners.onFatal(error); },
    });
    endings.push(() => store.close());
    const log = await createLogger({ folder: join(settings.data, 'logs'), level: settings.logLevel, onLine: listeners.onLog });
    endings.push(() => log.close());
    note = ({ level, event, ...details }) => { log[level](event, details); };
    for (const early of notes) note(early);

    const edge = createEdge({ ...settings, names: () => ({ hostName: hostname(), searchDomains: [], localNames: [] }) });
    let handle: ReturnType<typeof createHttpApp> | undefined;
    const listener = createListener({
      ...settings,
      // Socket.IO must find a request handler, and the handler needs what is built over Socket.IO
      app: (request, response) => { handle?.(request, response); },
      log: (said) => { note(said); },
    });
    const socketOptions = {
      http: listener.server,
      check: edge.check,
      cors: corsOptions(edge),
      addressOf: (request: { socket: { remoteAddress?: string | undefined } }) => canonicalAddress(request.socket.remoteAddress),
      maxPerAddress: settings.maxConnectionsPerAddress,
      isLoopback,
      isLimited: settings.limits,
      clock,
      log: (error: unknown, event: string) => { log.error('handler-failed', { error, event }); },
    };
    const io = createSocketServer(socketOptions);
    const broadcaster = createBroadcaster(io, clock);
    const limiter = settings.limits ? createLimiter({ monotonic: () => clock.monotonic(), isLoopback, bucketOf: limitBucket }) : noLimiter;
    const tellPerson = (kind: PersonEvent['kind'], { id, username }: { id: string; username: string }): void => {
      log.info(`person-${kind}`, { user: id, name: username, online: chat.presence.count() });
      listeners.onPerson({ kind, id, name: username, at: new Date(clock.now()).toISOString(), online: chat.presence.count() });
    };
    const chat = createChatService({
      store, people: store.people, broadcaster, limiter, clock,
      maxPeople: settings.maxPeople,
      serverInfo: () => ({
        id: store.serverId, name: settings.name, version: VERSION, build,
        limits: { message: LIMITS.content, upload: settings.maxUpload, types: settings.uploadTypes },
        features: FEATURES,
      }),
      onJoined: (user) => { tellPerson('joined', user); },
      onLeft: (user) => { tellPerson('left', user); },
      onError: (error) => { log.error('background-failed', { error }); },
    });
    endings.push(() => { chat.close(); broadcaster.close(); });

    handle = createHttpApp({
      chat: {
        channels: () => chat.listChannels(),
        history: (channelId, { address, ...page }) => chat.messages.history({ address }, channelId, page),
        post: ({ channelId, draft, user, token, address }) => chat.messages.post({ address, token }, channelId, draft, user),
        room: () => chat.roomInfo(),
      },
      edge,
      uploads: uploadRoutes({
        uploads: store.uploads,
        limit: () => settings.maxUpload,
        types: () => settings.uploadTypes,
        admit: (request) => {
          const wait = limiter.take('upload', { address: canonicalAddress(request.socket.remoteAddress) });
          if (wait > 0) throw new ChatError('rate_limited', undefined, { retry_after_ms: wait });
        },
      }),
      log: (said) => { note(said); },
    });
    const sockets = serveSockets(io, chat, store.serverId, socketOptions);
    const figures = startFigures(clock, {
      counts: (since) => store.view.counts(since),
      storage: () => store.figures(),
      onMessages: listeners.onMessages,
      onStorage: listeners.onStorage,
      onError: (error) => { log.error('figures-failed', { error }); },
    });
    store.onStored = () => { figures.changed(); };
    endings.push(() => { sockets.close(); figures.close(); });

    const { host, port } = await listener.listen();
    store.lock.describe({ pid: process.pid, port });
    listener.server.on('error', (error) => { listeners.onFatal(error); });
    endings.push(async (reason) => {
      broadcaster.toAll('server_closing', { reason });
      await store.idle(); // so that what was accepted is answered before the connections go
      io.disconnectSockets(true);
      io.engine.close();
      await listener.close();
    });

    const tidy = async (): Promise<void> => {
      try {
        chat.refreshSeen();
        await store.tidy();
      } catch (error) {
        log.warn('tidying-failed', { error });
      }
      cancelTidy = clock.after(TIDY_MS, () => { void tidy(); });
    };
    let cancelTidy = clock.after(60_000, () => { void tidy(); });
    endings.push(() => { cancelTidy(); });

    log.info('running', { version: VERSION, build, host, port, data: settings.data });
    return { host, port, serverId: store.serverId, chat, imported: store.imported, close: end };
  } catch (error) {
    await end('The server could not start');
    throw error;
  }
}
