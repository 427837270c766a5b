// When to answer an old client's page that has no socket: it asks for its channel's list again as soon as it is
// answered, for as long as it is open. Its browser says which list it has (If-None-Match); while that is the
// newest, the answer waits, as a repeated join does (join-throttle.ts).
import type { Clock } from '../ports/clock.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** Between two lists for one page, however much is said */
const APART_MS = 1_000;

export interface ListThrottle {
  /**
   * Resolves when the list may be answered on this connection: at once to the first question for a channel, soon
   * after something was said, else 1, 2, 4 … 10 s later. Also when `gone` is aborted.
   */
  turn(question: {
    connection: object;
    channelId: string;
    isUnchanged: boolean;
    gone: AbortSignal;
  }): Promise<void>;
  /** Something was said: those who wait for news of the channel get it. */
  said(channelId: string): void;
}

interface Repeats {
  channelId: string;
  wait: number;
  answeredAt: number;
}

export function createListThrottle(clock: Clock): ListThrottle {
  const asked = new WeakMap<object, Repeats>();
  const waiting = new Map<string, Set<() => void>>();

  const pause = (ms: number, gone: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (ms <= 0 || gone.aborted) {
        resolve();
        return;
      }
      const cancel = clock.after(ms, () => {
        gone.removeEventListener('abort', end);
        resolve();
      });
      const end = (): void => {
        cancel();
        resolve();
      };
      gone.addEventListener('abort', end, { once: true });
    });

  /** Resolves when something is said in the channel, at the latest after `ms`. Tells whether it was. */
  const news = async (channelId: string, ms: number, gone: AbortSignal): Promise<boolean> => {
    const ended = new AbortController();
    let wasSaid = false;
    const hear = (): void => {
      wasSaid = true;
      ended.abort();
    };
    const others = waiting.get(channelId) ?? new Set();
    waiting.set(channelId, others.add(hear));
    await pause(ms, AbortSignal.any([gone, ended.signal]));
    others.delete(hear);
    if (others.size === 0) waiting.delete(channelId);
    return wasSaid;
  };

  return {
    async turn({ connection, channelId, isUnchanged, gone }) {
      const before = asked.get(connection);
      const now = clock.monotonic();
      const repeats =
        before?.channelId === channelId ? before : { channelId, wait: FIRST_WAIT_MS, answeredAt: now };
      asked.set(connection, repeats);
      if (repeats !== before) return;
      const hasNews = !isUnchanged || (await news(channelId, repeats.wait, gone));
      if (hasNews) await pause(repeats.answeredAt + APART_MS - clock.monotonic(), gone);
      repeats.wait = hasNews ? FIRST_WAIT_MS : Math.min(repeats.wait * 2, LONGEST_WAIT_MS);
      repeats.answeredAt = clock.monotonic();
    },
    said(channelId) {
      for (const hear of waiting.get(channelId) ?? []) hear();
    },
  };
}
