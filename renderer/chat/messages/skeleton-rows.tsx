import messageStyles from './messages.module.css';
import styles from './skeleton-rows.module.css';

const WIDTHS = [
  ['22%', '78%', '54%'],
  ['16%', '64%', '0'],
  ['28%', '86%', '40%'],
] as const;

/** Holds the place of messages that are on their way. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div className={messageStyles.lane} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className={styles.skeleton}>
          <i />
          {(WIDTHS[at % WIDTHS.length] ?? WIDTHS[0]).map((width, line) => (
            <i key={line} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
}
