const WATCH_MS = 500;

/**
 * Calls `listener` once when npm, or the shell that it runs a script in, is gone: that shell does not pass
 * SIGTERM on. Returns a cancel function. Does nothing if npm did not start this process.
 */
export function whenShellIsGone(listener: () => void): () => void {
  if (process.env['npm_lifecycle_event'] === undefined) return () => undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    listener();
  }, WATCH_MS).unref();
  return () => {
    clearInterval(watch);
  };
}
