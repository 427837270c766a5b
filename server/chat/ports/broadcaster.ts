import type { ServerEvent, ServerEvents } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import type { User } from '../../../protocol/user.ts';
import type { Page } from './chat-store.ts';

/**
 * Where an event goes. A session is one connected socket; only sessions of people in the room are addressed
 * by `toAll`.
 */
export interface Broadcaster {
  toSession<E extends ServerEvent>(session: string, event: E, payload: ServerEvents[E]): void;
  /** A legacy client's `channel_messages`. */
  history(session: string, channelId: string, page: Page): void;
  /** To all sessions in the channel except those of one person. */
  toChannel<E extends ServerEvent>(
    channelId: string,
    event: E,
    payload: ServerEvents[E],
    exceptPerson?: string,
  ): void;
  /** New messages of one batch, ascending; each session gets them in the form it asked for. */
  messages(channelId: string, messages: readonly Message[]): void;
  toAll<E extends ServerEvent>(event: E, payload: ServerEvents[E]): void;
  /**
   * Presence in both forms: batches for those who asked for calm, one event per change for everybody else.
   */
  presence(change: PresenceChange): void;
  /** From now on the session belongs to this person and gets events in the form it asked for. */
  enterRoom(session: string, personId: string, form: PresenceForm): void;
  leaveRoom(session: string, personId: string): void;
  /** Closes the connection in the way after which clients do not reconnect automatically. */
  disconnect(session: string): void;
  /**
   * Also for a session that is in the channel already. Messages that wait for it in a batch are sent before
   * this returns.
   */
  enterChannel(session: string, channelId: string): void;
  leaveChannel(session: string, channelId: string): void;
}

export type PresenceChange =
  | { kind: 'joined'; user: User }
  | { kind: 'left'; user: User }
  /** `before`: as they were described until now */
  | { kind: 'changed'; user: User; before: User };

export interface PresenceForm {
  calm: boolean;
  batch: boolean;
  /** An old client, which knows people who come and go, and no changed ones */
  legacy: boolean;
}
