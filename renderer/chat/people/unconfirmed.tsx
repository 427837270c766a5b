import { BadgeQuestionMark } from 'lucide-react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { peopleTexts } from '../texts/people.ts';
import { useTexts } from '../use-chat.ts';
import styles from './people.module.css';

/** Beside a name that nobody has to prove. Whoever comes by this page does, so that the exception is marked, and not everybody. */
export function Unconfirmed({ className }: { className?: string | undefined }) {
  const { unconfirmed } = useTexts(peopleTexts);
  return <span className={cx(styles.unconfirmed, className)} title={unconfirmed}><Icon of={BadgeQuestionMark} size="s" /><VisuallyHidden>{unconfirmed}</VisuallyHidden></span>;
}
