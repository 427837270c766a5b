import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './badge.module.css';

/** `signal` means somebody is meant; `quiet` counts; `tag` is a word of kind. */
export function Badge({
  look = 'quiet',
  children,
}: {
  look?: 'signal' | 'quiet' | 'tag';
  children: ReactNode;
}) {
  return <span className={cx(styles.badge, styles[look])}>{children}</span>;
}
