import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './connection.module.css';

export interface BannerProps {
  icon: LucideIcon;
  title: ReactNode;
  /** What to do, or to know */
  children?: ReactNode;
  action?: ReactNode;
  /** Not a trouble: without its colour */
  calm?: boolean;
}

/** A line above the messages; it takes nothing away from reading and writing. */
export function Banner({ icon, title, children, action, calm = false }: BannerProps) {
  return (
    <div className={cx(styles.banner, calm && styles.calm)}>
      <Icon of={icon} />
      <b>{title}</b>
      {children !== undefined && children !== '' && <p>{children}</p>}
      {action !== undefined && <span className={styles.action}>{action}</span>}
    </div>
  );
}
