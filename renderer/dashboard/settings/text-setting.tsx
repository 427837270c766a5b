import { useState, type KeyboardEvent } from 'react';
import { TextInput } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { settingsTexts } from '../texts/settings.ts';
import { serverSettingTexts } from '../texts/server-settings.ts';
import { useDashboard, useLanguage, useTexts } from '../use-dashboard.ts';
import { SettingRow, type Ids } from './setting-row.tsx';
import { KINDS, toText, toValue, type SettingName } from './setting-values.ts';
import { useSaveServer } from './use-save.ts';

/** A setting that is written: kept on Enter and on leaving the field, left alone on Escape. What is refused stays there, with the reason. */
export function TextSetting({ name, hint }: { name: SettingName; hint?: string }) {
  const texts = useTexts(settingsTexts);
  const about = useTexts(serverSettingTexts)[name];
  const language = useLanguage();
  const value = useDashboard(({ settings }) => settings.server[name]);
  const isFixed = useDashboard(({ settings }) => settings.fixed.includes(name));
  const save = useSaveServer();
  const current = toText(value, name);
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const isList = KINDS[name] === 'list';

  const leave = () => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const keep = async (): Promise<void> => {
    if (draft === undefined || problem !== undefined) return;
    if (draft.trim() === current) {
      leave();
      return;
    }
    const why = await save(name, toValue(draft, name, language));
    if (why === undefined) leave();
    else setProblem(`${why} ${texts.notSaved(current === '' ? texts.nothing : current)}`);
  };
  const control = ({ describedBy }: Ids, id: string) => {
    const props = {
      value: draft ?? current, invalid: problem !== undefined, disabled: isFixed, id, 'aria-describedby': describedBy,
      ...(KINDS[name] === 'number' && { inputMode: 'numeric' as const }),
      onChange: (text: string) => {
        setDraft(text);
        setProblem(undefined);
      },
      onBlur: () => { void keep(); },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') leave();
        if (event.key !== 'Enter') return;
        event.preventDefault();
        void keep();
      },
    };
    return isList ? <TextArea {...props} placeholder={texts.nothing} /> : <TextInput {...props} />;
  };
  return <SettingRow label={about.label} hint={isFixed ? texts.fixed : hint ?? about.hint} error={problem} wide={isList} isField>{control}</SettingRow>;
}
