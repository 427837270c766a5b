import { Segments } from '../../ui/segments.tsx';
import { useMainKey } from '../keys/key-names.tsx';
import { profileTexts } from './profile.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { SettingRow, SwitchRow } from './setting-row.tsx';

/** Language, looks and keys, on this device. */
export function PageSettings() {
  const texts = useTexts(profileTexts);
  const client = useClient();
  const mainKey = useMainKey();
  const { language, theme, enterSends } = useChat((now) => now.preferences);
  return (
    <>
      <SettingRow label={texts.language}>
        <Segments
          label={texts.language}
          value={language}
          onChange={(next) => {
            client.setPreferences({ language: next });
          }}
          options={[
            { value: 'system', text: texts.languageSystem },
            { value: 'en', text: texts.english },
            { value: 'de', text: texts.german },
          ]}
        />
      </SettingRow>
      <SettingRow label={texts.theme}>
        <Segments
          label={texts.theme}
          value={theme}
          onChange={(next) => {
            client.setPreferences({ theme: next });
          }}
          options={[
            { value: 'system', text: texts.system },
            { value: 'light', text: texts.light },
            { value: 'dark', text: texts.dark },
          ]}
        />
      </SettingRow>
      <SwitchRow
        label={texts.enterSends}
        hint={texts.enterSendsHint(mainKey)}
        checked={enterSends}
        onChange={(next) => {
          client.setPreferences({ enterSends: next });
        }}
      />
    </>
  );
}
