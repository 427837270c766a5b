// How much work one message may cost. Every loop of the parser counts its steps here, so the bound holds for
// inputs that nobody has thought of yet, and a test can measure it without a clock.

/** Characters; our own messages have at most 8,000, imported ones may have more */
const CHARACTERS = 16_000;
const LINES = 800;
/**
 * About one character looked at: 20 to 45 ns, so all of them take at most 5 ms. Ordinary text of 8,000
 * characters needs 20,000.
 */
const STEPS = 110_000;
/** Steps that making one node costs */
const NODE = 10;
/** Nodes of one message besides text: each becomes an element, and elements cost far more than parsing */
const NODES = 400;

/** The message is shown as plain text instead. Never leaves `parseMessage`. */
class TooMuchWork extends Error {}

export interface Effort {
  /** Throws when it is too much. */
  spend: (steps: number) => void;
  /** Counts nodes of the result. Throws when there are too many. */
  addNodes: (count: number) => void;
  readonly spent: () => number;
}

export function createEffort(): Effort {
  let steps = 0;
  let nodes = 0;
  const spend = (more: number): void => {
    steps += more;
    if (steps > STEPS) throw new TooMuchWork();
  };
  return {
    spend,
    addNodes: (count) => {
      nodes += count;
      if (nodes > NODES) throw new TooMuchWork();
      spend(count * NODE);
    },
    spent: () => steps,
  };
}

/** Whether the text is so long that it is not parsed at all. */
export function isTooLong(text: string): boolean {
  if (text.length > CHARACTERS) return true;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines > LINES;
}
