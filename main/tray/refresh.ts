/** Runs one at a time, and once more for all who asked meanwhile. `run` must not reject. */
export function createRefresh(run: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  return () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    void (async () => {
      while (isAsked) {
        isAsked = false;
        await run();
      }
      isRunning = false;
    })();
  };
}
