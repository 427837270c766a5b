// The browser's own notifications, where it has them for us.

/** `insecure`: only for encrypted pages, and ours comes by plain http; `ask`: nobody has decided yet. */
export type NotificationState = 'missing' | 'insecure' | 'denied' | 'ask' | 'granted';

export function notificationState(): NotificationState {
  if (!isSecureContext) return 'insecure';
  if (typeof Notification !== 'function') return 'missing';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Asks where nobody has decided yet; needs a click. */
export async function askForNotifications(): Promise<NotificationState> {
  if (notificationState() === 'ask') await Notification.requestPermission();
  return notificationState();
}

export interface Notice {
  title: string;
  body: string;
  /** A later one with the same tag takes its place */
  tag: string;
  onOpen: () => void;
}

export function notify({ title, body, tag, onOpen }: Notice): void {
  if (notificationState() !== 'granted') return;
  try {
    const shown = new Notification(title, { body, tag });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onOpen();
    });
  } catch {
    // Chrome on Android has the name but takes them from service workers only; title, icon and sound tell it
  }
}
