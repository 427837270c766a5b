import { useId, type ReactNode } from 'react';
import { Switch } from '../../ui/switch.tsx';
import styles from './profile.module.css';

/** A name and what it is set to. */
export function SettingRow({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <div>
        <p>{label}</p>
        {hint !== undefined && <small>{hint}</small>}
      </div>
      {children}
    </div>
  );
}

export interface SwitchRowProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function SwitchRow({ label, hint, checked, onChange, disabled = false }: SwitchRowProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <div>
        <p id={id}>{label}</p>
        <small id={`${id}-hint`}>{hint}</small>
      </div>
      <Switch
        checked={checked}
        onChange={onChange}
        disabled={disabled}
        labelledBy={id}
        describedBy={`${id}-hint`}
      />
    </div>
  );
}
