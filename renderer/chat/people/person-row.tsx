import { memo } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import type { Person } from '../core/model.ts';
import { peopleTexts } from './people.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './people.module.css';
import { Unconfirmed } from './unconfirmed.tsx';

export interface PersonRowProps {
  person: Person;
  isMe: boolean;
  /** In the open channel */
  isTyping: boolean;
}

export const PersonRow = memo(function PersonRow({
  person: { id, name, status, verified },
  isMe,
  isTyping,
}: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const isAway = status === 'away';
  return (
    <div className={cx(styles.person, isAway && styles.away)} title={name}>
      <Avatar id={id} name={name} presence={isAway ? 'away' : 'here'} className={styles.avatar} />
      <bdi className={styles.name}>{name}</bdi>
      {!verified && <Unconfirmed className={styles.mark} />}
      {isMe && <small>{texts.you}</small>}
      {isTyping ? <small>{texts.typing}</small> : status === 'busy' && <small>{texts.busy}</small>}
    </div>
  );
});
