// How far one channel has been read: the order is `seq`, and a number left out is something missed.
import type { ChannelSnapshot } from '../protocol/events.ts';
import type { Message } from '../protocol/message.ts';

export interface Trail {
  /** What to ask for on coming back; nothing on the first visit. */
  readonly from: { after_seq: number; epoch: string } | undefined;
  /** The oldest message shown, for the page before it. */
  readonly oldest: string | undefined;
  /** What of an answer is new, oldest first, and whether something before it is left out. */
  join(snapshot: ChannelSnapshot): { messages: Message[]; gap: boolean };
  /** What a message that was just sent is: `hole` means that another one before it was missed. */
  take(message: Message): 'new' | 'known' | 'hole';
  /** A page from before the oldest one was shown. */
  older(messages: readonly Message[]): void;
}

export function createTrail(): Trail {
  let from: Trail['from'];
  let oldest: string | undefined;

  return {
    get from() {
      return from;
    },
    get oldest() {
      return oldest;
    },
    join(snapshot) {
      const { epoch, last_seq: lastSeq } = snapshot;
      const known = from?.epoch === epoch ? from.after_seq : 0;
      const said = snapshot.reset
        ? snapshot.messages
        : snapshot.changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
      const messages = said.filter(({ seq }) => seq > known);
      // the first visit shows the newest page and leaves out nothing that was promised
      const gap =
        from !== undefined &&
        snapshot.reset &&
        lastSeq > known &&
        (from.epoch !== epoch || messages[0]?.seq !== known + 1);
      if (gap || oldest === undefined) oldest = messages[0]?.id;
      from = { after_seq: lastSeq, epoch };
      return { messages, gap };
    },
    take({ id, seq }) {
      const known = from?.after_seq ?? 0;
      if (!from || seq > known + 1) return 'hole';
      if (seq <= known) return 'known';
      from = { ...from, after_seq: seq };
      oldest ??= id;
      return 'new';
    },
    older(messages) {
      oldest = messages[0]?.id ?? oldest;
    },
  };
}
