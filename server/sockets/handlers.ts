// Every client event and what it does: the list of what a socket can ask for.
import { ChatError } from '../../protocol/errors.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { Session } from '../chat/people/session.ts';
import type { Handlers } from './guard.ts';

export interface HandlerOptions {
  /** Called before a page of messages is made; whether this client is cut because it does not read */
  beforePage: () => boolean;
}

export function createHandlers(
  { sessions, channels, messages }: ChatService,
  session: Session,
  { beforePage }: HandlerOptions,
): Handlers {
  return {
    join_user: (payload, { wantsAck }) => sessions.join(session, payload, wantsAck),
    set_profile: (profile) => sessions.setProfile(session, profile),
    join_channel(payload, { wantsAck }) {
      if (!wantsAck) return channels.joinAsLegacyClient(session, payload.channel_id);
      if (beforePage()) throw new ChatError('closing', 'The connection is gone');
      return channels.join(session, payload);
    },
    leave_channel({ channel_id: channelId }) {
      channels.leave(session, channelId);
      return {};
    },
    async send_message({ channel_id: channelId, message }, { wantsAck, accepted }) {
      const args = [sessions.personOf(session), session.address, channelId, message, accepted] as const;
      return { message: await (wantsAck ? messages.send(...args) : messages.sendInParts(...args)) };
    },
    typing_start({ channel_id: channelId }) {
      channels.typing(session, channelId, true);
      return {};
    },
    typing_stop({ channel_id: channelId }) {
      channels.typing(session, channelId, false);
      return {};
    },
  };
}
