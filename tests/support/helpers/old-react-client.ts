// The old React client as it really behaves (protocol.md, "How the old React client really behaves"): its
// channel effect runs again on every render, so every event makes it leave and join its channel; it replaces
// its list by `channel_messages` and appends every `new_message` without looking at ids; it emits
// `typing_start` on every key.
import { io, type Socket } from 'socket.io-client';
import { createConditions } from './conditions.ts';
import { CONNECTION, type Person, type Transport } from './test-client.ts';

export interface OldReactClient {
  readonly socket: Socket;
  /** What its page shows now: the contents of its messages */
  shown(): string[];
  /** Everything that was ever wrong with what it showed */
  readonly faults: readonly string[];
  /** What it has emitted and received, all events together */
  readonly traffic: { sent: number; received: number };
  /** `channel_messages` for the channel that is open */
  readonly answers: number;
  /** Opens another channel, as a click does. */
  open(channelId: string): void;
  /** Types a text key by key and sends it. */
  type(text: string): void;
  /** Resolves when its page shows what `fits`. */
  shows(fits: (shown: string[]) => boolean): Promise<void>;
  /** Resolves when it was answered for the `count`-th time. */
  answered(count: number): Promise<void>;
  close(): void;
}

export interface OldReactClientOptions {
  url: string;
  transport: Transport;
  user: Person;
  channel: string;
  /** Its join goes out only when its leave has: two POSTs, with time for others in between */
  split?: boolean;
}

export function openOldReactClient({
  url,
  transport,
  user,
  channel: first,
  split = false,
}: OldReactClientOptions): OldReactClient {
  const socket = io(url, {
    ...CONNECTION[transport],
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
    extraHeaders: { Origin: `http://${new URL(url).hostname}:3000` },
  });
  const conditions = createConditions();
  const faults: string[] = [];
  const traffic = { sent: 0, received: 0 };
  let channel = first;
  let list: { id: string; content: string }[] = [];
  let answers = 0;
  let isJoinOnItsWay = false;

  const shown = (): string[] => list.map(({ content }) => content);

  const emit = (event: string, payload: object): void => {
    // what is emitted while there is no connection is dropped by the old client's page: it begins anew on
    // `connect`
    if (!socket.connected) return;
    traffic.sent += 1;
    socket.emit(event, payload);
  };

  const join = (): void => {
    isJoinOnItsWay = false;
    emit('join_channel', { channel_id: channel });
  };
  /** The effect's clean-up, then the effect. */
  const render = (left = channel): void => {
    emit('leave_channel', { channel_id: left });
    if (isJoinOnItsWay) return;
    isJoinOnItsWay = split;
    if (split) socket.io.engine.once('drain', join);
    else join();
  };

  /**
   * Anybody's messages end in a number that counts up from 0: so whoever looks sees what is doubled, missing
   * or out of order.
   */
  const check = (): void => {
    const next = new Map<string, number>();
    for (const { content } of list) {
      const [, writer, digits] = /^(.*) (\d+)$/.exec(content) ?? [];
      if (writer === undefined) continue;
      const expected = next.get(writer) ?? 0;
      if (Number(digits) !== expected)
        faults.push(
          `${writer}: ${String(expected)} was expected and ${String(digits)} shown, of ${list.map((each) => each.content).join(', ')}`,
        );
      next.set(writer, Number(digits) + 1);
    }
    if (new Set(list.map(({ id }) => id)).size < list.length)
      faults.push(`doubled: ${list.map((each) => each.content).join(', ')}`);
  };

  socket.on('connect', () => {
    isJoinOnItsWay = false;
    emit('join_user', { user });
    render();
  });
  socket.on(
    'channel_messages',
    ({ channel_id: channelId, messages }: { channel_id: string; messages: typeof list }) => {
      if (channelId !== channel) return;
      answers += 1;
      list = messages;
    },
  );
  socket.on(
    'new_message',
    ({ channel_id: channelId, message }: { channel_id: string; message: (typeof list)[number] }) => {
      if (channelId === channel) list = [...list, message];
    },
  );
  socket.onAny(() => {
    traffic.received += 1;
    queueMicrotask(() => {
      check();
      render();
      conditions.changed();
    });
  });

  return {
    socket,
    faults,
    traffic,
    shown,
    get answers() {
      return answers;
    },
    open(channelId) {
      const left = channel;
      channel = channelId;
      list = [];
      answers = 0;
      render(left);
    },
    type(text) {
      for (const _ of text) emit('typing_start', { channel_id: channel });
      emit('send_message', {
        channel_id: channel,
        message: { content: text, type: 'text', file: null },
        user,
      });
      emit('typing_stop', { channel_id: channel });
    },
    async shows(fits) {
      await conditions.until(
        () => (fits(shown()) ? true : undefined),
        () => `${user.username} to show something else than ${shown().join(', ')}`,
      );
    },
    async answered(count) {
      await conditions.until(
        () => (answers >= count ? true : undefined),
        () => `answer ${String(count)}; there were ${String(answers)}`,
      );
    },
    close() {
      socket.close();
    },
  };
}
