// The ways in: HTTP, sockets, and the addresses under which they are found.
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { createBeginnings } from '../chat/access/beginnings.ts';
import type { Beginning } from '../chat/access/budgets.ts';
import { createOnceAMinute } from '../chat/access/once-a-minute.ts';
import { bucketsOf, consume } from '../chat/access/rate-limits.ts';
import type { ChatService } from '../chat/chat-service.ts';
import { createOriginPolicy } from '../http/access/origin-policy.ts';
import { identify } from '../http/access/identify.ts';
import { corsOptions } from '../http/access/security.ts';
import { noteRefusedOrigins } from '../http/access/refused-origins.ts';
import { createHttpApp } from '../http/app.ts';
import type { HttpNote } from '../http/error-handler.ts';
import type { HttpChat } from '../http/http-chat.ts';
import { createAnswerGate } from '../http/routes/answer-gate.ts';
import { createListener } from '../http/listener/listener.ts';
import { uploadRoutes } from '../http/uploads/routes.ts';
import { createUploadsUnderWay, type UploadsUnderWay } from '../http/uploads/under-way.ts';
import { isPageLoad, visitOf } from '../http/access/visit.ts';
import { readPageAssets } from '../http/web-app/page-assets.ts';
import { logClientEvents } from '../logging/client-events-log.ts';
import { canonicalAddress, createAddressSet, isFromHost } from '../network/address.ts';
import { watchNetwork, type Network } from '../network/network.ts';
import { createSearchDomains } from '../network/search-domains.ts';
import { isSocketUpgrade } from '../sockets/connections/handshakes.ts';
import { attachSockets, serveSockets, type ServedSockets } from '../sockets/socket-server.ts';
import type { Core } from './core.ts';
import type { ServerContext } from './server-options.ts';
import { uploadRuleOf } from './upload-settings.ts';

export interface Transports {
  host: string;
  port: number;
  network: Network;
  sockets: ServedSockets;
}

/** Listens: from now on people come in. Rejects with the system's error (`EADDRINUSE`, …). */
export async function createTransports(context: ServerContext, core: Core): Promise<Transports> {
  const { settings, pageFolder, clock, networkInterfaces, tell, onFatal, disposers } = context;
  const { store, log, io, budgets, slowConsumers, sharedMessages, broadcaster, people, chat } = core;
  const isTrusted = createAddressSet(settings.trustedAddresses);
  /** Its port is known only when the listener has one */
  let network: Network | undefined;

  const noteHttp = ({ level, event, ...details }: HttpNote): void => {
    log[level](event, details);
  };
  const searchDomains = createSearchDomains(() => clock.monotonic());
  const originPolicy = createOriginPolicy({
    ...settings,
    ownAddresses: () =>
      Object.values(networkInterfaces()).flatMap((addresses = []) =>
        addresses.map(({ address }) => canonicalAddress(address)),
      ),
    onRefused: noteRefusedOrigins({ monotonic: () => clock.monotonic(), log: noteHttp }),
    names: () => ({
      hostName: hostname(),
      searchDomains: searchDomains(),
      localNames: network?.names() ?? [],
    }),
  });
  const uploadsUnderWay = createUploadsUnderWay(clock);
  const app = createHttpApp({
    chat: chatOfRoutes(chat),
    uploads: uploadsOfRoutes(context, core, uploadsUnderWay),
    originPolicy,
    answerGate: createAnswerGate({
      budget: budgets.answers,
      isTrusted: settings.limits ? isTrusted : () => true,
      onHeld: answersHeld(clock, noteHttp),
      clock,
    }),
    log: noteHttp,
    ...(pageFolder !== undefined && { pageAssets: readPageAssets(pageFolder) }),
  });
  const listener = createListener({
    ...settings,
    isTrusted,
    isTooFast: settings.limits ? connectionsTooFast(budgets.connections, clock, noteHttp) : () => false,
    isUpgrade: isSocketUpgrade,
    app: (request, response) => {
      if (isPageLoad(request)) network?.recordVisit(visitOf(request));
      app(request, response);
    },
    log: noteHttp,
  });

  const socketOptions = {
    check: (request: IncomingMessage) => originPolicy.check(request),
    cors: corsOptions(originPolicy),
    addressOf: ({ socket }: IncomingMessage) => canonicalAddress(socket.remoteAddress),
    maxPerAddress: settings.maxConnectionsPerAddress,
    isTrusted,
    isFromHost: ({ socket }: IncomingMessage) => isFromHost(socket),
    onFacts: (session: string) => {
      const id = chat.presence.of(session)?.user.id;
      if (id !== undefined) people.observer.changed(id);
    },
    isLimited: settings.limits,
    beginnings: budgets.sessions,
    slowConsumers,
    sharedMessages,
    onFlood: (address: string, session?: string) => {
      chat.sessions.flooded(address, session);
    },
    clock,
    log: (error: unknown, event: string) => {
      log.error('handler-failed', { error, event });
    },
  };
  attachSockets(io, listener.server, socketOptions);
  const sockets = serveSockets(io, chat, store.serverId, socketOptions);
  disposers.add(() => {
    sockets.close();
  });
  if (settings.logLevel === 'debug')
    logClientEvents(io, log, (session) => chat.presence.of(session)?.user.id);

  const { host, port } = await listener.listen();
  listener.server.on('error', onFatal);
  disposers.add(async (farewell) => {
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
    onChange: (state) => {
      tell('network', state);
    },
    onProblem: (adapter, error) => {
      log.debug('no-local-name', { adapter, error });
    },
  });
  network = watched;
  disposers.add(() => watched.close());
  io.on('connection', ({ request }) => {
    watched.recordVisit(visitOf(request));
  });
  return { host, port, network: watched, sockets };
}

/** Lists of messages that an address asks for wait, which is said once a minute. */
function answersHeld(
  clock: ServerContext['clock'],
  note: (note: HttpNote) => void,
): (address: string) => void {
  const isNews = createOnceAMinute(() => clock.monotonic());
  return (address) => {
    if (isNews(address)) note({ level: 'info', event: 'answers_held', address });
  };
}

function connectionsTooFast(
  beginnings: Beginning,
  clock: ServerContext['clock'],
  note: (note: HttpNote) => void,
): (address: string) => boolean {
  const isTooFast = createBeginnings({ ...beginnings, clock });
  const isNews = createOnceAMinute(() => clock.monotonic());
  return (address) => {
    if (!isTooFast(address)) return false;
    if (isNews(address)) note({ level: 'warn', event: 'address_too_fast', address });
    return true;
  };
}

function chatOfRoutes(chat: ChatService): HttpChat {
  return {
    channels: () => chat.listChannels(),
    version: (channelId) => chat.version(channelId),
    turn: (question) => chat.lists.turn(question),
    history: (channelId, { address, token, ...page }) =>
      chat.messages.history({ address, token }, channelId, page),
    post: ({ channelId, draft, user, token, address }) =>
      chat.messages.post({ address, token }, channelId, draft, user),
    room: () => chat.roomInfo(),
  };
}

function uploadsOfRoutes(
  { settings, tell }: ServerContext,
  { store, limiter, log, chat }: Core,
  uploadsUnderWay: UploadsUnderWay,
): ReturnType<typeof uploadRoutes> {
  return uploadRoutes({
    uploads: store.uploads,
    limit: () => settings.maxUpload,
    rule: () => uploadRuleOf(settings),
    ownerOf(request) {
      const { token, address } = identify(request);
      const person = token === undefined ? undefined : chat.personOf(token);
      return person === undefined ? { address } : { person };
    },
    admit: (request, response) => {
      consume(limiter, 'upload', bucketsOf(identify(request)));
      uploadsUnderWay.admit(response);
    },
    onStored: (request, { filename, size }) => {
      log.info('upload-stored', {
        file: filename,
        bytes: size,
        address: canonicalAddress(request.socket.remoteAddress),
      });
    },
    onRefused: (request, { code, message: reason }, file) => {
      const address = canonicalAddress(request.socket.remoteAddress);
      const named = file !== undefined && { file };
      log.warn('upload-refused', { reason, code, ...named, address });
      if (code !== 'too_large') return;
      const { token } = identify(request);
      const user = token === undefined ? undefined : chat.presence.person(chat.personOf(token) ?? '')?.user;
      const limit = settings.maxUpload;
      tell('oversize', {
        ...named,
        // that of the form around it, which is hardly more
        bytes: Math.max(limit + 1, Number(request.headers['content-length'] ?? 0) || 0),
        limit,
        ...(user && { person: user.username }),
      });
    },
  });
}
