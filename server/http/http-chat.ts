import type { Channel } from '../../protocol/channel.ts';
import type { ListThrottle } from '../chat/legacy/list-throttle.ts';
import type { LongList, Page } from '../chat/ports/chat-store.ts';
import type { RoomInfo } from '../../protocol/http.ts';
import type { Message, MessageDraft } from '../../protocol/message.ts';

/** What the routes need of the chat. Its refusals are thrown as ChatErrors. */
export interface HttpChat {
  channels(): readonly Channel[];
  /** A value that changes with every change of the channel; undefined if there is no such channel. Cheap. */
  version(channelId: string): string | undefined;
  /** Resolves when it is the turn of an old page that asks again and again (list-throttle.ts). */
  turn: ListThrottle['turn'];
  /**
   * Messages of a channel, oldest first: the newest 1,000 where neither `before` nor `limit` is given, else a
   * page; in both cases fewer where they are long. An unknown channel has none; an unknown `before` is
   * `not_found`.
   */
  history(
    channelId: string,
    page: {
      before: string | undefined;
      limit: number | undefined;
      token: string | undefined;
      address: string;
    },
  ): Promise<Page | LongList>;
  /** Resolves when the message is durable and broadcast. */
  post(post: {
    channelId: string;
    draft: MessageDraft;
    user: { id: string; username: string };
    token: string | undefined;
    address: string;
  }): Promise<Message>;
  room(): RoomInfo;
}
