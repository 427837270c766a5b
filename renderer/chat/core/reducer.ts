// How each change makes the next state. Pure; what did not change stays the same object, so that what shows
// it is not drawn again.
import type { Channel } from '../../../protocol/channel.ts';
import type { Change, KeptRoom } from './changes.ts';
import { receive, settle, takeSnapshot } from './follow.ts';
import { initialState, newChannel, NOBODY } from './initial.ts';
import type { ChannelState, ChatState, JoinProblem, OutboxEntry } from './model.ts';
import { isReading, readTo } from './reading.ts';
import { changePeople, everybody, personOf } from './reduce-people.ts';
import { regroup, strand, unstrand } from './stranded.ts';
import { bridge, prepend, putAway } from './window.ts';

export function reduce(now: ChatState, change: Change): ChatState {
  switch (change.kind) {
    case 'event':
      return reduceEvent(now, change);
    case 'connection':
      return { ...now, connection: { ...now.connection, ...change.change } };
    case 'lost':
      return { ...eachChannel(now, lose), isJoining: false };
    case 'room':
      return { ...now, room: change.room };
    case 'storage':
      return { ...now, storageDenied: change.denied };
    case 'page':
      return change.fault === 'old' ? { ...now, pageIsOld: true } : { ...now, pageIsIncomplete: true };
    case 'preferences':
      return { ...now, preferences: change.preferences };
    case 'forget':
      return forget(now);
    case 'me':
      return { ...now, me: { ...now.me, ...change.me } };
    case 'joining':
      return { ...now, isJoining: true, joinProblem: null };
    case 'form':
      return {
        ...now,
        stage: now.stage === 'room' && isPassing(change.problem) ? 'room' : 'join',
        isJoining: false,
        joinProblem: change.problem,
      };
    case 'joined':
      return joined(now, change);
    case 'snapshot':
      return inChannel(now, change.snapshot.channel_id, (channel) =>
        takeSnapshot(now, channel, change.snapshot, change.after),
      );
    case 'sync':
      return inChannel(now, change.channelId, (channel) => ({ ...channel, sync: change.sync }));
    case 'loading':
      return inChannel(now, change.channelId, (channel) => ({
        ...channel,
        loading: change.loading,
        loadFailed: change.failed ?? false,
      }));
    case 'older':
      return inChannel(now, change.channelId, (channel) =>
        settle(prepend(channel, change.page, change.hasOlder), change.page, now.me.id),
      );
    case 'newer':
      return inChannel(now, change.channelId, (channel) => bridge(channel, change.page).channel);
    case 'entry':
      return now.channels.has(change.entry.channelId)
        ? inChannel(now, change.entry.channelId, (channel) => putEntry(channel, change.entry))
        : strand(now, change.entry);
    case 'entry-gone':
      return inChannel(unstrand(now, change.clientId), change.channelId, (channel) => ({
        ...channel,
        pending: without(channel.pending, change.clientId),
      }));
    case 'wrote':
      return inChannel(now, change.channelId, (channel) => ({
        ...readTo(channel, channel.lastSeq, now.me.id),
        newSince: null,
        draft: '',
      }));
    case 'sent':
      return inChannel(unstrand(now, change.clientId), change.message.channel_id, (channel) =>
        sent(now, channel, change),
      );
    case 'upload':
      return inChannel(now, change.upload.channelId, (channel) => ({
        ...channel,
        uploads: put(channel.uploads, change.upload),
      }));
    case 'upload-gone':
      return inChannel(now, change.channelId, (channel) => ({
        ...channel,
        uploads: without(channel.uploads, change.clientId),
      }));
    case 'open':
      return open(now, change.channelId);
    case 'attended':
      return attend(now, change.isAttended);
    case 'at-newest':
      return seeNewest({ ...now, isAtNewest: change.isAtNewest });
    case 'read':
      return inChannel(now, change.channelId, (channel) => readTo(channel, change.seq, now.me.id));
    case 'draft':
      return inChannel(now, change.channelId, (channel) => ({ ...channel, draft: change.text }));
  }
}

function reduceEvent(now: ChatState, { event, payload }: Extract<Change, { kind: 'event' }>): ChatState {
  switch (event) {
    case 'online_users':
      return everybody(now, payload.users);
    case 'presence_changed':
      return changePeople(now, payload);
    case 'user_updated':
      return changePeople(now, { joined: [], left: [], changed: [payload.user] });
    case 'new_message':
      return inChannel(now, payload.channel_id, (channel) => receive(now, channel, [payload.message]));
    case 'new_messages':
      return inChannel(now, payload.channel_id, (channel) => receive(now, channel, payload.messages));
    case 'channels_changed':
      return listChannels(now, payload.channels, undefined);
    case 'user_typing': {
      const {
        user: { id },
        typing,
      } = payload;
      if (id === now.me.id) return now;
      return inChannel(now, payload.channel_id, (channel) =>
        channel.typing.includes(id) === typing
          ? channel
          : {
              ...channel,
              typing: typing ? [...channel.typing, id] : channel.typing.filter((other) => other !== id),
            },
      );
    }
  }
}

/** Whoever was in the room stays where they are and reads on. */
const isPassing = (problem: JoinProblem | null): boolean =>
  problem?.code === 'kicked' || (problem !== null && 'retries' in problem && problem.retries);

function inChannel(now: ChatState, id: string, change: (channel: ChannelState) => ChannelState): ChatState {
  const channel = now.channels.get(id);
  const next = channel && change(channel);
  return next === undefined || next === channel
    ? now
    : { ...now, channels: new Map(now.channels).set(id, next) };
}

const eachChannel = (now: ChatState, change: (channel: ChannelState) => ChannelState): ChatState => ({
  ...now,
  channels: new Map([...now.channels].map(([id, channel]) => [id, change(channel)])),
});

function lose(channel: ChannelState): ChannelState {
  const { sync, typing, loading, loadFailed, trail } = channel;
  if (sync === 'away' && typing.length === 0 && loading === null && !loadFailed) return channel;
  // what failed may have failed for that, and is asked for again
  return {
    ...channel,
    sync: 'away',
    typing: [],
    loading: null,
    loadFailed: false,
    trail: trail.early.length === 0 ? trail : { ...trail, early: [] },
  };
}

function forget({
  connection,
  preferences,
  storageDenied,
  isAttended,
  pageIsIncomplete,
}: ChatState): ChatState {
  return {
    ...initialState(connection.since),
    connection,
    preferences,
    storageDenied,
    isAttended,
    pageIsIncomplete,
  };
}

function joined(now: ChatState, { answer, kept, pageBuild }: Extract<Change, { kind: 'joined' }>): ChatState {
  const { user, server } = answer;
  const me = { ...NOBODY, ...personOf(user) };
  const listed = listChannels({ ...now, me }, answer.channels, kept);
  const next: ChatState = {
    ...listed,
    stage: 'room',
    isJoining: false,
    joinProblem: null,
    server,
    pageIsOld: pageBuild !== null && pageBuild !== server.build,
  };
  if (listed.current !== null) return next;
  const first = kept.channel !== null && listed.channels.has(kept.channel) ? kept.channel : listed.order[0];
  return first === undefined ? next : open(next, first);
}

/** The host's list of channels; those that are known keep what is known of them. */
function listChannels(now: ChatState, list: readonly Channel[], kept: KeptRoom | undefined): ChatState {
  const channels = new Map(
    list.map((channel) => [channel.id, describe(now.channels.get(channel.id), channel, kept)]),
  );
  const order = list.map(({ id }) => id);
  const next = regroup(
    { ...now, channels, order: order.join(' ') === now.order.join(' ') ? now.order : order },
    now,
  );
  const { current } = now;
  if (current === null || channels.has(current)) return next;
  const gone = now.channels.get(current)?.name ?? null;
  const [first] = order;
  return { ...(first === undefined ? { ...next, current: null } : open(next, first)), deletedChannel: gone };
}

function describe(
  known: ChannelState | undefined,
  channel: Channel,
  kept: KeptRoom | undefined,
): ChannelState {
  if (!known) return newChannel(channel, kept?.reads.get(channel.id), kept?.drafts.get(channel.id));
  const { name, description: topic, createdAt } = channel;
  return known.name === name && known.topic === topic && known.createdAt === createdAt
    ? known
    : { ...known, name, topic, createdAt };
}

function open(now: ChatState, id: string): ChatState {
  const { current } = now;
  if (!now.channels.has(id)) return now;
  if (current === id) return now.deletedChannel === null ? now : { ...now, deletedChannel: null };
  const left =
    current === null ? now : inChannel(now, current, (channel) => ({ ...putAway(channel), newSince: null }));
  const opened = inChannel(left, id, (channel) => ({
    ...channel,
    newSince: channel.unread > 0 ? channel.readSeq : null,
    loadFailed: false,
  }));
  // whether the newest message is seen there, its list will tell
  return { ...opened, current: id, isAtNewest: false, deletedChannel: null };
}

function attend(now: ChatState, isAttended: boolean): ChatState {
  if (isAttended === now.isAttended) return now;
  const next = { ...now, isAttended };
  if (isAttended) return seeNewest(next);
  // whoever read everything and looks away finds the line where they stopped
  return now.current === null
    ? next
    : inChannel(next, now.current, (channel) =>
        channel.unread === 0 && channel.newSince !== null ? { ...channel, newSince: null } : channel,
      );
}

function seeNewest(now: ChatState): ChatState {
  const { current } = now;
  return current === null
    ? now
    : inChannel(now, current, (channel) =>
        isReading(now, channel) ? readTo(channel, channel.lastSeq, now.me.id) : channel,
      );
}

function put<T extends { clientId: string }>(list: readonly T[], item: T): readonly T[] {
  const at = list.findIndex(({ clientId }) => clientId === item.clientId);
  return at < 0 ? [...list, item] : [...list.slice(0, at), item, ...list.slice(at + 1)];
}

const without = <T extends { clientId: string }>(list: readonly T[], clientId: string): readonly T[] =>
  list.filter((item) => item.clientId !== clientId);

function putEntry(channel: ChannelState, entry: OutboxEntry): ChannelState {
  const isHere = channel.messages.some(({ client_id: clientId }) => clientId === entry.clientId);
  return isHere ? channel : { ...channel, pending: put(channel.pending, entry) };
}

/** Stored: at its place where that follows what is here, waiting for those before it where not. */
function sent(
  now: ChatState,
  channel: ChannelState,
  { clientId, message }: Extract<Change, { kind: 'sent' }>,
): ChannelState {
  if (message.seq <= channel.lastSeq) return { ...channel, pending: without(channel.pending, clientId) };
  if (message.seq === channel.lastSeq + 1 && channel.sync === 'live') return receive(now, channel, [message]);
  return {
    ...channel,
    pending: channel.pending.map((entry) =>
      entry.clientId === clientId ? { ...entry, storedAs: message.seq } : entry,
    ),
  };
}
