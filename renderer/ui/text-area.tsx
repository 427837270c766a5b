import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface TextAreaProps extends Omit<
  ComponentProps<'textarea'>,
  'className' | 'aria-invalid' | 'value' | 'onChange' | 'defaultValue'
> {
  value: string;
  onChange: (value: string) => void;
  invalid?: boolean;
  className?: string | undefined;
}

/** A box of several lines that grows with its text. Give it `aria-labelledby` or `aria-label`. */
export function TextArea({ onChange, invalid = false, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      rows={1}
      className={cx(styles.field, styles.area, className)}
      aria-invalid={invalid || undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target }) => {
        onChange(target.value);
      }}
      {...rest}
    />
  );
}
