// What the host is told of pages that were refused: an old client at another address is only quiet.
import type { HttpNote } from '../error-handler.ts';
import { SETTINGS } from './origin-policy.ts';

const AGAIN_MS = 60_000;
/** Origins remembered: whoever makes up more fills no log, either */
const MOST = 100;

export interface RefusedOriginsOptions {
  /** Milliseconds */
  monotonic: () => number;
  log: (note: HttpNote) => void;
}

/** Notes a refused origin, at most once a minute each. */
export function noteRefusedOrigins({ monotonic, log }: RefusedOriginsOptions): (origin: string) => void {
  const noted = new Map<string, number>();
  return (origin) => {
    const now = monotonic();
    for (const [known, at] of noted) if (now - at >= AGAIN_MS) noted.delete(known);
    if (noted.has(origin) || noted.size >= MOST) return;
    noted.set(origin, now);
    log({ level: 'warn', event: 'origin_refused', origin: origin.slice(0, 200), setting: SETTINGS.origins });
  };
}
