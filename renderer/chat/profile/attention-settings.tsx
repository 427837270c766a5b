import { useState } from 'react';
import { createChime } from '../attention/chime.ts';
import {
  askForNotifications,
  notificationState,
  type NotificationState,
} from '../attention/notifications.ts';
import { profileTexts } from './profile.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { SwitchRow } from './setting-row.tsx';

/** What calls one back to the page; where a browser refuses it, why. */
export function AttentionSettings() {
  const texts = useTexts(profileTexts);
  const client = useClient();
  const { sound, notifications } = useChat((now) => now.preferences);
  const [state, setState] = useState<NotificationState>(notificationState);
  const hints: Record<NotificationState, string> = {
    missing: texts.notificationsMissing,
    insecure: texts.notificationsInsecure,
    denied: texts.notificationsDenied,
    ask: texts.notificationsHint,
    granted: texts.notificationsHint,
  };
  const mayBe = state === 'ask' || state === 'granted';
  const setSound = (next: boolean): void => {
    client.setPreferences({ sound: next });
    // so one knows what to listen for
    if (next) createChime().play();
  };
  const setNotifications = async (next: boolean): Promise<void> => {
    const decided = next ? await askForNotifications() : state;
    setState(decided);
    client.setPreferences({ notifications: next && decided === 'granted' });
  };
  return (
    <>
      <SwitchRow label={texts.sound} hint={texts.soundHint} checked={sound} onChange={setSound} />
      <SwitchRow
        label={texts.notifications}
        hint={hints[state]}
        checked={notifications && state === 'granted'}
        disabled={!mayBe}
        onChange={(next) => {
          void setNotifications(next);
        }}
      />
    </>
  );
}
