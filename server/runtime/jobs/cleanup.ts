// What is done once a day beside the chat: old trash, uploads that nothing refers to, names of those who are
// here.
import type { Clock } from '../../chat/ports/clock.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 24 * 60 * 60 * 1000;

/** Runs `tidy` soon after the start and then daily; a failure is told and tried again the next day. */
export function startTidying(
  clock: Clock,
  { tidy, onError }: { tidy: () => Promise<void>; onError: (error: unknown) => void },
): { close: () => void } {
  let isClosed = false;
  const run = async (): Promise<void> => {
    try {
      await tidy();
    } catch (error) {
      if (!isClosed) onError(error);
    }
    if (!isClosed)
      cancel = clock.after(EVERY_MS, () => {
        void run();
      });
  };
  let cancel = clock.after(FIRST_MS, () => {
    void run();
  });
  return {
    close() {
      isClosed = true;
      cancel();
    },
  };
}
