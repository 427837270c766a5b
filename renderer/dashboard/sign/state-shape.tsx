import type { ServerState } from '../../../main/ipc/contract.ts';
import styles from './sign.module.css';

/** Disc, arc, square or triangle: the state is told by shape, not by colour alone. */
export function StateShape({ state }: { state: ServerState['state'] }) {
  return (
    <svg className={styles.shape} viewBox="0 0 16 16" aria-hidden="true" data-state={state}>
      {drawing(state)}
    </svg>
  );
}

function drawing(state: ServerState['state']) {
  switch (state) {
    case 'running':
      return <circle cx="8" cy="8" r="7" fill="currentColor" />;
    case 'starting':
    case 'stopping':
      return (
        <path
          d="M8 1.5a6.5 6.5 0 1 1-6.5 6.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
      );
    case 'stopped':
      return (
        <rect x="2" y="2" width="12" height="12" rx="2" fill="none" stroke="currentColor" strokeWidth="2.5" />
      );
    case 'failed':
      return (
        <>
          <path
            d="M8 .8 15.6 14.4H.4Z"
            fill="currentColor"
            stroke="currentColor"
            strokeWidth="1.2"
            strokeLinejoin="round"
          />
          <path d="M8 5.6v4.2" stroke="var(--surface-side)" strokeWidth="1.9" strokeLinecap="round" />
          <circle cx="8" cy="12.3" r="1.1" fill="var(--surface-side)" />
        </>
      );
  }
}
