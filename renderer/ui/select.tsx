import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import styles from './field.module.css';
import floating from './floating.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

export interface SelectProps<T extends string> {
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  /** Its name; else `labelledBy` */
  label?: string;
  /** Id of the element that names it */
  labelledBy?: string;
  describedBy?: string | undefined;
  disabled?: boolean;
  invalid?: boolean;
}

/** One of a few. */
export function Select<T extends string>({
  value,
  options,
  onChange,
  label,
  labelledBy,
  describedBy,
  disabled = false,
  invalid = false,
}: SelectProps<T>) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        className={cx(styles.field, styles.select)}
        aria-label={label}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
      >
        <Base.Value className={styles.value} />
        <Icon of={ChevronDown} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          collisionPadding={8}
          className={floating.above}
        >
          <Base.Popup className={cx(floating.menu, styles.options)}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={floating.item}>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  <Base.ItemIndicator className={floating.check}>
                    <Icon of={Check} />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
