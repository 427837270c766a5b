import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './part-failed.module.css';
import { roomTexts } from './room/room.texts.ts';
import { useChat, useClient, useTexts } from './use-chat.ts';

export interface PartFailedProps {
  onRetry: () => void;
  /** Where it floats above the page: gives it up */
  onClose?: () => void;
}

/** In place of a part of the page that is not there: why, and what helps. */
export function PartFailed({ onRetry, onClose }: PartFailedProps) {
  const texts = useTexts(roomTexts);
  const client = useClient();
  const needsReload = useChat(({ pageIsOld, pageIsIncomplete }) => pageIsOld || pageIsIncomplete);
  return (
    <div role="alert" className={cx(styles.failed, onClose && styles.floating)}>
      <p>{needsReload ? texts.partGone : texts.partUnreachable}</p>
      <span className={styles.answers}>
        {needsReload ? (
          <Button
            size="s"
            onClick={() => {
              void client.reload();
            }}
          >
            {texts.partReload}
          </Button>
        ) : (
          <Button size="s" onClick={onRetry}>
            {texts.partRetry}
          </Button>
        )}
        {onClose && (
          <Button size="s" onClick={onClose}>
            {texts.close}
          </Button>
        )}
      </span>
    </div>
  );
}
