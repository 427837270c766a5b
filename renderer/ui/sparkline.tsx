import styles from './sparkline.module.css';

const WIDTH = 96;
const HEIGHT = 20;
const TOP = 2;
const BASE = HEIGHT - 1;

export interface SparklineProps {
  values: readonly number[];
  /** How many places the whole line has; fewer values stand at its end */
  length: number;
  label: string;
}

/** The course of a figure. */
export function Sparkline({ values, length, label }: SparklineProps) {
  const most = Math.max(1, ...values);
  const first = length - values.length;
  const points = values.map((value, index) => {
    const x = ((first + index) / Math.max(1, length - 1)) * WIDTH;
    const y = BASE - 1 - (value / most) * (BASE - 1 - TOP);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className={styles.base} d={`M0 ${String(BASE)}H${String(WIDTH)}`} />
      {/* one value alone is no course yet */}
      {points.length > 1 && <path d={`M${points.join('L')}`} />}
    </svg>
  );
}
