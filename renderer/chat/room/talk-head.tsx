import { Hash, Keyboard, Menu, Users } from 'lucide-react';
import { useMemo } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { countWaiting } from '../attention/page-title.ts';
import { UnreadBadge } from '../channels/unread-badge.tsx';
import { useFormats } from '../messages/format.ts';
import { roomTexts } from './room.texts.ts';
import { useChannel, useChat, useTexts } from '../use-chat.ts';
import { usePanels } from './panels.ts';
import styles from './room.module.css';

/** Where one is, and on small screens the ways to channels and people. */
export function TalkHead({ channelId }: { channelId: string }) {
  const texts = useTexts(roomTexts);
  const { number } = useFormats();
  const { open, show } = usePanels();
  const name = useChannel(channelId, (channel) => channel.name, '');
  const topic = useChannel(channelId, (channel) => channel.topic, '');
  const people = useChat((now) => now.people.size);
  return (
    <header className={styles.head}>
      <MenuButton />
      <h1 title={name}>
        <Icon of={Hash} />
        <bdi>{name}</bdi>
      </h1>
      <p dir="auto" className={styles.topic} title={topic}>
        {topic}
      </p>
      <IconButton
        icon={Keyboard}
        label={texts.allKeys}
        className={styles.keys}
        onClick={() => {
          show('keys');
        }}
      />
      <button
        type="button"
        className={styles.count}
        aria-label={texts.peopleHere(people)}
        aria-expanded={open === 'people'}
        onClick={() => {
          show('people');
        }}
      >
        <Icon of={Users} />
        {number(people)}
      </button>
    </header>
  );
}

/** On a phone: opens the channels, and tells what waits in the others. */
function MenuButton() {
  const texts = useTexts(roomTexts);
  const { open, show } = usePanels();
  const channels = useChat((now) => now.channels);
  const { unread, mentions } = useMemo(() => countWaiting(channels), [channels]);
  return (
    <button
      type="button"
      className={styles.menu}
      aria-label={unread > 0 ? texts.openChannelsUnread(unread, mentions) : texts.openChannels}
      aria-expanded={open === 'channels'}
      onClick={() => {
        show('channels');
      }}
    >
      <Icon of={Menu} size="l" />
      <span className={styles.menuBadge}>
        <UnreadBadge unread={unread} mentions={mentions} />
      </span>
    </button>
  );
}
