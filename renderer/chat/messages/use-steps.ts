import { useLayoutEffect, useState } from 'react';
import type { Message } from '../core/model.ts';
import { stepTowards, type Step } from './steps.ts';
import { afterPaint } from '../after-paint.ts';

interface Steps extends Step<Message> {
  target: readonly Message[];
  /** Another one where nothing of what was shown is left: whoever keeps heights or a place begins anew */
  generation: number;
  /** Only the newest ones are shown so far, so that they are seen at once */
  isBeginning: boolean;
}

function advance(
  { shown, generation }: Pick<Steps, 'shown' | 'generation'>,
  target: readonly Message[],
  newest: (of: readonly Message[]) => number,
): Steps {
  const step = stepTowards(shown, target, newest(target));
  return {
    ...step,
    target,
    generation: generation + (step.isElsewhere ? 1 : 0),
    isBeginning: (shown.length === 0 || step.isElsewhere) && step.shown !== target,
  };
}

/**
 * The messages to show now: those given, by way of what the list can follow. `newest`: how many of them fill
 * the screen.
 */
export function useSteps(target: readonly Message[], newest: (of: readonly Message[]) => number): Steps {
  const [kept, setKept] = useState<Steps>(() => advance({ shown: [], generation: 0 }, target, newest));
  let steps = kept;
  if (kept.target !== target) {
    steps = advance(kept, target, newest);
    setKept(steps);
  }
  useLayoutEffect(() => {
    if (steps.shown === steps.target) return undefined;
    const goOn = (): void => {
      setKept(advance(steps, steps.target, newest));
    };
    if (steps.isBeginning) return afterPaint(goOn);
    // one end must have been drawn before the other changes
    goOn();
    return undefined;
  }, [steps, newest]);
  return steps;
}
