// What follows from what the connection reports.
import type { ServerEvents } from '../../../protocol/events.ts';
import type { Message } from '../../../protocol/message.ts';
import type { Change, ShownEvent } from './changes.ts';
import type { ConnectionEvents } from './connection.ts';
import type { ChatState } from './model.ts';
import type { Session } from './session.ts';

interface HandlerParts {
  /** Asked for late: the session is made after the connection */
  session: () => Session;
  change: (what: Change) => void;
  state: () => ChatState;
  /** Messages have come that may be ours, out of the outbox */
  settle: (messages: readonly Message[]) => void;
  now: () => number;
}

export function handleConnection({ session, change, state, settle, now }: HandlerParts): ConnectionEvents {
  return {
    connected(serverId) {
      void session().arrive(serverId);
    },
    event(event, payload) {
      // each event comes with its own payload, which TypeScript cannot see through a union
      if (isShown(event)) change({ kind: 'event', event, payload } as Change);
      if (event === 'new_message') settle([(payload as ServerEvents['new_message']).message]);
      if (event === 'new_messages') settle((payload as ServerEvents['new_messages']).messages);
    },
    lost(said) {
      session().lost(said ?? 'unreachable');
    },
    trying(attempt) {
      change({ kind: 'connection', change: { attempt, nextAttemptAt: null } });
    },
    failed(nextAttemptAt) {
      change({
        kind: 'connection',
        change: { nextAttemptAt, reason: state().connection.reason ?? 'unreachable' },
      });
    },
    sentOut(retryAfterMs) {
      session().sentOut(now() + retryAfterMs);
    },
  };
}

const SHOWN: ReadonlySet<string> = new Set<ShownEvent>([
  'online_users',
  'presence_changed',
  'user_updated',
  'user_typing',
  'new_message',
  'new_messages',
  'channels_changed',
]);

const isShown = (event: string): event is ShownEvent => SHOWN.has(event);
