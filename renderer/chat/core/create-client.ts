// The guests' client: joins the parts. What happens is told by the store.
import { isBlank } from '../../../protocol/blank.ts';
import type { Message } from '../../../protocol/message.ts';
import { createCatchUp } from './catch-up.ts';
import type { Change } from './changes.ts';
import type { RunningClient } from './client.ts';
import { createConnection } from './connection.ts';
import { handleConnection } from './handle-connection.ts';
import { createHttp } from './http.ts';
import { createIdle } from './idle.ts';
import { initialState } from './initial.ts';
import { createKeeper } from './keeper.ts';
import { createKept, type RoomShelf } from './kept.ts';
import type { ChatState } from './model.ts';
import { createOutbox } from './outbox.ts';
import { createParts } from './parts.ts';
import { createProfile } from './profile.ts';
import { makeUuid, type FillRandom } from './secrets.ts';
import { createSession, type Session } from './session.ts';
import type { Storage } from './storage.ts';
import { createStore } from './store.ts';
import type { Tabs } from './tabs.ts';
import { createTypingSignal } from './typing.ts';
import { createUploads, type Uploader } from './uploads.ts';

export interface ChatClientOptions {
  /** The server's, without a slash at its end */
  url: string;
  /** This page's build; null where it has none to compare */
  build: string | null;
  storage: Storage;
  upload: Uploader;
  tabs: Tabs;
  fillRandom: FillRandom;
  /** Runs something soon, at best at the next frame */
  schedule: (run: () => void) => void;
  /** Loads the page anew */
  reload: () => void;
  now?: () => number;
  /** How long nobody touches the page before they are away */
  awayAfterMs?: number;
}

const AWAY_MS = 10 * 60_000;

export function createChatClient({
  url,
  build,
  storage,
  upload,
  tabs,
  fillRandom,
  schedule,
  reload,
  now = Date.now,
  awayAfterMs = AWAY_MS,
}: ChatClientOptions): RunningClient {
  const kept = createKept(storage);
  const keeper = createKeeper(() => {
    change({ kind: 'storage', denied: true });
  });
  const http = createHttp(url);
  const store = createStore(initialState(now()), schedule, (after, before) => {
    if (session.shelf) keeper.state(after, before, session.shelf);
    if (after.channels !== before.channels || after.current !== before.current) catchUp.look();
  });
  const change = (what: Change): void => {
    store.change(what);
  };
  const state = (): ChatState => store.now;
  const token = (): string => session.identity?.token ?? '';

  const connection = createConnection(
    url,
    handleConnection({
      session: () => session,
      change,
      state,
      settle: (messages) => {
        settle(messages);
      },
      now,
    }),
    now,
  );

  const shelve = async (work: (shelf: RoomShelf) => Promise<void>): Promise<void> => {
    const { shelf } = session;
    if (shelf) await keeper.write(() => work(shelf));
  };
  const tellOutbox = (): void => {
    if (session.shelf) tabs.tell({ kind: 'outbox', serverId: session.shelf.serverId });
  };
  const outbox = createOutbox({
    async send({ channelId, content, file, clientId }) {
      const draft = {
        content,
        type: file ? 'file' : 'text',
        client_id: clientId,
        ...(file && { file: { unique_filename: file.unique_filename } }),
      };
      return (await connection.call('send_message', { channel_id: channelId, message: draft })).message;
    },
    keep: (entry) => shelve((shelf) => shelf.putEntry(entry)),
    async drop(clientId) {
      await shelve((shelf) => shelf.removeEntry(clientId));
      tellOutbox();
    },
    change,
    now,
  });
  const settle = (messages: readonly Message[]): void => {
    for (const { user_id: author, client_id: clientId } of messages)
      if (author === state().me.id && clientId !== undefined) outbox.settled(clientId);
  };
  const catchUp = createCatchUp({ connection, http, token, state, change });
  const makeId = (): string => makeUuid(fillRandom);
  const uploads = createUploads({
    upload,
    token,
    makeId,
    change,
    limits: () => state().server?.limits,
    // nobody waits for that
    tooLarge: (file) => void connection.call('file_too_large', file).catch(() => undefined),
    done({ clientId, channelId }, file) {
      outbox.add({ clientId, channelId, content: '', file });
    },
  });
  const typing = createTypingSignal((channelId, isTyping) => {
    // nobody misses it
    connection
      .call(isTyping ? 'typing_start' : 'typing_stop', { channel_id: channelId })
      .catch(() => undefined);
  }, now);

  const readPreferences = async (): Promise<void> => {
    change({ kind: 'preferences', preferences: await kept.preferences() });
  };
  const start = async (): Promise<void> => {
    const [name, isLasting] = await Promise.all([kept.name(), storage.isLasting, readPreferences()]);
    change({ kind: 'storage', denied: !isLasting });
    change({ kind: 'me', me: { name } });
  };
  const session: Session = createSession({
    connection,
    http,
    kept,
    keeper,
    outbox,
    fillRandom,
    build,
    state,
    change,
    now,
    workers: [outbox, uploads, catchUp],
    forget() {
      outbox.forget();
      uploads.forget();
    },
    ready: start(),
  });

  const setProfile = createProfile({ connection, session, change });
  const adoptOutbox = async (): Promise<void> => {
    const { shelf } = session;
    const entries = await shelf?.outbox();
    if (entries && shelf === session.shelf) outbox.adopt(entries);
  };

  const idle = createIdle({
    afterMs: awayAfterMs,
    tabs,
    now,
    status: () => state().me.status,
    setStatus: (status) => {
      void setProfile({ status });
    },
  });
  tabs.onNews((news) => {
    if (news.kind === 'left') session.startOver();
    else if (news.kind === 'active' || news.kind === 'idle') idle.heard(news.kind);
    else if (news.kind === 'preferences') void readPreferences();
    else if (session.shelf?.serverId === news.serverId) void adoptOutbox();
  });
  void session.lookAtRoom();
  connection.open();

  return {
    store,
    typing,
    loadPart: createParts({ room: () => http.room(), build, change }),
    join(name) {
      session.join(name);
    },
    joinAsSomebodyNew(name) {
      void session.joinAsSomebodyNew(name);
    },
    rename: (username) => setProfile({ username }),
    setStatus(status) {
      idle.chosen();
      return setProfile({ status });
    },
    async leaveDevice() {
      connection.close();
      session.pause();
      await outbox.kept();
      await keeper.idle();
      await keeper.write(() => kept.clear());
      tabs.tell({ kind: 'left' });
      session.startOver();
    },
    openChannel(channelId) {
      if (channelId === state().current) return;
      change({ kind: 'open', channelId });
      // joined once more, so that the host sees where we are
      if (state().channels.get(channelId)?.sync === 'live')
        change({ kind: 'sync', channelId, sync: 'behind' });
    },
    expectChannel(channelId) {
      catchUp.expect(channelId);
    },
    loadOlder(channelId) {
      catchUp.older(channelId);
    },
    loadNewer(channelId) {
      catchUp.newer(channelId);
    },
    jumpToNewest(channelId) {
      catchUp.newest(channelId);
    },
    setAtNewest(isAtNewest) {
      if (isAtNewest !== state().isAtNewest) change({ kind: 'at-newest', isAtNewest });
    },
    markRead(channelId, seq = Infinity) {
      change({ kind: 'read', channelId, seq });
    },
    send(channelId, content) {
      if (isBlank(content) || !state().channels.has(channelId)) return false;
      change({ kind: 'wrote', channelId });
      typing(channelId, false);
      outbox.add({ clientId: makeId(), channelId, content, file: null });
      return true;
    },
    retry(clientId) {
      outbox.retry(clientId);
    },
    discard(clientId) {
      outbox.discard(clientId);
    },
    addFiles(channelId, files, folders) {
      uploads.add(channelId, files, folders);
    },
    retryUpload(clientId) {
      uploads.retry(clientId);
    },
    cancelUpload(clientId) {
      uploads.cancel(clientId);
    },
    setDraft(channelId, text) {
      change({ kind: 'draft', channelId, text });
    },
    wake() {
      connection.wake();
      if (state().stage === 'join') void session.lookAtRoom();
    },
    comeBack() {
      session.comeBack();
    },
    setPreferences(preferences) {
      const all = { ...state().preferences, ...preferences };
      change({ kind: 'preferences', preferences: all });
      keeper.latest('preferences', async () => {
        await kept.setPreferences(all);
        tabs.tell({ kind: 'preferences' });
      });
    },
    async reload() {
      await outbox.kept();
      await keeper.idle();
      reload();
    },
    close() {
      session.pause();
      connection.close();
      idle.close();
      tabs.close();
    },
    setAttended(isAttended) {
      change({ kind: 'attended', isAttended });
    },
    active() {
      idle.active();
    },
    leaving: tellOutbox,
    get unfinishedUploads() {
      return uploads.unfinished;
    },
  };
}
