// Saying something, and reading what was said.
import { randomUUID } from 'node:crypto';
import { isBlank } from '../../../protocol/blank.ts';
import { ChatError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Message, MessageDraft } from '../../../protocol/message.ts';
import type { User } from '../../../protocol/user.ts';
import type { Identity } from '../access/identity.ts';
import type { Kicked } from '../access/kicked.ts';
import { MAX_HISTORY, MAX_PAGE } from '../access/budgets.ts';
import { NO_MESSAGES, type ChatStore, type LongList, type Page } from '../ports/chat-store.ts';
import type { Limiter } from '../ports/limiter.ts';
import type { PeopleObserver } from '../ports/people-observer.ts';
import { bucketsOf, consume } from '../access/rate-limits.ts';
import { splitText } from '../legacy/split-text.ts';
import type { Caller } from '../people/session.ts';
import type { MessageEncoding } from '../ports/message-encoding.ts';

export interface MessageService {
  /** From a socket: `accepted` is called when what this person sends next may follow. */
  send(
    user: User,
    address: string,
    channelId: string,
    draft: MessageDraft,
    accepted?: () => void,
  ): Promise<Message>;
  /** The same from an old client: too long a text becomes several messages. Resolves with the last one. */
  sendInParts(
    user: User,
    address: string,
    channelId: string,
    draft: MessageDraft,
    accepted: () => void,
  ): Promise<Message>;
  /**
   * Over HTTP. `forbidden` where the id is bound and the caller has not its secret, `kicked` where the host
   * has just sent it out.
   */
  post(
    caller: Caller,
    channelId: string,
    draft: MessageDraft,
    author: { id: string; username: string },
  ): Promise<Message>;
  /**
   * Oldest first; without `before` and `limit` the newest 1,000, fewer where they are long. A channel that does
   * not exist is empty; an unknown `before` is `not_found`.
   */
  history(
    caller: Caller,
    channelId: string,
    page: { before?: string | undefined; limit?: number | undefined },
  ): Promise<Page | LongList>;
}

export interface MessageServiceOptions {
  store: ChatStore;
  identity: Identity;
  limiter: Limiter;
  kicked: Pick<Kicked, 'check'>;
  observer: Pick<PeopleObserver, 'active'>;
  onChannelsChanged: () => void;
  encoding: MessageEncoding;
  /** Throws `closing` where nothing new is taken any more */
  checkOpen: () => void;
}

export function createMessageService({
  store,
  identity,
  limiter,
  kicked,
  observer,
  onChannelsChanged,
  encoding,
  checkOpen,
}: MessageServiceOptions): MessageService {
  /** Channels that are being made by their first message */
  const making = new Map<string, Promise<unknown>>();

  const needChannel = async (id: string, maker: Maker): Promise<void> => {
    if (store.channelExists(id)) return;
    if (store.channelDeleted(id)) throw new ChatError('not_found', 'This channel was deleted');
    let made = making.get(id);
    if (!made) {
      if (store.channels().length + making.size >= LIMITS.channelsOfClients)
        throw new ChatError(
          'channel_limit',
          `There are ${String(LIMITS.channelsOfClients)} channels; only the host can make more`,
        );
      consume(limiter, 'channel', maker);
      made = store
        .createChannel({ id, name: id })
        .then(onChannelsChanged)
        .finally(() => making.delete(id));
      making.set(id, made);
    }
    await made;
  };

  const say = async (
    author: Pick<Message, 'user_id' | 'username' | 'verified'>,
    address: string,
    channelId: string,
    draft: MessageDraft,
    accepted?: () => void,
  ): Promise<Message> => {
    checkOpen();
    checkContent(draft);
    const file = draft.file ? await store.file(draft.file.unique_filename) : null;
    if (file === undefined)
      throw new ChatError('not_found', 'This file was not uploaded here, or is no longer here');
    await needChannel(channelId, { person: author.user_id, address });
    checkOpen();
    const stored = store.append(channelId, {
      id: randomUUID(),
      ...author,
      content: draft.content,
      type: file ? 'file' : 'text',
      file,
      ...(draft.client_id !== undefined && { client_id: draft.client_id }),
    });
    // it has its turn now
    accepted?.();
    return stored;
  };

  const service: MessageService = {
    async send(user, address, channelId, draft, accepted) {
      consume(limiter, 'send', { person: user.id, address });
      observer.active(user.id);
      return say(
        { user_id: user.id, username: user.username, ...(user.verified && { verified: true }) },
        address,
        channelId,
        draft,
        accepted,
      );
    },
    async sendInParts(user, address, channelId, draft, accepted) {
      const { content, file, ...others } = draft;
      const parts = splitText(content, LIMITS.content).filter((part) => !isBlank(part));
      const last = parts.pop() ?? content;
      let before: Partial<MessageDraft> = others;
      for (const part of parts) {
        await service.send(user, address, channelId, { ...before, content: part, file: null });
        before = {};
      }
      return service.send(user, address, channelId, { ...before, content: last, file }, accepted);
    },
    async post({ address, token }, channelId, draft, { id, username }) {
      if (!identity.mayActAs(id, token))
        throw new ChatError(
          'forbidden',
          'This person speaks only with their own secret (Authorization: Bearer …)',
        );
      kicked.check(id);
      consume(limiter, 'send', { person: id, address });
      checkOpen();
      observer.active(id);
      // an id that was never seen is seen now, without a secret, whatever the request carries: only joining
      // binds
      const { username: name, verified } = await identity.claim({
        id,
        username,
        token: identity.isBound(id) ? token : undefined,
        strict: false,
      });
      return say(
        { user_id: id, username: name, ...(verified && { verified: true }) },
        address,
        channelId,
        draft,
      );
    },
    async history(caller, channelId, { before, limit }) {
      consume(limiter, 'page', bucketsOf(caller));
      if (!store.channelExists(channelId)) return NO_MESSAGES;
      if (before !== undefined) {
        const page = await store.pageBefore(channelId, before, {
          limit: limit ?? LIMITS.pageDefault,
          bytes: MAX_PAGE,
        });
        if (!page) throw new ChatError('not_found', 'There is no such message in this channel');
        return page;
      }
      const channel = await store.open(channelId);
      if (!channel) return NO_MESSAGES;
      return limit === undefined
        ? encoding.list(channel, LIMITS.legacyPage, MAX_HISTORY)
        : encoding.list(channel, limit, MAX_PAGE);
    },
  };
  return service;
}

/** Whose message makes a channel. */
type Maker = Parameters<Limiter['consume']>[1];

function checkContent({ content, file }: MessageDraft): void {
  if (!file && isBlank(content)) throw new ChatError('empty');
  // counted only where it could matter: code points are never more than units
  if (content.length > LIMITS.content && Array.from(content).length > LIMITS.content)
    throw new ChatError('too_long', `A message has at most ${String(LIMITS.content)} characters`);
}
