import { cx } from '../../ui/cx.ts';
import { peopleTexts } from './people.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './people.module.css';

/**
 * Beside a name that nobody has to prove. Whoever comes by this page does, so that the exception is marked,
 * and not everybody.
 */
export function Unconfirmed({ className }: { className?: string | undefined }) {
  const { unconfirmed } = useTexts(peopleTexts);
  return (
    <span
      role="img"
      aria-label={unconfirmed}
      title={unconfirmed}
      className={cx(styles.unconfirmed, className)}
    />
  );
}
