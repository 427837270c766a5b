// What is said about a connection that is not there. Pure.
import type { Connection } from '../core/model.ts';
import type { connectionTexts } from './connection.texts.ts';

type Texts = (typeof connectionTexts)['en'];

export interface OfflineWords {
  title: string;
  text: string;
}

/** A page from this device itself needs no network to reach its room. */
export const hasNetwork = (isOnline: boolean, hostname: string): boolean =>
  isOnline || /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);

/** Short breaks heal before anybody has read a word about them. */
export const QUIET_MS = 1_200;

/** A restart that takes longer is none any more */
const RESTART_MS = 30_000;

/**
 * null where nothing has to be said: all is well, or joining tells it itself. `time` writes a time of day.
 */
export function offlineWords(
  { phase, since, reason, until }: Connection,
  isInNetwork: boolean,
  now: number,
  texts: Texts,
  time: (ms: number) => string,
): OfflineWords | null {
  if (phase === 'online' || phase === 'connecting') return null;
  if (reason === 'kicked') {
    const isOver = until === null || now >= until;
    return isOver
      ? { title: texts.kickedOver, text: texts.kickedOverText }
      : { title: texts.kicked(time(until)), text: texts.kickedText };
  }
  if (!isInNetwork) return { title: texts.deviceOffline, text: texts.deviceOfflineText };
  switch (reason) {
    case 'stopping':
      return { title: texts.closed, text: texts.closedText };
    case 'restarting':
      return now - since < RESTART_MS
        ? { title: texts.restarts, text: texts.restartsText }
        : { title: texts.lost, text: texts.lostText };
    case 'sleeping':
      return { title: texts.sleeping, text: texts.sleepingText };
    case 'not_admitted':
      return { title: texts.waiting, text: '' };
    case 'unreachable':
    case null:
      return { title: texts.lost, text: texts.lostText };
  }
}

/** Whole seconds to the next attempt, at least one; null where none is worth counting down to. */
export function secondsToGo({ phase, nextAttemptAt }: Connection, now: number): number | null {
  if (phase !== 'offline' || nextAttemptAt === null) return null;
  const seconds = Math.ceil((nextAttemptAt - now) / 1000);
  return seconds > 1 ? seconds : null;
}
