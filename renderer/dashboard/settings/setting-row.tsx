import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './settings.module.css';

/** What a control needs to be read aloud with its row. */
export interface Ids {
  labelledBy: string;
  describedBy: string;
}

export interface SettingRowProps {
  label: string;
  /** What comes of it */
  hint: ReactNode;
  error?: string | undefined;
  /** The control below the words, as wide as they are */
  wide?: boolean;
  /** Whether the control is a field to write in: with `fieldId` as its id, a click on the name leads to it */
  isField?: boolean;
  children: (ids: Ids, fieldId: string) => ReactNode;
}

/** One setting: its name, what comes of it, its control, and why a value was refused. */
export function SettingRow({ label, hint, error, wide = false, isField = false, children }: SettingRowProps) {
  const id = useId();
  return (
    <div className={cx(styles.row, wide && styles.wide)}>
      <div className={styles.words}>
        {isField ? (
          <label id={id} htmlFor={`${id}-field`} className={styles.label}>
            {label}
          </label>
        ) : (
          <p id={id} className={styles.label}>
            {label}
          </p>
        )}
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      </div>
      <div className={styles.control}>
        {children({ labelledBy: id, describedBy: `${id}-hint ${id}-error` }, `${id}-field`)}
      </div>
      <div id={`${id}-error`} role="alert" className={styles.errorPlace}>
        {error !== undefined && (
          <p className={styles.error}>
            <Icon of={CircleAlert} size="s" />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
