// Who is typing where. Repeats are not passed on; the end is told on stop, on leaving, and some time after
// the last sign of typing.
import type { User } from '../../../protocol/user.ts';
import type { Broadcaster } from '../ports/broadcaster.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeopleObserver } from '../ports/people-observer.ts';

/** How long after the last `typing_start` somebody counts as typing. */
export const TYPING_MS = 6_000;

export interface Typing {
  /** `admit` is asked where others would be told; too often they are not. */
  start(channelId: string, user: User, admit: () => boolean): void;
  stop(channelId: string, user: User): void;
  close(): void;
}

function keyOf(channelId: string, user: User): string {
  return `${channelId} ${user.id}`;
}

export interface TypingOptions {
  broadcaster: Pick<Broadcaster, 'toChannel'>;
  clock: Clock;
  observer: Pick<PeopleObserver, 'active' | 'typing'>;
}

export function createTyping({ broadcaster, clock, observer }: TypingOptions): Typing {
  /** By channel and person: how to cancel the end */
  const typing = new Map<string, () => void>();

  const tell = (channelId: string, user: User, isTyping: boolean): void => {
    observer.typing(user.id, channelId, isTyping);
    broadcaster.toChannel(
      channelId,
      'user_typing',
      { user, channel_id: channelId, typing: isTyping },
      user.id,
    );
  };
  const stop = (channelId: string, user: User): void => {
    const key = keyOf(channelId, user);
    const cancel = typing.get(key);
    if (!cancel) return;
    cancel();
    typing.delete(key);
    tell(channelId, user, false);
  };

  return {
    start(channelId, user, admit) {
      const key = keyOf(channelId, user);
      const cancel = typing.get(key);
      if (!cancel && !admit()) return;
      observer.active(user.id);
      cancel?.();
      typing.set(
        key,
        clock.after(TYPING_MS, () => {
          stop(channelId, user);
        }),
      );
      if (!cancel) tell(channelId, user, true);
    },
    stop,
    close() {
      for (const cancel of typing.values()) cancel();
      typing.clear();
    },
  };
}
