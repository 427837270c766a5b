// Everything that changes the state: what the server tells and answers, and what the guest does.
import type { Answers, ChannelSnapshot, ServerEvents } from '../../../protocol/events.ts';
import type { RoomInfo } from '../../../protocol/http.ts';
import type { Message } from '../../../protocol/message.ts';
import type { ReadPosition } from './initial.ts';
import type { ChannelState, Connection, JoinProblem, Me, OutboxEntry, Preferences, Upload } from './model.ts';

/** What the device keeps of this person in this room. */
export interface KeptRoom {
  reads: ReadonlyMap<string, ReadPosition>;
  drafts: ReadonlyMap<string, string>;
  /** The channel that was open */
  channel: string | null;
}

/** The events of the server that change what is shown. */
export type ShownEvent =
  | 'online_users'
  | 'presence_changed'
  | 'user_updated'
  | 'user_typing'
  | 'new_message'
  | 'new_messages'
  | 'channels_changed';

export type Change =
  | { [E in ShownEvent]: { kind: 'event'; event: E; payload: ServerEvents[E] } }[ShownEvent]
  | { kind: 'connection'; change: Partial<Connection> }
  /** The connection is gone, or not yet made: nothing is live any more */
  | { kind: 'lost' }
  | { kind: 'room'; room: RoomInfo }
  | { kind: 'storage'; denied: boolean }
  /** Some of its files cannot be had any more */
  | { kind: 'page'; fault: 'old' | 'incomplete' }
  | { kind: 'preferences'; preferences: Preferences }
  /** The page forgets the room: another one answers, or the person leaves this device */
  | { kind: 'forget' }
  | { kind: 'me'; me: Partial<Me> }
  | { kind: 'joining' }
  | { kind: 'form'; problem: JoinProblem | null }
  | { kind: 'joined'; answer: Answers['join_user']; kept: KeptRoom; pageBuild: string | null }
  | { kind: 'sync'; channelId: string; sync: ChannelState['sync'] }
  /** `after`: what was asked for; undefined where the newest page was */
  | { kind: 'snapshot'; snapshot: ChannelSnapshot; after: number | undefined }
  | { kind: 'loading'; channelId: string; loading: ChannelState['loading']; failed?: boolean }
  | { kind: 'older'; channelId: string; page: readonly Message[]; hasOlder: boolean }
  | { kind: 'newer'; channelId: string; page: readonly Message[] }
  | { kind: 'entry'; entry: OutboxEntry }
  | { kind: 'entry-gone'; channelId: string; clientId: string }
  /** Something was written here: whoever writes has read */
  | { kind: 'wrote'; channelId: string }
  /** One of ours is stored */
  | { kind: 'sent'; clientId: string; message: Message }
  | { kind: 'upload'; upload: Upload }
  | { kind: 'upload-gone'; channelId: string; clientId: string }
  | { kind: 'open'; channelId: string }
  | { kind: 'attended'; isAttended: boolean }
  | { kind: 'at-newest'; isAtNewest: boolean }
  | { kind: 'read'; channelId: string; seq: number }
  | { kind: 'draft'; channelId: string; text: string };
