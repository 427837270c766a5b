import { Settings } from 'lucide-react';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { usePanels } from '../room/panels.ts';
import { profileTexts } from './profile.texts.ts';
import { roomTexts } from '../room/room.texts.ts';
import { useChat, useTexts } from '../use-chat.ts';
import styles from './profile.module.css';

/** Who one is here, and the way to change it. */
export function MeBar() {
  const texts = useTexts(profileTexts);
  const { settings } = useTexts(roomTexts);
  const { show } = usePanels();
  const { id, name, status } = useChat((now) => now.me);
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  const words = { online: texts.statusHere, away: texts.statusAway, busy: texts.statusBusy };
  return (
    <div className={styles.me}>
      <Avatar id={id} name={name} presence={isOnline ? (status === 'away' ? 'away' : 'here') : undefined} />
      <div className={styles.who}>
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        <small>{isOnline ? words[status] : texts.notConnected}</small>
      </div>
      <IconButton
        icon={Settings}
        label={settings}
        className={styles.settings}
        onClick={() => {
          show('profile');
        }}
      />
    </div>
  );
}
