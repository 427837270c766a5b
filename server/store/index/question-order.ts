// In which order the index answers: first what a send or somebody who comes in waits for. Pages, counts and
// the like are answered one at a time behind it: forty old pages that ask at once must not hold up a message.
import type { Asked, Question } from './worker-messages.ts';

const URGENT: ReadonlySet<Question['kind']> = new Set<Question['kind']>(['by-client-id', 'user', 'message']);

export interface QuestionOrder {
  ask(asked: Asked): void;
  /** The index knows more now: asks again what it could not answer before. */
  retry(): void;
  /** Nothing more is answered. */
  close(): void;
}

/**
 * `answer`: whether it could be answered; asked again at the next `retry` if not. `afterNews`: runs something
 * after the messages that have come in meanwhile.
 */
export function createQuestionOrder(
  answer: (asked: Asked) => boolean,
  afterNews: (run: () => void) => unknown = setImmediate,
): QuestionOrder {
  let waiting: Asked[] = [];
  let behind: Asked[] = [];
  let isScheduled = false;

  const answerOrWait = (asked: Asked): void => {
    if (!answer(asked)) waiting.push(asked);
  };
  const schedule = (): void => {
    if (isScheduled || behind.length === 0) return;
    isScheduled = true;
    afterNews(() => {
      isScheduled = false;
      const next = behind.shift();
      if (next) answerOrWait(next);
      schedule();
    });
  };
  const ask = (asked: Asked): void => {
    if (URGENT.has(asked.question.kind)) {
      answerOrWait(asked);
      return;
    }
    behind.push(asked);
    schedule();
  };

  return {
    ask,
    retry() {
      if (waiting.length === 0) return;
      const again = waiting;
      waiting = [];
      for (const asked of again) ask(asked);
    },
    close() {
      waiting = [];
      behind = [];
    },
  };
}
