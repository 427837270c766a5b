// Telling the others that something is being typed: at most every few seconds, and when it is over.

/** The server takes it for over after 6 s without a sign. */
const AGAIN_MS = 3_000;

/** To be called with every change of the line. Commands are nobody's business. */
export function createTypingSignal(
  tell: (isTyping: boolean) => void,
  now: () => number = () => performance.now(),
): (line: string) => void {
  let toldAt: number | undefined;
  return (line) => {
    const isTyping = line !== '' && (!line.startsWith('/') || line.startsWith('//'));
    if (!isTyping) {
      if (toldAt !== undefined) tell(false);
      toldAt = undefined;
    } else if (toldAt === undefined || now() - toldAt >= AGAIN_MS) {
      toldAt = now();
      tell(true);
    }
  };
}
