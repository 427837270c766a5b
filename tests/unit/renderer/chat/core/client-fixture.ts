// The guests' client as it runs in a browser, but for the window: real sockets, storage in memory that
// outlives it, files sent by fetch.
import { webcrypto } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { RunningClient } from '../../../../../renderer/chat/core/client.ts';
import { createChatClient } from '../../../../../renderer/chat/core/create-client.ts';
import type { ChannelState, ChatState } from '../../../../../renderer/chat/core/model.ts';
import { refusalOf } from '../../../../../renderer/chat/core/http.ts';
import { createMemoryStorage, type Storage } from '../../../../../renderer/chat/core/storage.ts';
import { noTabs, type Tabs } from '../../../../../renderer/chat/core/tabs.ts';
import type { Uploader } from '../../../../../renderer/chat/core/uploads.ts';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { createConditions } from '../../../../support/helpers/conditions.ts';

export interface TestPage extends RunningClient {
  readonly storage: Storage;
  readonly now: ChatState;
  /** The state as soon as it fits. */
  until(fits: (now: ChatState) => boolean, what: string): Promise<ChatState>;
  channel(id?: string): ChannelState;
  /** What is shown of a channel: contents, those on their way at the end. */
  shown(id?: string): string[];
  /** In the room and its open channel. */
  joined(name: string): Promise<TestPage>;
}

export interface PageOptions {
  storage?: Storage;
  tabs?: Tabs;
  build?: string | null;
  upload?: Uploader;
  onReload?: () => void;
  awayAfterMs?: number;
}

export const fetchUploader =
  (url: string): Uploader =>
  async (file, { token, onProgress, signal }) => {
    const body = new FormData();
    body.append('file', file);
    const response = await fetch(`${url}/api/upload`, {
      method: 'POST',
      body,
      signal,
      headers: { Authorization: `Bearer ${token}` },
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw refusalOf(response.status, answer);
    onProgress(file.size);
    return answer as FileRecord;
  };

/** A page that is closed with the test. */
export function openPage(
  t: TestContext,
  url: string,
  {
    storage = createMemoryStorage(true),
    tabs = noTabs,
    build = null,
    upload = fetchUploader(url),
    onReload = () => undefined,
    awayAfterMs = 600_000,
  }: PageOptions = {},
): TestPage {
  const conditions = createConditions();
  const client = createChatClient({
    url,
    storage,
    tabs,
    build,
    upload,
    awayAfterMs,
    reload: onReload,
    schedule: queueMicrotask,
    fillRandom: (bytes) => {
      webcrypto.getRandomValues(bytes);
    },
  });
  client.store.subscribe(() => {
    conditions.changed();
  });
  t.after(() => {
    client.close();
  });
  const state = (): ChatState => client.store.now;
  const channel = (id = state().current ?? ''): ChannelState => {
    const found = state().channels.get(id);
    if (!found) throw new Error(`there is no channel ${id}`);
    return found;
  };
  const page: TestPage = Object.assign(
    Object.create(client, { now: { get: state } }) as RunningClient & { readonly now: ChatState },
    {
      storage,
      until: (fits: (now: ChatState) => boolean, what: string) =>
        conditions.until(
          () => (fits(state()) ? state() : undefined),
          () => `${what}; now ${summary(state())}`,
        ),
      channel,
      shown: (id?: string) => [
        ...channel(id).messages.map(({ content }) => content),
        ...channel(id).pending.map(({ content, state: sending }) => `(${sending}) ${content}`),
      ],
      async joined(name: string) {
        page.join(name);
        await page.until(isIn, 'in the room');
        return page;
      },
    },
  );
  return page;
}

/** In the room, and the open channel is filled. */
export const isIn = ({ stage, connection, channels, current }: ChatState): boolean =>
  stage === 'room' &&
  connection.phase === 'online' &&
  [...channels.values()].every(({ sync }) => sync === 'live') &&
  channels.get(current ?? '')?.loading === null;

function summary({ stage, connection, joinProblem, channels }: ChatState): string {
  const shown = [...channels.values()].map(({ id, sync, lastSeq, messages, pending, unread }) => ({
    id,
    sync,
    lastSeq,
    messages: messages.length,
    pending,
    unread,
  }));
  return JSON.stringify({ stage, connection, joinProblem, channels: shown });
}
