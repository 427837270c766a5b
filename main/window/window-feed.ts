// What the window is told, unasked.
import type { Appearance } from './appearance.ts';
import type { WindowHost } from './window.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { AppSettings } from '../settings/settings-service.ts';
import type { Updates } from '../lifecycle/updates.ts';

export interface FeedOptions {
  window: Pick<WindowHost, 'send'>;
  host: Pick<ServerHost, 'onAny'>;
  settings: Pick<AppSettings, 'on'>;
  appearance: Pick<Appearance, 'on'>;
  updates: Pick<Updates, 'on'>;
}

export function setupFeed({ window, host, settings, appearance, updates }: FeedOptions): void {
  host.onAny(({ event, payload }) => {
    window.send(event, payload);
  });
  settings.on((view) => {
    window.send('settings', view);
  });
  appearance.on((now) => {
    window.send('appearance', now);
  });
  updates.on((state) => {
    window.send('update', state);
  });
}
