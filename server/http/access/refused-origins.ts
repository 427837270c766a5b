// Logs refused origins. A legacy client's page ignores errors, so otherwise nobody would know why it does not work.
import { createOnceAMinute } from '../../chat/access/once-a-minute.ts';
import type { HttpNote } from '../error-handler.ts';
import { SETTINGS } from './origin-policy.ts';

export interface RefusedOriginsOptions {
  /** Milliseconds */
  monotonic: () => number;
  log: (note: HttpNote) => void;
}

/** Logs each refused origin at most once a minute. */
export function noteRefusedOrigins({ monotonic, log }: RefusedOriginsOptions): (origin: string) => void {
  const isNews = createOnceAMinute(monotonic);
  return (origin) => {
    if (isNews(origin))
      log({
        level: 'warn',
        event: 'origin_refused',
        origin: origin.slice(0, 200),
        setting: SETTINGS.origins,
      });
  };
}
