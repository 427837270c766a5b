import { CircleAlert, Hash, Pencil } from 'lucide-react';
import { memo } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { channelTexts } from './channels.texts.ts';
import { useChannel, useChat, useClient, useTexts } from '../use-chat.ts';
import styles from './channels.module.css';
import { UnreadBadge } from './unread-badge.tsx';

/** The channels in the host's order. `onOpen` is told when one was chosen. */
export function ChannelList({ onOpen }: { onOpen: () => void }) {
  const order = useChat((now) => now.order);
  const client = useClient();
  const open = (id: string): void => {
    client.openChannel(id);
    onOpen();
  };
  return (
    <ul className={styles.list}>
      {order.map((id) => (
        <ChannelRow key={id} id={id} onOpen={open} />
      ))}
    </ul>
  );
}

interface ChannelRowProps {
  id: string;
  onOpen: (id: string) => void;
}

const ChannelRow = memo(function ChannelRow({ id, onOpen }: ChannelRowProps) {
  const texts = useTexts(channelTexts);
  const client = useClient();
  const expect = (): void => {
    client.expectChannel(id);
  };
  const isCurrent = useChat(({ current }) => current === id);
  const name = useChannel(id, (channel) => channel.name, '');
  const unread = useChannel(id, (channel) => channel.unread, 0);
  const mentions = useChannel(id, (channel) => channel.mentions, 0);
  const hasDraft = useChannel(id, ({ draft }) => draft.trim() !== '', false) && !isCurrent;
  const hasFailed = useChannel(id, ({ pending }) => pending.some(({ state }) => state === 'failed'), false);
  const marks = [
    ...(unread > 0 ? [texts.unread(unread)] : []),
    ...(mentions > 0 ? [texts.mentioned(mentions)] : []),
    ...(hasFailed ? [texts.failed] : []),
    ...(hasDraft ? [texts.draft] : []),
  ];
  return (
    <li>
      <button
        type="button"
        className={cx(styles.channel, unread > 0 && styles.unread)}
        aria-current={isCurrent ? 'page' : undefined}
        title={name}
        aria-label={[name, ...marks].join(', ')}
        onPointerEnter={expect}
        onFocus={expect}
        onClick={() => {
          onOpen(id);
        }}
      >
        <Icon of={Hash} />
        <span dir="auto" className={styles.name}>
          {name}
        </span>
        {hasFailed && <Icon of={CircleAlert} size="s" className={styles.failed} />}
        {hasDraft && <Icon of={Pencil} size="s" className={styles.draft} />}
        <UnreadBadge unread={unread} mentions={mentions} />
      </button>
    </li>
  );
});
