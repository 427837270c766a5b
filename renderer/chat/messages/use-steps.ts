import { useLayoutEffect, useState } from 'react';
import type { Message } from '../core/model.ts';
import { stepTowards, type Step } from './steps.ts';

interface Steps extends Step<Message> {
  target: readonly Message[];
  /** Another one where nothing of what was shown is left: whoever keeps heights or a place begins anew */
  generation: number;
}

function advance(steps: Steps, target: readonly Message[]): Steps {
  const step = stepTowards(steps.shown, target);
  return { ...step, target, generation: steps.generation + (step.isElsewhere ? 1 : 0) };
}

/** The messages to show now: those given, by way of what the list can follow. */
export function useSteps(target: readonly Message[]): Steps {
  const [kept, setKept] = useState<Steps>({ shown: target, shift: false, isElsewhere: false, target, generation: 0 });
  let steps = kept;
  if (kept.target !== target) {
    steps = advance(kept, target);
    setKept(steps);
  }
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- one end must have been drawn before the other changes
    if (steps.shown !== steps.target) setKept(advance(steps, steps.target));
  }, [steps]);
  return steps;
}
