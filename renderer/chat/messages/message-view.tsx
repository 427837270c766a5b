import { useContext } from 'react';
import { cx } from '../../ui/cx.ts';
import type { Message } from '../core/model.ts';
import { FileView } from '../files/file-view.tsx';
import { messageTexts } from './messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import { Author } from './author.tsx';
import { textOf } from './folded.tsx';
import { useFormats } from './format.ts';
import styles from './messages.module.css';
import { RowContext } from './row-context.ts';

export interface MessageViewProps {
  message: Message;
  isFirst: boolean;
}

export function MessageView({ message, isFirst }: MessageViewProps) {
  const texts = useTexts(messageTexts);
  const { time, full } = useFormats();
  const { meId, isForMe } = useContext(RowContext);
  const { user_id: userId, username, content, timestamp, file, verified } = message;
  const isMeant = userId !== meId && isForMe(content);
  return (
    <article
      className={cx(styles.message, isFirst && styles.first, isMeant && styles.meant)}
      aria-label={texts.said(username, full(timestamp))}
    >
      {isFirst ? (
        <Author
          id={userId}
          name={username}
          isMe={userId === meId}
          isVerified={verified === true}
          at={timestamp}
        />
      ) : (
        <time className={styles.at} dateTime={timestamp} title={full(timestamp)}>
          {time(timestamp)}
        </time>
      )}
      <div className={styles.body}>
        {textOf(message, content, file !== null)}
        {file && <FileView file={file} />}
      </div>
    </article>
  );
}
