// Being in channels: joining with what was said, leaving, typing.
import { ChatError } from '../../../protocol/errors.ts';
import type { ChannelSnapshot, Payload } from '../../../protocol/events.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Memberships } from './memberships.ts';
import { consume } from '../access/rate-limits.ts';
import { MAX_HISTORY, MAX_PAGE } from '../access/budgets.ts';
import type { MessageEncoding } from '../ports/message-encoding.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import { NO_MESSAGES, type ChatStore, type OpenChannel, type Page } from '../ports/chat-store.ts';
import type { Limiter } from '../ports/limiter.ts';
import type { Presence } from '../people/presence.ts';
import type { Session } from '../people/session.ts';
import type { Typing } from './typing.ts';

export interface ChannelService {
  /**
   * Never refused; answered by `channel_messages`, immediately or later (join-throttle.ts), where the session is
   * not in the room yet when it is.
   */
  joinAsLegacyClient(session: Session, channelId: string): undefined | Promise<undefined>;
  /** The session is in the room now: it joins what it wanted to join before. */
  joinWanted(session: Session): void;
  /** Membership and snapshot in one step. Throws `unauthenticated`, `not_found`, `rate_limited`. */
  join(session: Session, payload: Payload<'join_channel'>): Promise<EncodedSnapshot>;
  leave(session: Session, channelId: string): void;
  typing(session: Session, channelId: string, isTyping: boolean): void;
}

/** An old client's page is in one. */
const MAX_WANTED = 20;

export interface ChannelServiceOptions {
  store: Pick<ChatStore, 'channelExists' | 'lastSeq' | 'peek' | 'open'>;
  broadcaster: Broadcaster;
  presence: Presence;
  memberships: Memberships;
  typing: Typing;
  limiter: Limiter;
  encoding: MessageEncoding;
  /** A history could not be read for a page that nobody answers to */
  onError: (error: unknown) => void;
}

export function createChannelService({
  store,
  broadcaster,
  presence,
  memberships,
  typing,
  limiter,
  encoding,
  onError,
}: ChannelServiceOptions): ChannelService {
  const lastSeq = (channelId: string): number => store.lastSeq(channelId);

  /** Sends a legacy client everything it can show. Returns whether it was sent. */
  const answerLegacyClient = (session: Session, channelId: string): boolean => {
    if (!memberships.has(session.id, channelId)) return false; // left meanwhile; coming back it is answered anew
    const inMemory = store.peek(channelId);
    if (!inMemory && store.channelExists(channelId)) {
      void answerLater(session, channelId); // pushed out of memory while the answer waited
      return false;
    }
    const page = inMemory ? encoding.newest(inMemory, LIMITS.legacyPage, MAX_HISTORY) : NO_MESSAGES;
    limiter.spend(session.address, Buffer.byteLength(page.json));
    broadcaster.history(session.id, channelId, page);
    return true;
  };

  const answerLater = async (session: Session, channelId: string): Promise<void> => {
    try {
      await store.open(channelId);
    } catch (error) {
      onError(error); // the session is still owed it: its next join asks for it again
      return;
    }
    answerLegacyClient(session, channelId);
  };

  const enterAsLegacyClient = (
    session: Session,
    channelId: string,
    wait = () => waitForPage(session),
  ): undefined => {
    if (session.isGone) return;
    const { missed } = memberships.enter(session.id, channelId, lastSeq(channelId));
    session.joinThrottle.joined(channelId, missed, () => answerLegacyClient(session, channelId), wait);
  };

  /** Takes one page; 0, or the milliseconds until there is one to take. */
  const waitForPage = ({ id, address }: Session): number =>
    limiter.consume('page', { person: presence.of(id)?.user.id, address });

  /** The channel in memory; what follows in the same step sees exactly what was broadcast. */
  const opened = async (channelId: string): Promise<OpenChannel | undefined> => {
    while (store.channelExists(channelId)) {
      const channel = store.peek(channelId);
      if (channel) return channel;
      await store.open(channelId);
    }
    return undefined;
  };

  const channels: ChannelService = {
    joinAsLegacyClient(session, channelId) {
      if (!presence.of(session.id)) {
        if (session.wanted.size < MAX_WANTED) session.wanted.add(channelId);
        return undefined;
      }
      if (store.peek(channelId) || !store.channelExists(channelId))
        return enterAsLegacyClient(session, channelId);
      // reading the log costs: who reads too many is in the channel at once, and gets its list later
      if (waitForPage(session) > 0) return enterAsLegacyClient(session, channelId);
      // even if it cannot be read just now: without joining, the page would miss new messages
      return (
        store
          .open(channelId)
          .catch(onError)
          // the page is taken already
          .then(() => enterAsLegacyClient(session, channelId, () => 0))
      );
    },
    joinWanted(session) {
      for (const channelId of session.wanted) void channels.joinAsLegacyClient(session, channelId);
      session.wanted.clear();
    },
    async join(
      session,
      { channel_id: channelId, after_seq: afterSeq, epoch, limit = LIMITS.joinPageDefault },
    ) {
      const person = presence.of(session.id);
      if (!person) throw new ChatError('unauthenticated');
      consume(limiter, 'page', { person: person.user.id, address: session.address });
      const channel = await opened(channelId);
      if (!channel) throw new ChatError('not_found', 'There is no such channel');
      if (session.isGone) throw new ChatError('closing', 'The connection is gone');
      memberships.enter(session.id, channelId, channel.lastSeq);
      const answer = snapshot(channel, {
        afterSeq,
        epoch,
        newest: () => encoding.newest(channel, limit, MAX_PAGE),
        since: (seq) => encoding.since(channel, seq, MAX_PAGE),
      });
      limiter.spend(session.address, Buffer.byteLength(answer.page.json));
      return answer;
    },
    leave(session, channelId) {
      session.wanted.delete(channelId);
      memberships.leave(session.id, channelId, lastSeq(channelId));
    },
    typing(session, channelId, isTyping) {
      const person = presence.of(session.id);
      if (!person || !memberships.has(session.id, channelId)) return; // a legacy client may be late; nobody needs to know
      if (isTyping)
        typing.start(
          channelId,
          person.user,
          () => limiter.consume('profile', { person: person.user.id, address: session.address }) === 0,
        );
      else typing.stop(channelId, person.user);
    },
  };
  return channels;
}

/** A snapshot whose messages or changes, which many get, are JSON already: its `page`. */
export type EncodedSnapshot = Omit<ChannelSnapshot, 'messages' | 'changes'> & { page: Page };

export interface SnapshotOptions {
  afterSeq: number | undefined;
  epoch: string | undefined;
  /** The newest messages */
  newest: () => Page;
  /** All changes after `seq`; undefined where they cannot be told or are too much for one answer */
  since: (seq: number) => Page | undefined;
}

/**
 * What a returning client missed, or the newest page where that cannot be told or would be too much
 * (protocol, extension 3).
 */
export function snapshot(
  channel: Pick<OpenChannel, 'id' | 'epoch' | 'lastSeq'>,
  { afterSeq, epoch, newest, since }: SnapshotOptions,
): EncodedSnapshot {
  const base = { channel_id: channel.id, epoch: channel.epoch, last_seq: channel.lastSeq };
  const isKnown =
    afterSeq !== undefined && afterSeq <= channel.lastSeq && (epoch === undefined || epoch === channel.epoch);
  const missed = isKnown ? since(afterSeq) : undefined;
  const page = missed ?? newest();
  return { ...base, reset: !missed, has_more: page.hasMore, page };
}
