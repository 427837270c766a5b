import { useState } from 'react';
import { Segments } from '../../ui/segments.tsx';
import type { Status } from '../core/model.ts';
import { profileTexts } from './profile.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import styles from './profile.module.css';
import { SettingRow } from './setting-row.tsx';

/** What others see of one: here, away or busy. */
export function StatusChoice() {
  const texts = useTexts(profileTexts);
  const client = useClient();
  const status = useChat(({ me }) => me.status);
  const [hasFailed, setHasFailed] = useState(false);
  const choose = async (next: Status): Promise<void> => {
    const { ok } = await client.setStatus(next);
    setHasFailed(!ok);
  };
  return (
    <div>
      <SettingRow label={texts.status}>
        <Segments
          label={texts.status}
          value={status}
          onChange={(next) => {
            void choose(next);
          }}
          options={[
            { value: 'online', text: texts.statusHere },
            { value: 'away', text: texts.statusAway },
            { value: 'busy', text: texts.statusBusy },
          ]}
        />
      </SettingRow>
      <div role="status" className={styles.refused}>
        {hasFailed && <p>{texts.statusFailed}</p>}
      </div>
    </div>
  );
}
