// When to answer an old client's joins. Its page leaves and joins its channel again on every event it gets,
// and the answer is such an event:
// answered at once each time, the pair would loop tens of times a second for as long as the page is open.
import type { Clock } from '../ports/clock.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A join this long after the last answer is somebody's wish and no loop. */
const CALM_MS = 60_000;

/** What one session knows of one channel. */
export interface RepeatedJoins {
  /**
   * A join has come, and the membership with it. `missed`: something was sent while the session was away.
   * Calls `answer` at once, or later where the session has everything already. `admit` says how long (ms) an
   * answer at once must wait because there were too many: 0, not at all.
   * `answer` tells whether it was given: who has just left, or whose channel could not be read, is owed it.
   */
  joined(channelId: string, missed: boolean, answer: () => boolean, admit: () => number): void;
  close(): void;
}

interface Repeats {
  channelId: string;
  /** Until the next answer */
  wait: number;
  answeredAt: number;
  /** The answer that is due, and how to cancel it */
  due: { answer: () => boolean; cancel: () => void } | undefined;
  /** Something was missed, or an answer could not be given */
  isOwed: boolean;
}

export function createRepeatedJoins(clock: Clock): RepeatedJoins {
  /** The channel last joined: a join of another one is always answered at once */
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
