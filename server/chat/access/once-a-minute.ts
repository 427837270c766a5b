// What somebody could cause without end is said once a minute.

const AGAIN_MS = 60_000;
/** Keys kept, so that made-up ones cannot fill the memory, and what is said of them not the log. */
const MOST = 100;

/** Whether something is to be said of `key` now. `monotonic` returns milliseconds. */
export function createOnceAMinute(monotonic: () => number): (key: string) => boolean {
  const said = new Map<string, number>();
  return (key) => {
    const now = monotonic();
    for (const [known, at] of said) if (now - at >= AGAIN_MS) said.delete(known);
    if (said.has(key) || said.size >= MOST) return false;
    said.set(key, now);
    return true;
  };
}
