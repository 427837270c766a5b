// Reading one channel at a time, without a gap: joining answers what was missed, and a hole in the numbers
// means joining again.
import type { Answers } from '../protocol/events.ts';
import type { Message } from '../protocol/message.ts';
import type { Emit } from './chat-event.ts';
import type { Connection } from './connection.ts';
import { createTrail, type Trail } from './trail.ts';

export interface Reader {
  /** The channel we are in. */
  readonly current: string | undefined;
  /**
   * Goes into a channel, or again into the same one after the connection was lost. `quietly` where nobody
   * asked for it. Rejects as `call` does.
   */
  enter(channelId: string, quietly?: boolean): Promise<void>;
  /** What the server sends of its own accord. */
  live(channelId: string, messages: readonly Message[]): void;
  /** Shows the page before what was shown so far. */
  older(): Promise<void>;
}

export interface ReaderOptions {
  connection: Connection;
  /** Messages of a first visit */
  history: number;
  page: (channelId: string, before: string | undefined) => Promise<{ messages: Message[]; hasMore: boolean }>;
  onEntered: (answer: Answers['join_channel'], quietly: boolean) => void;
  onMissed: (error: unknown) => void;
  emit: Emit;
}

export function createReader({
  connection,
  history,
  page,
  onEntered,
  onMissed,
  emit,
}: ReaderOptions): Reader {
  const trails = new Map<string, Trail>();
  let current: string | undefined;
  /** What came while the answer to joining was on its way */
  let early: Message[] | undefined;
  let visit = 0;

  const trailOf = (channelId: string): Trail => {
    const trail = trails.get(channelId) ?? createTrail();
    trails.set(channelId, trail);
    return trail;
  };

  const enter = async (channelId: string, quietly = false): Promise<void> => {
    visit += 1;
    const mine = visit;
    if (current !== undefined && current !== channelId)
      connection.tell('leave_channel', { channel_id: current });
    current = channelId;
    early = [];
    const trail = trailOf(channelId);
    const answer = await connection.call('join_channel', {
      channel_id: channelId,
      limit: history,
      ...trail.from,
    });
    // somebody went on to another channel meanwhile: this one is asked again when they come back
    if (visit !== mine) return;
    onEntered(answer, quietly);
    const { messages, gap } = trail.join(answer);
    if (gap) emit({ event: 'gap', channel_id: channelId });
    for (const message of messages) emit({ event: 'message', live: false, message });
    const late = early;
    early = undefined;
    live(channelId, late);
  };

  const live = (channelId: string, messages: readonly Message[]): void => {
    if (channelId !== current) return;
    if (early) {
      early.push(...messages);
      return;
    }
    const trail = trailOf(channelId);
    for (const message of messages) {
      const kind = trail.take(message);
      if (kind === 'new') emit({ event: 'message', live: true, message });
      if (kind !== 'hole') continue;
      enter(channelId, true).catch(onMissed);
      return;
    }
  };

  return {
    get current() {
      return current;
    },
    enter,
    live,
    async older() {
      if (current === undefined) return;
      const channelId = current;
      const trail = trailOf(channelId);
      const { messages, hasMore } = await page(channelId, trail.oldest);
      trail.older(messages);
      emit({ event: 'older', channel_id: channelId, messages, has_more: hasMore });
    },
  };
}
