import type { Channel } from '../../protocol/channel.ts';
import type { RoomInfo } from '../../protocol/http.ts';
import type { Message, MessageDraft } from '../../protocol/message.ts';

/** What the routes need of the chat. Its refusals are thrown as ChatErrors. */
export interface HttpChat {
  channels(): readonly Channel[];
  /**
   * Messages of a channel, oldest first: the newest 1,000 where neither `before` nor `limit` is given, else a
   * page. An unknown channel has none; an unknown `before` is `not_found`.
   */
  history(
    channelId: string,
    page: {
      before: string | undefined;
      limit: number | undefined;
      token: string | undefined;
      address: string;
    },
  ): Promise<readonly Message[]>;
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
