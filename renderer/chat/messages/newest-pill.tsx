import { ArrowDown } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { messageTexts } from './messages.texts.ts';
import { useChannel, useTexts } from '../use-chat.ts';
import { useFormats } from './format.ts';
import styles from './messages.module.css';

const MOST = 999;

export interface NewestPillProps {
  channelId: string;
  isShown: boolean;
  onClick: () => void;
}

/** The way back to the newest message; how many came meanwhile is told politely. */
export function NewestPill({ channelId, isShown, onClick }: NewestPillProps) {
  const texts = useTexts(messageTexts);
  const { number } = useFormats();
  const unread = useChannel(channelId, (channel) => channel.unread, 0);
  const count = unread > MOST ? `${number(MOST)}+` : number(unread);
  return (
    <div className={styles.pillPlace}>
      {isShown && (
        <Button icon={ArrowDown} className={styles.pill} onClick={onClick}>
          {texts.toNewest}
          {unread > 0 && (
            <>
              {' '}
              <span className={styles.pillCount}>
                <Badge look="signal">{count}</Badge>
              </span>
            </>
          )}
        </Button>
      )}
      <span role="status">
        <VisuallyHidden>{isShown && unread > 0 ? texts.newCount(count) : ''}</VisuallyHidden>
      </span>
    </div>
  );
}
