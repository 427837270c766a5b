// Logs refused origins. A legacy client's page ignores errors, so otherwise nobody would know why it does not work.
import type { HttpNote } from '../error-handler.ts';
import { SETTINGS } from './origin-policy.ts';

const AGAIN_MS = 60_000;
/** Maximum number of origins kept, so that made-up ones cannot fill the log or the memory. */
const MOST = 100;

export interface RefusedOriginsOptions {
  /** Milliseconds */
  monotonic: () => number;
  log: (note: HttpNote) => void;
}

/** Logs each refused origin at most once a minute. */
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
