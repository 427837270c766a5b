import { Search, X } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ChannelList } from '../channels/channel-list.tsx';
import { JumpKeys } from '../keys/key-names.tsx';
import { MeBar } from '../profile/me-bar.tsx';
import { roomTexts } from './room.texts.ts';
import { useChat, useTexts } from '../use-chat.ts';
import { usePanels } from './panels.ts';
import styles from './room.module.css';

/** The room's name, the way to everywhere, its channels, oneself. */
export function ChannelsSide() {
  const texts = useTexts(roomTexts);
  const { open, show } = usePanels();
  const name = useChat((now) => now.server?.name ?? now.room?.name ?? '');
  return (
    <>
      <p className={styles.roomName} title={name}>
        <Mark />
        <bdi>{name}</bdi>
        {open === 'channels' && (
          <IconButton
            icon={X}
            label={texts.close}
            tooltip={false}
            className={styles.closeSide}
            onClick={() => {
              show(null);
            }}
          />
        )}
      </p>
      <button
        type="button"
        className={styles.jump}
        onClick={() => {
          show('jump');
        }}
      >
        <Icon of={Search} size="s" />
        <span>{texts.jump}</span>
        <JumpKeys />
      </button>
      <h2 className={styles.hidden}>{texts.channels}</h2>
      <div className={styles.scroll}>
        <ChannelList
          onOpen={() => {
            if (open === 'channels') show(null);
          }}
        />
      </div>
      <MeBar />
    </>
  );
}
