import type { ReactNode } from 'react';
import styles from './segments.module.css';

export interface SegmentsProps<T extends string> {
  value: T;
  /** `label` is read aloud where what is shown is a picture or a figure */
  options: readonly { value: T; text: ReactNode; label?: string }[];
  onChange: (value: T) => void;
  label: string;
}

/** One of two to four, all in sight. */
export function Segments<T extends string>({ value, options, onChange, label }: SegmentsProps<T>) {
  return (
    <div role="group" aria-label={label} className={styles.segments}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-label={option.label}
          aria-pressed={option.value === value}
          className={styles.segment}
          onClick={() => {
            if (option.value !== value) onChange(option.value);
          }}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
