// What faults.inject.cjs can break in a running app.
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Desktop } from './desktop.ts';

declare global {
  // oxlint-disable-next-line no-var -- only var declares a global; it lives in the app's process
  var faults: { workers: Worker[] };
}

/** For `modules`. */
export const FAULTS = join(import.meta.dirname, 'faults.inject.cjs');

/** Ends the thread that owns the server's database, as a bug in SQLite would. */
export async function endDatabase({ electron }: Desktop): Promise<void> {
  await electron.evaluate(async () => {
    await globalThis.faults.workers.at(-1)?.terminate();
  });
}
