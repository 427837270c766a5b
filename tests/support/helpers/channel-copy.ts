// A client's copy of one channel: joined by `after_seq` and `epoch`, followed by `seq`, filled from pages
// where the server gives only the newest.
import type { Ack, Payload } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import { askLater } from './ask-later.ts';

export interface ChannelCopy {
  readonly messages: readonly Message[];
  /** Joins and takes over what was missed; `isCurrent` tells whether it is still the same connection. */
  catchUp(isCurrent: () => boolean): Promise<void>;
  /** Messages that came as events. */
  receive(messages: readonly Message[]): void;
  caughtUp(seq: number): Promise<void>;
  disconnected(): void;
}

export interface ChannelCopyOptions {
  channel: string;
  url: string;
  join: (
    position: Pick<Payload<'join_channel'>, 'after_seq' | 'epoch'>,
  ) => Promise<Ack<'join_channel'> | undefined>;
  complain: (complaint: string) => void;
}

type Joined = Extract<Ack<'join_channel'>, { ok: true }>;

export function createChannelCopy({ channel, url, join, complain }: ChannelCopyOptions): ChannelCopy {
  let messages: Message[] = [];
  let epoch: string | undefined;
  /** What comes while the copy is behind */
  let early: Message[] = [];
  let isLive = false;
  let current: (() => boolean) | undefined;
  const waiting = new Set<{ seq: number; resolve: () => void }>();

  const last = (): number => messages.at(-1)?.seq ?? 0;

  const append = (message: Message): boolean => {
    if (message.seq !== last() + 1) return message.seq <= last();
    messages.push(message);
    return true;
  };

  const wake = (): void => {
    for (const entry of waiting) {
      if (entry.seq > last()) continue;
      waiting.delete(entry);
      entry.resolve();
    }
  };

  /**
   * Pages backwards from the oldest of `newest` until what is known, oldest first; undefined where the
   * connection was lost on the way.
   */
  const fill = async (
    newest: readonly Message[],
    after: number,
    isCurrent: () => boolean,
  ): Promise<Message[] | undefined> => {
    let filled = [...newest];
    while (filled[0] && filled[0].seq > after + 1) {
      const response = await fetch(
        `${url}/api/channels/${channel}/messages?before=${filled[0].id}&limit=200`,
      ).catch(() => undefined);
      const page = response?.ok
        ? ((await response.json().catch(() => undefined)) as Message[] | undefined)
        : undefined;
      if (!page || !isCurrent()) return undefined;
      if (page.length === 0) break;
      filled = [...page, ...filled];
    }
    return filled;
  };

  const takeOver = async (joined: Joined, isCurrent: () => boolean): Promise<boolean> => {
    if (epoch !== undefined && joined.epoch !== epoch) {
      complain(`another epoch: ${joined.epoch} instead of ${epoch}, with ${String(last())} messages known`);
      messages = [];
    }
    if (joined.last_seq < last())
      complain(`the server knows ${String(joined.last_seq)} messages, this client ${String(last())}`);
    for (const { seq } of early)
      if (seq <= joined.last_seq)
        complain(`message ${String(seq)} came again after joining at ${String(joined.last_seq)}`);
    ({ epoch } = joined);
    const missed = joined.reset
      ? await fill(joined.messages, last(), isCurrent)
      : joined.changes.map(({ message }) => message);
    if (!missed) return false;
    for (const message of [...missed, ...early]) {
      if (!append(message)) {
        complain(`a hole after joining: ${String(message.seq)} after ${String(last())}`);
        return false;
      }
    }
    early = [];
    isLive = true;
    wake();
    return true;
  };

  const catchUp = async (isCurrent: () => boolean): Promise<void> => {
    current = isCurrent;
    isLive = false;
    early = [];
    while (isCurrent()) {
      const position = epoch === undefined ? {} : { after_seq: last(), epoch };
      const joined = await join(position);
      if (!isCurrent()) return;
      if (joined?.ok && (await takeOver(joined, isCurrent))) return;
      // without an answer, or with pages that did not come, asking again is the wait: it takes the server's
      // answer, or ends with the connection
      if (joined?.ok === false) await askLater(joined.error);
    }
  };

  return {
    get messages() {
      return messages;
    },
    catchUp,
    receive(received) {
      for (const message of received) {
        if (!isLive) {
          early.push(message);
          continue;
        }
        if (message.seq <= last()) complain(`message ${String(message.seq)} came again`);
        if (!append(message)) {
          complain(`a hole: ${String(message.seq)} after ${String(last())}`);
          if (current) void catchUp(current);
          return;
        }
      }
      wake();
    },
    caughtUp: (seq) =>
      seq <= last()
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.add({ seq, resolve });
          }),
    disconnected() {
      isLive = false;
      early = [];
    },
  };
}
