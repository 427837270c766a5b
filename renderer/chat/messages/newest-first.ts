// How many of the newest messages fill a screen: those are drawn at once, the rest when they are seen.
import type { Message } from '../core/model.ts';

/** Pixels of one line, and of an author's name with the space above it: a message is no smaller */
const LINE = 24;
const NAME = 37;

/** At least as many as are seen in `height` pixels. */
export function countThatFill(messages: readonly Message[], height: number): number {
  let filled = 0;
  let count = 0;
  while (filled < height && count < messages.length) {
    const message = messages[messages.length - 1 - count];
    const former = messages[messages.length - 2 - count];
    filled += LINE + (former?.user_id === message?.user_id ? 0 : NAME);
    count += 1;
  }
  return count;
}
