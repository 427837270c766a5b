import { Skeleton } from '../ui/skeleton.tsx';
import styles from './app.module.css';

/** What stands there until main has told what there is: the window's two regions, without a word. */
export function FirstPaint() {
  return (
    <div className={styles.window} aria-busy="true">
      <div className={styles.sign}>
        <div className={styles.waiting}>
          <Skeleton width="160px" height="36px" />
          <Skeleton width="220px" height="16px" />
        </div>
      </div>
      <div className={styles.desk} />
    </div>
  );
}
