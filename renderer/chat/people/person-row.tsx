import { BadgeCheck } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { Person } from '../core/model.ts';
import { peopleTexts } from '../texts/people.ts';
import { useTexts } from '../use-chat.ts';
import styles from './people.module.css';

export interface PersonRowProps {
  person: Person;
  isMe: boolean;
  /** In the open channel */
  isTyping: boolean;
  /** Whether it is said whose name is theirs: of no use where it is everybody's */
  showVerified: boolean;
}

export const PersonRow = memo(function PersonRow({ person: { id, name, status, verified }, isMe, isTyping, showVerified }: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const isAway = status === 'away';
  return (
    <div className={cx(styles.person, isAway && styles.away)} title={name}>
      <Avatar id={id} name={name} presence={isAway ? 'away' : 'here'} className={styles.avatar} />
      <bdi className={styles.name}>{name}</bdi>
      {verified && showVerified && <span className={styles.verified} title={texts.verified}><Icon of={BadgeCheck} size="s" /><VisuallyHidden>{texts.verified}</VisuallyHidden></span>}
      {isMe && <small>{texts.you}</small>}
      {isTyping ? <small>{texts.typing}</small> : status === 'busy' && <small>{texts.busy}</small>}
    </div>
  );
});
