import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { ChannelInfo } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { useCall } from '../call.ts';
import { channelTexts } from './channels.texts.ts';
import { useTexts } from '../use-dashboard.ts';
import styles from './channels.module.css';

/** Asked below the channel that is meant; the harmless answer has the focus. */
export function DeleteQuestion({
  channel: { id, name, messages },
  onClose,
}: {
  channel: ChannelInfo;
  onClose: () => void;
}) {
  const texts = useTexts(channelTexts);
  const call = useCall();
  const title = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
    keep.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div role="alertdialog" aria-labelledby={title} aria-describedby={`${title}-more`} className={styles.ask}>
      <div>
        <p id={title} className={styles.question}>
          {messages === 0 ? texts.removeTitle(name) : texts.removeTitleWith(name, texts.messages(messages))}
        </p>
        <p id={`${title}-more`} className={styles.consequence}>
          {messages === 0 ? texts.removeEmpty : texts.removeText}
        </p>
      </div>
      <Button ref={keep} size="s" onKeyDown={onKeyDown} onClick={onClose}>
        {texts.keep}
      </Button>
      <Button
        size="s"
        look="firm"
        onKeyDown={onKeyDown}
        onClick={() => {
          onClose();
          void call('deleteChannel', id);
        }}
      >
        {texts.remove}
      </Button>
    </div>
  );
}
