import styles from './skeleton.module.css';

/** Holds the place of what is on its way. Sizes in CSS units. */
export const Skeleton = ({ width, height }: { width: string; height: string }) => (
  <span aria-hidden="true" className={styles.skeleton} style={{ width, height }} />
);
