import { useState, type KeyboardEvent } from 'react';
import { TextInput } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { settingsTexts } from './settings.texts.ts';
import { serverSettingTexts } from './server-settings.texts.ts';
import { useDashboard, useLanguage, useTexts } from '../use-dashboard.ts';
import { SettingRow, type Ids } from './setting-row.tsx';
import { KINDS, toText, toValue, type SettingName } from './setting-values.ts';
import { saveServer, useRefusalText, type Refusal } from './use-save.ts';

/**
 * A setting that is written: kept on Enter and on leaving the field, left alone on Escape. What is refused
 * stays there, with the reason.
 */
export function TextSetting({ name, hint, label }: { name: SettingName; hint?: string; label?: string }) {
  const texts = useTexts(settingsTexts);
  const about = useTexts(serverSettingTexts)[name];
  const language = useLanguage();
  const value = useDashboard(({ settings }) => settings.server[name]);
  const isFixed = useDashboard(({ settings }) => settings.fixed.includes(name));
  const inWords = useRefusalText(name);
  const current = toText(value, name);
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const isList = KINDS[name] === 'list' || KINDS[name] === 'types';

  const leave = () => {
    setDraft(undefined);
    setRefusal(undefined);
  };
  const keep = async (): Promise<void> => {
    if (draft === undefined || refusal !== undefined) return;
    if (draft.trim() === current) {
      leave();
      return;
    }
    const why = await saveServer(name, toValue(draft, name, language));
    if (why === undefined) leave();
    else setRefusal(why);
  };
  const control = ({ describedBy }: Ids, id: string) => {
    const props = {
      value: draft ?? current,
      invalid: refusal !== undefined,
      disabled: isFixed,
      id,
      'aria-describedby': describedBy,
      ...(KINDS[name] === 'number' && { inputMode: 'numeric' as const }),
      onChange: (text: string) => {
        setDraft(text);
        setRefusal(undefined);
      },
      onBlur: () => {
        void keep();
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') leave();
        if (event.key !== 'Enter') return;
        event.preventDefault();
        void keep();
      },
    };
    return isList ? <TextArea {...props} placeholder={texts.nothing} /> : <TextInput {...props} />;
  };
  const error = refusal && `${inWords(refusal)} ${texts.notSaved(current === '' ? texts.nothing : current)}`;
  return (
    <SettingRow
      label={label ?? about.label}
      hint={isFixed ? texts.fixed : (hint ?? about.hint)}
      error={error}
      wide={isList}
      isField
    >
      {control}
    </SettingRow>
  );
}
