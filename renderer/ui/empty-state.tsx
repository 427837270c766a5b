import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  title: ReactNode;
  /** What to do next */
  children: ReactNode;
  /** The bubble on its line: `waiting` has a dashed bubble, `closed` a dashed line */
  picture?: 'waiting' | 'closed' | 'broken';
  /** Buttons or further help below */
  more?: ReactNode;
}

/** What stands where a list would be. */
export function EmptyState({ title, children, picture = 'waiting', more }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <svg className={styles.art} viewBox="0 0 220 64" aria-hidden="true" data-picture={picture}>
        <path
          className={styles.bubble}
          d="M92 2h36a16 16 0 0 1 16 16v4a16 16 0 0 1-16 16h-20l-12 11v-11h-4a16 16 0 0 1-16-16v-4a16 16 0 0 1 16-16z"
        />
        <path className={styles.line} d={picture === 'broken' ? 'M0 53h84M136 53h84' : 'M0 53h220'} />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {more}
    </div>
  );
}
