// The chat's Broadcaster over Socket.IO's rooms, in one process. A packet is encoded once for all who get it.
import type { Broadcaster, PresenceChange } from '../chat/ports/broadcaster.ts';
import type { Clock } from '../chat/ports/clock.ts';
import type { Message } from '../../protocol/message.ts';
import type { User } from '../../protocol/user.ts';
import type { MessageEncoding } from '../chat/ports/message-encoding.ts';
import { EncodedPayload } from './encoding.ts';
import { createBatcher } from './batcher.ts';
import type { SlowConsumers } from './connections/slow-consumers.ts';
import type { SharedMessages } from './shared-messages.ts';
import type { ChatSocketServer } from './types.ts';

const person = (id: string): string => `person:${id}`;
/** Members of a channel, by the form in which they get its messages */
const channel = (id: string): string => `channel:${id}`;
const channelInBatches = (id: string): string => `channel-batch:${id}`;
/** Everybody in the room, by the form in which they get presence */
const EVERYBODY = 'everybody';
const EVERYBODY_CALM = 'everybody-calm';
const IN_BATCHES = 'in-batches';
const CALM = 'calm';
const LEGACY = 'legacy';
const FORMS = [EVERYBODY, EVERYBODY_CALM, CALM, LEGACY, IN_BATCHES];

/** How long presence waits to be batched, and messages for those who get batches: three frames of a page. */
const PRESENCE_MS = 50;
const MESSAGES_MS = 50;

export interface SocketBroadcaster extends Broadcaster {
  /** Sends what is waiting in batches now. */
  flush(): void;
  close(): void;
}

export interface BroadcasterOptions {
  io: ChatSocketServer;
  clock: Clock;
  encoding: Pick<MessageEncoding, 'one'>;
  sharedMessages: Pick<SharedMessages, 'sendList'>;
  slowConsumers: Pick<SlowConsumers, 'cutIfBehind'>;
}

export function createBroadcaster({
  io,
  clock,
  encoding,
  sharedMessages,
  slowConsumers,
}: BroadcasterOptions): SocketBroadcaster {
  const socket = (session: string): ReturnType<typeof io.sockets.sockets.get> =>
    io.sockets.sockets.get(session);

  const oneMessage = (channelId: string, message: Message): EncodedPayload =>
    new EncodedPayload(`{"channel_id":${JSON.stringify(channelId)},"message":${encoding.one(message)}}`);

  const presence = createBatcher<PresenceChange>(clock, PRESENCE_MS, (_, changes) => {
    if (io.sockets.adapter.rooms.has(EVERYBODY_CALM))
      io.to(EVERYBODY_CALM).emit('presence_changed', summarise(changes));
  });

  const batches = createBatcher<Message>(clock, MESSAGES_MS, (channelId, messages) => {
    const [first] = messages;
    if (messages.length === 1 && first)
      io.to(channelInBatches(channelId)).emit('new_message', oneMessage(channelId, first));
    else io.to(channelInBatches(channelId)).emit('new_messages', { channel_id: channelId, messages });
  });

  /** Old clients know a person by another name as one who goes and one who comes. */
  const rename = (before: User, user: User): void => {
    const others = io.to(LEGACY).except([person(user.id), CALM]);
    others.emit('user_disconnected', { user_id: before.id, user: before });
    others.emit('user_connected', { user });
  };

  return {
    toSession(session, event, payload) {
      const target = socket(session);
      if (target && !slowConsumers.cutIfBehind(target)) target.emit(event, payload);
    },
    history(session, channelId, page) {
      const target = socket(session);
      if (target) sharedMessages.sendList(target, channelId, page);
    },
    toChannel(channelId, event, payload, exceptPerson) {
      const members = io.to([channel(channelId), channelInBatches(channelId)]);
      // people's comings and goings are noise to those who asked for calm; the room's list tells them who is
      // here
      const isNoise = event === 'user_joined_channel' || event === 'user_left_channel';
      const quiet = isNoise ? members.except(CALM) : members;
      (exceptPerson === undefined ? quiet : quiet.except(person(exceptPerson))).emit(event, payload);
    },
    messages(channelId, messages) {
      for (const message of messages)
        io.to(channel(channelId)).emit('new_message', oneMessage(channelId, message));
      if (io.sockets.adapter.rooms.has(channelInBatches(channelId))) batches.add(channelId, messages);
    },
    toAll(event, payload) {
      io.to([EVERYBODY, EVERYBODY_CALM]).emit(event, payload);
    },
    presence(change) {
      const others = io.to(EVERYBODY).except(person(change.user.id));
      if (change.kind === 'joined') others.emit('user_connected', { user: change.user });
      else if (change.kind === 'changed') {
        others.except(LEGACY).emit('user_updated', { user: change.user });
        if (change.before.username !== change.user.username) rename(change.before, change.user);
      } else others.emit('user_disconnected', { user_id: change.user.id, user: change.user });
      presence.add('', [change]);
    },
    enterRoom(session, personId, { calm, batch, legacy }) {
      const target = socket(session);
      if (!target) return;
      // what came before is none of the newcomer's business: its list has it
      if (calm) presence.flush('');
      for (const room of FORMS) void target.leave(room);
      void target.join([
        person(personId),
        calm ? EVERYBODY_CALM : EVERYBODY,
        ...(calm ? [CALM] : []),
        ...(legacy ? [LEGACY] : []),
        ...(batch ? [IN_BATCHES] : []),
      ]);
    },
    leaveRoom(session, personId) {
      for (const room of [person(personId), ...FORMS]) void socket(session)?.leave(room);
    },
    disconnect(session) {
      socket(session)?.disconnect(true);
    },
    enterChannel(session, channelId) {
      const target = socket(session);
      const inBatches = target?.rooms.has(IN_BATCHES) === true;
      // the members get their batch now, so that the first batch of whoever joins (again) begins after its
      // snapshot
      if (inBatches) batches.flush(channelId);
      // one form at a time, or each message would come twice
      void target?.leave(inBatches ? channel(channelId) : channelInBatches(channelId));
      void target?.join(inBatches ? channelInBatches(channelId) : channel(channelId));
    },
    leaveChannel(session, channelId) {
      void socket(session)?.leave(channel(channelId));
      void socket(session)?.leave(channelInBatches(channelId));
    },
    flush() {
      presence.flushAll();
      batches.flushAll();
    },
    close() {
      presence.close();
      batches.close();
    },
  };
}

/** What came of several changes: who came and went within them is not mentioned. */
export function summarise(changes: readonly Pick<PresenceChange, 'kind' | 'user'>[]): {
  joined: PresenceChange['user'][];
  left: string[];
  changed: PresenceChange['user'][];
} {
  const net = new Map<string, Pick<PresenceChange, 'kind' | 'user'>>();
  for (const change of changes) {
    const before = net.get(change.user.id);
    if (before?.kind === 'joined' && change.kind === 'left') net.delete(change.user.id);
    else if (before?.kind === 'left' && change.kind === 'joined')
      net.set(change.user.id, { kind: 'changed', user: change.user });
    else if (before?.kind === 'joined' && change.kind === 'changed')
      net.set(change.user.id, { kind: 'joined', user: change.user });
    else net.set(change.user.id, change);
  }
  const of = (kind: PresenceChange['kind']): PresenceChange['user'][] =>
    [...net.values()].flatMap((change) => (change.kind === kind ? [change.user] : []));
  return { joined: of('joined'), left: of('left').map(({ id }) => id), changed: of('changed') };
}
