import { Hash } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { messageTexts } from './messages.texts.ts';
import { useChannel, useClient, useTexts } from '../use-chat.ts';
import styles from './history-head.module.css';
import list from './messages.module.css';
import { SkeletonRows } from './skeleton-rows.tsx';

/** Pixels: the same whatever stands there, so that nothing below it moves */
export const HISTORY_HEAD = 136;

/** What stands above the oldest message that is here. */
export function HistoryHead({ channelId }: { channelId: string }) {
  const texts = useTexts(messageTexts);
  const client = useClient();
  const name = useChannel(channelId, (channel) => channel.name, '');
  const hasOlder = useChannel(channelId, (channel) => channel.hasOlder, false);
  const loadFailed = useChannel(channelId, (channel) => channel.loadFailed, false);
  return (
    <div className={styles.historyHead} style={{ height: HISTORY_HEAD }}>
      {!hasOlder && (
        <div className={list.lane}>
          <span className={styles.startMark}>
            <Icon of={Hash} size="l" />
          </span>
          <p className={styles.startTitle}>{texts.start(name)}</p>
          <p className={styles.startText}>{texts.startText}</p>
        </div>
      )}
      {hasOlder && loadFailed && (
        <div className={styles.loadFailed}>
          <p>{texts.loadFailed}</p>
          <Button
            size="s"
            onClick={() => {
              client.loadOlder(channelId);
            }}
          >
            {texts.loadAgain}
          </Button>
        </div>
      )}
      {hasOlder && !loadFailed && (
        <>
          <VisuallyHidden>{texts.loadingOlder}</VisuallyHidden>
          <SkeletonRows count={2} />
        </>
      )}
    </div>
  );
}
