// Says once that closing the window does not close the room.
import type { NotificationConstructorOptions } from 'electron';
import type { Appearance } from './appearance.ts';
import type { WindowHost } from './window.ts';
import { texts } from '../texts/index.ts';

export interface FirstCloseDeps {
  appearance: Appearance;
  window: Pick<WindowHost, 'show'>;
  platform: NodeJS.Platform;
  /** The part of Electron's Notification that is used */
  Notification: {
    new (options: NotificationConstructorOptions): {
      on(event: 'click', listener: () => void): unknown;
      show(): void;
    };
    isSupported(): boolean;
  };
  /** Whether it was said before, kept from one run to the next */
  memory: { wasSaid(): boolean; setSaid(): void };
}

/** To be called whenever closing the window has hidden it. */
export function createFirstClose({
  appearance,
  window,
  platform,
  Notification,
  memory,
}: FirstCloseDeps): () => void {
  /** Else it is collected, and clicking it does nothing */
  const kept: unknown[] = [];
  return () => {
    if (memory.wasSaid() || !Notification.isSupported()) return;
    memory.setSaid();
    const { title, body } = texts[appearance.language].firstClose;
    const notification = new Notification({
      title,
      body: platform === 'darwin' || platform === 'win32' ? body[platform] : body.linux,
      silent: true,
    });
    notification.on('click', () => {
      window.show();
    });
    notification.show();
    kept.push(notification);
  };
}
