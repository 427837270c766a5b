import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
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
    <ToggleGroup
      className={styles.segments} aria-label={label} value={[value]}
      onValueChange={([next]) => { if (next !== undefined) onChange(next); }}
    >
      {options.map((option) => <Toggle key={option.value} value={option.value} aria-label={option.label} className={styles.segment}>{option.text}</Toggle>)}
    </ToggleGroup>
  );
}
