// From the messages that are shown to those that should be, changing one end at a time: only so the list
// knows what moved. Where nothing was shown, the newest ones come first: those that are seen.

interface Numbered {
  readonly seq: number;
}

export interface Step<T> {
  shown: readonly T[];
  /** Something was added or removed at the beginning: the place is kept from the end */
  shift: boolean;
  /** Nothing that was shown is left */
  isElsewhere: boolean;
}

/**
 * The next step; the same `shown` as `target` once there. First the beginning, then the rest. `newest`: how
 * many to begin with.
 */
export function stepTowards<T extends Numbered>(
  shown: readonly T[],
  target: readonly T[],
  newest = target.length,
): Step<T> {
  const [from, to] = [shown[0], target[0]];
  const [last, lastTarget] = [shown.at(-1), target.at(-1)];
  const begun = newest < target.length ? target.slice(-newest) : target;
  if (!from) return { shown: begun, shift: false, isElsewhere: false };
  if (!to || !last || !lastTarget || from.seq === to.seq)
    return { shown: target, shift: false, isElsewhere: !to };
  if (last.seq < to.seq || lastTarget.seq < from.seq)
    return { shown: begun, shift: false, isElsewhere: true };
  const head =
    to.seq < from.seq
      ? [
          ...target.slice(
            0,
            target.findIndex(({ seq }) => seq >= from.seq),
          ),
          ...shown,
        ]
      : shown.slice(shown.findIndex(({ seq }) => seq >= to.seq));
  return {
    shown:
      head.length === target.length && head.every((message, at) => message === target[at]) ? target : head,
    shift: true,
    isElsewhere: false,
  };
}
