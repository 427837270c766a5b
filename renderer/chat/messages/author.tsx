import { Avatar } from '../../ui/avatar.tsx';
import { Unconfirmed } from '../people/unconfirmed.tsx';
import { messageTexts } from './messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import { useFormats } from './format.ts';
import styles from './messages.module.css';

export interface AuthorProps {
  id: string;
  name: string;
  isMe: boolean;
  isVerified: boolean;
  /** ISO time */
  at: string;
}

/** Who begins a group of messages, and when. */
export function Author({ id, name, isMe, isVerified, at }: AuthorProps) {
  const texts = useTexts(messageTexts);
  const { time, full } = useFormats();
  return (
    <>
      <Avatar id={id} name={name} className={styles.avatar} />
      <header className={styles.author}>
        <b>
          <bdi>{name}</bdi>
        </b>
        {!isVerified && <Unconfirmed className={styles.mark} />}
        {isMe && <span className={styles.role}>{texts.you}</span>}
        <time dateTime={at} title={full(at)}>
          {time(at)}
        </time>
      </header>
    </>
  );
}
