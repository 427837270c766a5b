// When to answer a legacy client's joins. Its page leaves and joins its channel again on every event it gets,
// and the answer is such an event: if each join were answered immediately, both would loop tens of times a
// second for as long as the page is open.
import type { Clock } from '../ports/clock.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A join this long after the last answer comes from the user, not from the loop. */
const CALM_MS = 60_000;

/** One per session. */
export interface JoinThrottle {
  /**
   * The session joined a channel. `missed`: something was sent while it was away. Calls `answer` immediately,
   * or later if the session has everything already. `admit` returns how long (ms) an immediate answer must
   * wait for the rate limit; 0: not at all. `answer` returns whether it was given: a session that has just
   * left, or whose channel could not be read, still gets it after its next join.
   */
  joined(channelId: string, missed: boolean, answer: () => boolean, admit: () => number): void;
  close(): void;
}

interface Repeats {
  channelId: string;
  /** Milliseconds until the next answer */
  wait: number;
  answeredAt: number;
  /** The scheduled answer */
  due: { answer: () => boolean; cancel: () => void } | undefined;
  /** Something was missed, or an answer could not be given */
  isOwed: boolean;
}

export function createJoinThrottle(clock: Clock): JoinThrottle {
  /** The channel last joined: joining another one is always answered immediately */
  let last: Repeats | undefined;

  const answerNow = (repeats: Repeats, answer: () => boolean): void => {
    repeats.due?.cancel();
    repeats.due = undefined;
    repeats.answeredAt = clock.monotonic();
    repeats.isOwed = !answer();
  };

  const answerAfter = (repeats: Repeats, wait: number, answer: () => boolean): void => {
    repeats.due?.cancel();
    repeats.due = {
      answer,
      cancel: clock.after(wait, () => {
        answerNow(repeats, repeats.due?.answer ?? answer);
      }),
    };
  };

  return {
    joined(channelId, missed, answer, admit) {
      const isRepeat = last?.channelId === channelId;
      if (!last || !isRepeat) {
        last?.due?.cancel();
        last = { channelId, wait: FIRST_WAIT_MS, answeredAt: 0, due: undefined, isOwed: true };
      }
      if (missed) last.isOwed = true;
      if (last.isOwed) {
        const wait = admit();
        if (wait === 0) answerNow(last, answer);
        else answerAfter(last, wait, answer);
        return;
      }
      if (last.due) {
        last.due.answer = answer;
        return;
      }
      if (clock.monotonic() - last.answeredAt > CALM_MS) last.wait = FIRST_WAIT_MS;
      answerAfter(last, last.wait, answer);
      last.wait = Math.min(last.wait * 2, LONGEST_WAIT_MS);
    },
    close() {
      last?.due?.cancel();
    },
  };
}
