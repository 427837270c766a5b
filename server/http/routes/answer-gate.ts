// How many answers with messages one address is getting at once, since each is held in memory until it has been
// sent, and how many bytes of them in a while. Making one takes time from everybody: they are made one at a time,
// with a rest after each, so that what others send comes between them. What is too much is held back, never
// refused.
import type { Budgets } from '../../chat/access/budgets.ts';
import type { Clock } from '../../chat/ports/clock.ts';

export interface AnswerGate {
  /** Resolves when it is this address's turn, in order; with undefined if the client goes away first. */
  enter(address: string, gone: AbortSignal): Promise<Turn | undefined>;
}

export interface Turn {
  /** The answer is made, and has so many bytes: the next one may be made. */
  made(bytes: number): void;
  /** It is sent, or not wanted any more. */
  leave(): void;
}

export interface AnswerGateOptions {
  budget: Budgets['answers'];
  /** Such addresses may get any number */
  isTrusted: (address: string) => boolean;
  /** An address has got so many bytes that it has to wait for more */
  onHeld: (address: string) => void;
  clock: Pick<Clock, 'monotonic' | 'after'>;
}

interface Place {
  taken: number;
  waiting: (() => void)[];
  /** Bytes that may still be got; negative where the last answer was larger. As of `at` */
  left: number;
  at: number;
  cancel: (() => void) | undefined;
}

export function createAnswerGate({
  budget: { atOnce, burst, perSecond, perSecondInAll },
  isTrusted,
  onHeld,
  clock,
}: AnswerGateOptions): AnswerGate {
  const places = new Map<string, Place>();
  const toBeMade: (() => void)[] = [];
  let isMaking = false;

  const makeNext = (): void => {
    if (isMaking) return;
    const next = toBeMade.shift();
    if (!next) return;
    isMaking = true;
    next();
  };
  const endRest = (): void => {
    isMaking = false;
    makeNext();
  };
  const rest = (bytes: number): void => {
    const ms = (bytes / perSecondInAll) * 1_000;
    if (ms < 1) endRest();
    else clock.after(ms, endRest);
  };

  const fill = (place: Place): void => {
    const now = clock.monotonic();
    place.left = Math.min(burst, place.left + ((now - place.at) / 1_000) * perSecond);
    place.at = now;
  };
  /** Runs when so many bytes may be got again. */
  const when = (place: Place, bytes: number, run: () => void): void => {
    place.cancel?.();
    place.cancel = clock.after(Math.max(1, ((bytes - place.left) / perSecond) * 1_000), run);
  };
  const letIn = (address: string, place: Place): void => {
    fill(place);
    while (place.taken < atOnce && place.left > 0) {
      const next = place.waiting.shift();
      if (!next) break;
      place.taken += 1;
      toBeMade.push(next);
    }
    makeNext();
    if (place.waiting.length > 0 && place.taken < atOnce) {
      onHeld(address);
      when(place, 1, () => {
        letIn(address, place);
      });
    } else if (place.waiting.length === 0 && place.taken === 0) {
      const forget = (): void => {
        places.delete(address);
      };
      if (place.left >= burst) forget();
      else when(place, burst, forget);
    }
  };

  return {
    async enter(address, gone) {
      if (isTrusted(address)) return { made: () => undefined, leave: () => undefined };
      const place = places.get(address) ?? {
        taken: 0,
        waiting: [],
        left: burst,
        at: clock.monotonic(),
        cancel: undefined,
      };
      places.set(address, place);
      place.cancel?.();
      const hasTurn = await new Promise<boolean>((resolve) => {
        const begin = (): void => {
          resolve(true);
        };
        place.waiting.push(begin);
        gone.addEventListener('abort', () => {
          const at = place.waiting.indexOf(begin);
          if (at < 0) return;
          place.waiting.splice(at, 1);
          resolve(false);
        });
        letIn(address, place);
      });
      if (!hasTurn) return undefined;
      let isMade = false;
      let isIn = true;
      const turn: Turn = {
        made(bytes) {
          if (isMade) return;
          isMade = true;
          place.left -= bytes;
          rest(bytes);
        },
        leave() {
          turn.made(0);
          if (!isIn) return;
          isIn = false;
          place.taken -= 1;
          letIn(address, place);
        },
      };
      return turn;
    },
  };
}
