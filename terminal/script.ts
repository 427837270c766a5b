// Nobody sits before it: lines come from a pipe, a file, or the command line.
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { Client } from './client.ts';

/** More than so many lines are not read ahead. */
const AHEAD = 100;

/**
 * Runs the lines one after another; resolves when all are done and everything they sent is stored or refused.
 */
export async function runLines(
  input: Readable,
  client: Client,
  run: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity, terminal: false })) {
    // a command sees what was said before it
    await client.outbox.drained(line.startsWith('/') ? 0 : AHEAD);
    await run(line);
  }
  await client.outbox.drained();
}
