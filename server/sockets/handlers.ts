// Every client event and what it does: the list of what a socket can ask for.
import type { ChatService } from '../chat/chat-service.ts';
import type { EncodedSnapshot } from '../chat/channels/channel-service.ts';
import type { Session } from '../chat/people/session.ts';
import { SelfSent } from './encoding.ts';
import type { Handlers } from './guard.ts';

export interface HandlerOptions {
  /** Answers a join; `id` is the acknowledgement's number */
  sendSnapshot: (id: number, snapshot: EncodedSnapshot) => void;
}

export function createHandlers(
  { sessions, channels, messages, files }: ChatService,
  session: Session,
  { sendSnapshot }: HandlerOptions,
): Handlers {
  return {
    join_user: (payload, { wantsAck }) => sessions.join(session, payload, wantsAck),
    set_profile: (profile) => sessions.setProfile(session, profile),
    join_channel(payload, { wantsAck }) {
      if (!wantsAck) return channels.joinAsLegacyClient(session, payload.channel_id);
      return channels.join(session, payload).then(
        (snapshot) =>
          new SelfSent((id) => {
            sendSnapshot(id, snapshot);
          }),
      );
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
    file_too_large(file) {
      files.tooLarge(session, file);
      return {};
    },
  };
}
