import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './channels.module.css';

const MOST = 99;
const shown = (count: number): string => (count > MOST ? `${String(MOST)}+` : String(count));

/**
 * Outlined: so many unread. Filled with an @: so many of them name me. For the eye; the words stand in the
 * row's name.
 */
export function UnreadBadge({ unread, mentions }: { unread: number; mentions: number }) {
  if (mentions > 0)
    return (
      <span aria-hidden="true" className={styles.badge}>
        <Badge look="signal">{`@${shown(mentions)}`}</Badge>
      </span>
    );
  return unread > 0 ? (
    <span aria-hidden="true" className={cx(styles.badge, styles.outlined)}>
      <Badge>{shown(unread)}</Badge>
    </span>
  ) : null;
}
