// What the page begins with.
import type { Channel } from '../../../protocol/channel.ts';
import type { ChannelState, ChatState, Connection, Me, Preferences, Trail } from './model.ts';

/** How far a channel was read, as it is kept on the device. */
export interface ReadPosition {
  seq: number;
  epoch: string;
}

export const PREFERENCES: Preferences = {
  enterSends: true,
  sound: false,
  notifications: false,
  theme: 'system',
  language: 'system',
};

export const NOBODY: Me = { id: '', name: '', status: 'online', verified: false };

export const NO_TRAIL: Trail = { mentionSeqs: [], bookmarks: [], early: [] };

const connecting = (now: number): Connection => ({
  phase: 'connecting',
  since: now,
  reason: null,
  attempt: 0,
  nextAttemptAt: null,
  until: null,
});

export function initialState(now: number): ChatState {
  return {
    stage: 'starting',
    connection: connecting(now),
    room: null,
    server: null,
    me: NOBODY,
    isJoining: false,
    joinProblem: null,
    people: new Map(),
    order: [],
    channels: new Map(),
    current: null,
    deletedChannel: null,
    stranded: [],
    preferences: PREFERENCES,
    isAttended: true,
    isAtNewest: false,
    storageDenied: false,
    pageIsOld: false,
    pageIsIncomplete: false,
  };
}

/**
 * A channel of which nothing was read on this page yet. What is new since `read` is asked for; without it
 * everything counts as read.
 */
export function newChannel(
  { id, name, description, createdAt }: Channel,
  read?: ReadPosition,
  draft = '',
): ChannelState {
  const seq = read?.seq ?? 0;
  return {
    id,
    name,
    topic: description,
    createdAt,
    sync: 'away',
    epoch: read?.epoch ?? null,
    lastSeq: seq,
    messages: [],
    hasOlder: true,
    hasNewer: false,
    loading: null,
    loadFailed: false,
    pending: [],
    uploads: [],
    readSeq: seq,
    newSince: null,
    unread: 0,
    mentions: 0,
    typing: [],
    draft,
    trail: NO_TRAIL,
  };
}
