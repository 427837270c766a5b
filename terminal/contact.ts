// How long to try to reach the server.
import { setTimeout as delay } from 'node:timers/promises';
import { ChatError } from '../protocol/errors.ts';
import type { Http } from './http.ts';
import { plainLine } from './plain-text.ts';
import { EndError, unreachableWords } from './words.ts';

const RETRY_MS = 1_000;

/** Looks whether there is a room, for as long as that. Rejects with EndError in plain words. */
export async function findRoom(http: Http, url: string, waitMs: number): Promise<void> {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      await http.room();
      return;
    } catch (error) {
      if (error instanceof ChatError)
        throw new EndError(`Cannot go into ${url}: ${plainLine(error.message)}.`);
      if (performance.now() >= until) throw new EndError(unreachableWords(url, error));
      await delay(RETRY_MS);
    }
  }
}

/** Calls `giveUp` when between `lost` and `found` more time went by than `ms` (which may be Infinity). */
export function createPatience(ms: number, giveUp: () => void): { lost: () => void; found: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    lost() {
      if (ms !== Infinity) timer ??= setTimeout(giveUp, Math.min(ms, 2 ** 31 - 1));
    },
    found() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
