// Keeps the channels up to date and the open one filled. It looks at the state and does what is missing, one
// thing after another.
//
// New messages come only from channels that one has joined, so the page joins all of them, the open one
// first. Of one that is not open it asks for no page: only for what came since it was last read, so that its
// unread messages and mentions are counted. Where that is unknown it takes everything for read.
import { ChatError, isTransient } from '../../../protocol/errors.ts';
import type { ChannelSnapshot } from '../../../protocol/events.ts';
import type { Change } from './changes.ts';
import type { ServerConnection } from './connection.ts';
import type { Http } from './http.ts';
import type { ChannelState, ChatState } from './model.ts';
import { waitFor } from './patience.ts';
import { createWaiting } from './waiting.ts';
import { nextPage } from './window.ts';

/** Messages of a first page, and of one that is scrolled to */
const FIRST_PAGE = 50;
const PAGE = 100;
const RETRY_MS = 1_000;

export interface CatchUp {
  /** Something is otherwise; looks what is to be done. */
  look(): void;
  /** We are in the room (again). */
  resume(): void;
  pause(): void;
  /** It may be opened next: its newest messages, where none are here. */
  expect(channelId: string): void;
  older(channelId: string): void;
  newer(channelId: string): void;
  newest(channelId: string): void;
}

export interface CatchUpOptions {
  connection: Pick<ServerConnection, 'call'>;
  http: Pick<Http, 'page'>;
  token: () => string;
  state: () => ChatState;
  change: (change: Change) => void;
}

/** Whether more came since than the page holds. */
const hasMissed = (
  { epoch, last_seq: last, messages }: Extract<ChannelSnapshot, { reset: true }>,
  since: { after: number; epoch: string },
): boolean => epoch === since.epoch && last - since.after > messages.length;

type Job = { channel: ChannelState; kind: 'join' | 'newest' | 'older' };

export function createCatchUp({ connection, http, token, state, change }: CatchUpOptions): CatchUp {
  const waiting = createWaiting();
  /** Refused for good on this connection: deleted meanwhile */
  const refused = new Set<string>();
  let turn = 0;
  let isOnline = false;
  let workingIn = -1;

  const nextJob = (): Job | undefined => {
    const { channels, order, current } = state();
    const open = current === null ? undefined : channels.get(current);
    if (open && !refused.has(open.id)) {
      if (open.sync === 'away' || open.sync === 'behind') return { channel: open, kind: 'join' };
      const wantsMore =
        open.sync === 'live' &&
        open.messages.length < FIRST_PAGE / 2 &&
        open.hasOlder &&
        open.loading === null &&
        !open.loadFailed;
      if (wantsMore) return { channel: open, kind: open.messages.length === 0 ? 'newest' : 'older' };
    }
    for (const id of order) {
      const channel = channels.get(id);
      if (channel && !refused.has(id) && (channel.sync === 'away' || channel.sync === 'behind'))
        return { channel, kind: 'join' };
    }
    return undefined;
  };

  /** Joins from where the channel is known to, or anew where `after` is undefined. */
  const join = async ({ id, epoch, messages }: ChannelState, after: number | undefined): Promise<void> => {
    const mine = turn;
    const known = after !== undefined && epoch !== null ? { after, epoch } : undefined;
    const ask = async (from: typeof known) =>
      connection.call('join_channel', {
        channel_id: id,
        limit: state().current === id ? FIRST_PAGE : 0,
        ...(from && { after_seq: from.after, epoch: from.epoch }),
      });
    change({ kind: 'sync', channelId: id, sync: 'joining' });
    try {
      // of one that is open and empty here the newest page is wanted anyway; only where more is new than it
      // holds, what came since
      let from = state().current === id && messages.length === 0 ? undefined : known;
      let snapshot = await ask(from);
      if (known && !from && snapshot.reset && hasMissed(snapshot, known)) {
        from = known;
        snapshot = await ask(from);
      }
      if (mine === turn) change({ kind: 'snapshot', snapshot, after: from?.after });
    } catch (error) {
      if (mine !== turn) return;
      change({ kind: 'sync', channelId: id, sync: 'behind' });
      if (error instanceof ChatError && !isTransient(error)) refused.add(id);
      throw error;
    }
  };

  /** Runs what loads messages; `loading` is shown meanwhile, and whether it failed afterwards. */
  const loading = async (
    channelId: string,
    what: 'older' | 'newer' | 'newest',
    work: () => Promise<void>,
  ): Promise<void> => {
    const mine = turn;
    change({ kind: 'loading', channelId, loading: what });
    try {
      await work();
      if (mine === turn) change({ kind: 'loading', channelId, loading: null });
    } catch (error) {
      if (mine !== turn) return;
      change({ kind: 'loading', channelId, loading: null, failed: true });
      throw error;
    }
  };

  const page = async (channelId: string, before: string | null, limit: number): ReturnType<Http['page']> => {
    for (;;) {
      try {
        return await http.page(channelId, before, limit, token());
      } catch (error) {
        if (!isTransient(error) || !isOnline) throw error;
        await waiting.wait(waitFor(error, RETRY_MS));
      }
    }
  };

  const older = async (channel: ChannelState): Promise<void> =>
    loading(channel.id, 'older', async () => {
      const [first] = channel.messages;
      if (!first) return;
      const { messages, hasMore } = await page(channel.id, first.id, PAGE);
      const now = state().channels.get(channel.id);
      // another history, or another part of it, meanwhile
      if (now?.epoch !== channel.epoch || now.messages[0]?.id !== first.id) return;
      change({ kind: 'older', channelId: channel.id, page: messages, hasOlder: hasMore });
    });

  const newer = async (id: string): Promise<void> =>
    loading(id, 'newer', async () => {
      const asked = new Set<string>();
      const start = state().channels.get(id);
      for (
        let channel = start;
        channel?.hasNewer === true &&
        channel.epoch === start?.epoch &&
        channel.messages.at(-1) === start?.messages.at(-1);
        channel = state().channels.get(id)
      ) {
        const next = nextPage(channel);
        if ('after' in next) {
          await join(channel, next.after);
          return;
        }
        if (asked.has(next.before.id)) return;
        asked.add(next.before.id);
        const { messages } = await page(id, next.before.id, 2 * PAGE);
        change({ kind: 'newer', channelId: id, page: messages });
      }
    });

  const newest = async (channel: ChannelState): Promise<void> =>
    loading(channel.id, 'newest', () => join(channel, undefined));

  /** Over HTTP: it is not open, and joining is what tells the host where somebody is. */
  const ahead = async ({ id, epoch }: ChannelState): Promise<void> =>
    loading(id, 'newest', async () => {
      const { messages, hasMore } = await page(id, null, FIRST_PAGE);
      const now = state().channels.get(id);
      // opened meanwhile, or something new between the answer and what was told
      if (now?.epoch !== epoch || now.messages.length > 0 || messages.at(-1)?.seq !== now.lastSeq) return;
      change({ kind: 'older', channelId: id, page: messages, hasOlder: hasMore });
    });

  const perform = async ({ channel, kind }: Job): Promise<void> => {
    if (kind === 'older') await older(channel);
    else if (kind === 'newest') await newest(channel);
    else await join(channel, channel.epoch === null ? undefined : channel.lastSeq);
  };

  const work = async (): Promise<void> => {
    if (!isOnline || workingIn === turn) return;
    const mine = turn;
    workingIn = mine;
    for (let job = nextJob(); job && mine === turn; job = nextJob()) {
      try {
        await perform(job);
      } catch (error) {
        if (mine === turn) await waiting.wait(waitFor(error, RETRY_MS));
      }
    }
    if (mine === turn) workingIn = -1;
  };

  const load = (channelId: string, what: (channel: ChannelState) => Promise<void>): void => {
    const channel = state().channels.get(channelId);
    if (!channel || channel.loading !== null || channel.sync === 'away' || !isOnline) return;
    // that it failed is in the state
    what(channel).catch(() => undefined);
  };

  return {
    look() {
      void work();
    },
    resume() {
      turn += 1;
      isOnline = true;
      refused.clear();
      waiting.hurry();
      void work();
    },
    pause() {
      turn += 1;
      isOnline = false;
      waiting.hurry();
    },
    expect(channelId) {
      load(channelId, async (channel) => {
        if (channel.sync === 'live' && channel.messages.length === 0 && channel.hasOlder)
          await ahead(channel);
      });
    },
    older(channelId) {
      load(channelId, async (channel) => {
        if (channel.hasOlder) await older(channel);
      });
    },
    newer(channelId) {
      load(channelId, async ({ hasNewer }) => {
        if (hasNewer) await newer(channelId);
      });
    },
    newest(channelId) {
      load(channelId, async (channel) => {
        if (channel.hasNewer) await newest(channel);
      });
    },
  };
}
