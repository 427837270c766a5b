// A channel as the server has it, without a server: the log, and what joining and paging answer. Joining is
// the server's own code.
import assert from 'node:assert/strict';
import { createChannelTail } from '../../../../../server/store/log/channel-tail.ts';
import { snapshot } from '../../../../../server/chat/channels/channel-service.ts';
import type { ChannelSnapshot } from '../../../../../protocol/events.ts';
import type { Change, Message } from '../../../../../protocol/message.ts';

export const ME = 'me';

export interface LogModel {
  readonly log: readonly Message[];
  readonly lastSeq: number;
  say(count: number, author?: string, content?: string, clientId?: string): Message[];
  join(after: number | undefined, epoch: string | null, limit: number): ChannelSnapshot;
  /** undefined: there is no such message */
  before(id: string, limit: number): Message[] | undefined;
  /** Another log under the same id, as after a backup was put back. */
  renew(): void;
}

export function createLogModel(id = 'general'): LogModel {
  let log: Message[] = [];
  let tail = createChannelTail([], true);
  let era = 0;

  return {
    get log() {
      return log;
    },
    get lastSeq() {
      return log.length;
    },
    say(count, author = 'other', content, clientId) {
      const added = Array.from({ length: count }, (_, index): Message => {
        const seq = log.length + index + 1;
        return {
          id: `${String(era)}-${String(seq)}`,
          user_id: author,
          username: author,
          content: content ?? `message ${String(seq)}`,
          type: 'text',
          file: null,
          timestamp: new Date(seq).toISOString(),
          channel_id: id,
          seq,
          ...(clientId !== undefined && { client_id: clientId }),
        };
      });
      log = [...log, ...added];
      for (const message of added) tail.apply({ kind: 'message', seq: message.seq, channel_id: id, message });
      return added;
    },
    join(after, epoch, limit) {
      let changes: Change[] | undefined;
      const answer = snapshot(
        { id, epoch: String(era), lastSeq: log.length },
        {
          afterSeq: after,
          epoch: epoch ?? undefined,
          newest: () => ({ json: '', hasMore: tail.hasMoreThan(limit) }),
          since(seq) {
            changes = tail.changesAfter(seq);
            return changes && { json: '', hasMore: seq > 0 };
          },
        },
      );
      const { page: _, reset, ...head } = answer;
      return reset
        ? { ...head, reset, messages: tail.newest(limit) }
        : { ...head, reset, changes: changes ?? assert.fail() };
    },
    before(messageId, limit) {
      const at = log.findIndex((message) => message.id === messageId);
      return at < 0 ? undefined : log.slice(Math.max(0, at - limit), at);
    },
    renew() {
      era += 1;
      log = [];
      tail = createChannelTail([], true);
    },
  };
}
