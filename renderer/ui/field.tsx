import { Search, X } from 'lucide-react';
import { useId, useRef, type ComponentProps, type ReactNode, type Ref } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { Icon } from './icon.tsx';

type Native = Omit<
  ComponentProps<'input'>,
  'className' | 'aria-invalid' | 'value' | 'onChange' | 'defaultValue'
>;

export interface TextInputProps extends Native {
  value: string;
  onChange: (value: string) => void;
  invalid?: boolean;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** The box alone, for where its label stands elsewhere: give it `aria-labelledby` or `aria-label`. */
export function TextInput({ onChange, invalid = false, className, ...rest }: TextInputProps) {
  return (
    <input
      className={cx(styles.field, className)}
      aria-invalid={invalid || undefined}
      onChange={({ target }) => {
        onChange(target.value);
      }}
      spellCheck={false}
      autoComplete="off"
      {...rest}
    />
  );
}

export interface FieldProps extends Omit<TextInputProps, 'invalid' | 'id'> {
  label: ReactNode;
  /** What it is for */
  hint?: ReactNode;
  /** Why the value was refused, and what would be right */
  error?: ReactNode;
}

/** A box with its label, hint and error. */
export function Field({ label, hint, error, ...rest }: FieldProps) {
  const id = useId();
  const about = `${id}-about`;
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        invalid={Boolean(error)}
        aria-describedby={(hint ?? error) ? about : undefined}
        {...rest}
      />
      <div id={about}>
        {Boolean(hint) && <p className={styles.hint}>{hint}</p>}
        {Boolean(error) && (
          <p className={styles.error} role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

export interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Its name, and what stands in it while it is empty */
  label: string;
  /** Name of the button that empties it */
  clearLabel: string;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A search: Escape empties it. */
export function SearchField({ value, onChange, label, clearLabel, className, ref }: SearchFieldProps) {
  const box = useRef<HTMLElement>(null);
  const clear = () => {
    onChange('');
    box.current?.querySelector('input')?.focus();
  };
  return (
    <search ref={box} className={cx(styles.search, className)}>
      <Icon of={Search} size="s" />
      <TextInput
        {...(ref && { ref })}
        value={value}
        onChange={onChange}
        aria-label={label}
        placeholder={label}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.stopPropagation();
          clear();
        }}
      />
      {value !== '' && (
        <IconButton icon={X} label={clearLabel} tooltip={false} className={styles.clear} onClick={clear} />
      )}
    </search>
  );
}
