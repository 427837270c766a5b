import { useEffect, useId, useRef, useState, type SyntheticEvent } from 'react';
import type { Outcome } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { callTexts } from '../call.texts.ts';
import { channelTexts } from './channels.texts.ts';
import { useTexts } from '../use-dashboard.ts';
import styles from './channels.module.css';

export interface ChannelFormProps {
  /** What is written, in this order */
  fields: readonly { key: 'name' | 'description'; label: string; placeholder?: string; value: string }[];
  action: string;
  /** A fault stays beside the fields */
  onSave: (values: { name?: string; description?: string }) => Promise<Outcome>;
  onClose: () => void;
}

const LONGEST = { name: 64, description: 500 } as const;

/** Writing a name or a topic in its place: Enter saves, Escape leaves. */
export function ChannelForm({ fields, action, onSave, onClose }: ChannelFormProps) {
  const texts = useTexts(channelTexts);
  const common = useTexts(callTexts);
  const errorId = useId();
  const first = useRef<HTMLInputElement>(null);
  const [values, setValues] = useState(() =>
    Object.fromEntries(fields.map(({ key, value }) => [key, value])),
  );
  const [problem, setProblem] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);
  useEffect(() => {
    first.current?.select();
  }, []);

  const save = async (): Promise<void> => {
    setIsSaving(true);
    const outcome = await onSave(values);
    setIsSaving(false);
    if (outcome.ok) {
      onClose();
      return;
    }
    setProblem(texts.refused[outcome.fault.code] ?? common[outcome.fault.code]);
    first.current?.focus();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isSaving) void save();
  };
  return (
    <form className={styles.form} aria-label={action} onSubmit={onSubmit}>
      {fields.map(({ key, label, placeholder }, index) => (
        <TextInput
          key={key}
          {...(index === 0 && { ref: first })}
          value={values[key] ?? ''}
          aria-label={label}
          placeholder={placeholder ?? label}
          maxLength={LONGEST[key]}
          invalid={problem !== undefined && index === 0}
          aria-describedby={problem === undefined ? undefined : errorId}
          className={styles.input}
          onChange={(value) => {
            setValues((before) => ({ ...before, [key]: value }));
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onClose();
          }}
        />
      ))}
      <Button size="s" type="submit" disabled={isSaving}>
        {action}
      </Button>
      <Button size="s" look="ghost" onClick={onClose}>
        {texts.cancel}
      </Button>
      {problem !== undefined && (
        <p id={errorId} role="alert" className={styles.error}>
          {problem}
        </p>
      )}
    </form>
  );
}
