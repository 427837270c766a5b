// Telling the others that something is being typed: at most every few seconds, and when it is over.

/** The server takes it for over after 6 s without a sign. */
const AGAIN_MS = 3_000;

/** To be called with every change of the composer. */
export function createTypingSignal(
  tell: (channelId: string, isTyping: boolean) => void,
  now: () => number,
): (channelId: string, isTyping: boolean) => void {
  let told: { channelId: string; at: number } | undefined;
  return (channelId, isTyping) => {
    if (told && (!isTyping || told.channelId !== channelId)) {
      tell(told.channelId, false);
      told = undefined;
    }
    if (!isTyping || (told && Math.abs(now() - told.at) < AGAIN_MS)) return;
    told = { channelId, at: now() };
    tell(channelId, true);
  };
}
