// What the conformance suite talks to: our server over a copy of an old server's data folder, or whatever
// CONFORMANCE_URL names.
// To run it against the old server: start that with a copy of tests/support/fixtures/legacy-data as its `data`,
// without the two damaged files.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openRoom } from '../../support/helpers/running-room.ts';
import {
  connect,
  person,
  type Person,
  type TestClient,
  type Transport,
} from '../../support/helpers/test-client.ts';

export const LEGACY_DATA = fileURLToPath(new URL('../../support/fixtures/legacy-data', import.meta.url));

/** The reason to skip what only our server can do; false where it is ours. */
export const NOT_OURS =
  process.env['CONFORMANCE_URL'] !== undefined && 'CONFORMANCE_URL names another server';

export interface Target {
  url: string;
  /** The page of the old client: the same name on another port */
  page: string;
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const given = process.env['CONFORMANCE_URL'];
  const { url, close } =
    given === undefined
      ? await openRoom({ from: LEGACY_DATA })
      : { url: given.replace(/\/$/, ''), close: () => Promise.resolve() };
  return { url, close, page: `http://${new URL(url).hostname}:3000` };
}

/** A client that never passes an acknowledgement. */
export interface OldClient extends TestClient {
  readonly user: Person;
  /** Joins a channel; the messages of the answer. */
  join(channelId: string): Promise<any[]>;
  say(channelId: string, content: string): void;
  /**
   * Resolves when all has arrived that the server sent here before it read this: a join of a fresh channel is
   * answered at once.
   */
  caughtUp(): Promise<void>;
}

/** Connects and, unless `user` is undefined, joins. */
export async function openOldClient(
  { url, page }: Target,
  transport: Transport,
  name: string,
  more: object = {},
): Promise<OldClient> {
  const user = person(name, more);
  const client = await openStranger({ url, page }, transport);
  client.send('join_user', { user });
  await client.next('online_users');
  const join: OldClient['join'] = async (channelId) => {
    client.send('join_channel', { channel_id: channelId });
    return (await client.next('channel_messages', (answer) => answer.channel_id === channelId))
      .messages as any[];
  };
  return {
    ...client,
    user,
    join,
    say(channelId, content) {
      client.send('send_message', {
        channel_id: channelId,
        message: { content, type: 'text', file: null },
        user,
      });
    },
    async caughtUp() {
      await join(randomUUID());
    },
  };
}

/** Connects and does not join. */
export function openStranger(
  { url, page }: Pick<Target, 'url' | 'page'>,
  transport: Transport,
): Promise<TestClient> {
  return connect(url, { transport, origin: page });
}
