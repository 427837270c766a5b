// What the window is told, unasked.
import type { Appearance, WindowHost } from '../server/ports.ts';
import type { ChatServerHost } from '../server/server-host.ts';
import type { AppSettings } from '../settings/settings-service.ts';
import type { Updates } from '../lifecycle/updates.ts';

export interface FeedOptions {
  window: Pick<WindowHost, 'send'>;
  host: Pick<ChatServerHost, 'on'>;
  settings: Pick<AppSettings, 'on'>;
  appearance: Pick<Appearance, 'on'>;
  updates: Pick<Updates, 'on'>;
}

export function setupFeed({ window, host, settings, appearance, updates }: FeedOptions): void {
  host.on('state', (state) => {
    window.send('state', state);
  });
  host.on('people', (change) => {
    window.send('people', change);
  });
  host.on('network', (network) => {
    window.send('network', network);
  });
  host.on('channels', (channels) => {
    window.send('channels', channels);
  });
  host.on('messages', (count) => {
    window.send('messages', count);
  });
  host.on('storage', (figures) => {
    window.send('storage', figures);
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
