import { Meter as MeterBase } from '@base-ui/react/meter';
import { Progress as ProgressBase } from '@base-ui/react/progress';
import styles from './meter.module.css';

const percentOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100);

/** How full something is; `share` from 0 to 1. A sliver is always to be seen. */
export function Meter({ share, label }: { share: number; label: string }) {
  return (
    <MeterBase.Root value={percentOf(share)} aria-label={label} className={styles.meter}>
      <MeterBase.Track className={styles.track}>
        <MeterBase.Indicator className={styles.full} />
      </MeterBase.Track>
    </MeterBase.Root>
  );
}

/** How far something has come; `share` from 0 to 1, null where that is not known yet. */
export function Progress({ share, label }: { share: number | null; label: string }) {
  return (
    <ProgressBase.Root value={share === null ? null : percentOf(share)} aria-label={label}>
      <ProgressBase.Track className={styles.track}>
        <ProgressBase.Indicator className={styles.full} />
      </ProgressBase.Track>
    </ProgressBase.Root>
  );
}
