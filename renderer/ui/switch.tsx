import { Switch as Base } from '@base-ui/react/switch';
import styles from './switch.module.css';

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label?: string;
  /** Id of the element that names it */
  labelledBy?: string;
  describedBy?: string | undefined;
  disabled?: boolean;
}

/** On or off, at once. Its knob's side tells, not only its colour. */
export function Switch({ checked, onChange, label, labelledBy, describedBy, disabled = false }: SwitchProps) {
  return (
    <Base.Root
      className={styles.switch}
      checked={checked}
      onCheckedChange={(next) => {
        onChange(next);
      }}
      disabled={disabled}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      <Base.Thumb className={styles.knob} />
    </Base.Root>
  );
}
