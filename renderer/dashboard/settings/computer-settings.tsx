// Settings of this app on this computer.
import type { DesktopSettings } from '../../../main/ipc/contract.ts';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { settingsTexts } from './settings.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import { SettingRow } from './setting-row.tsx';
import { useSaveDesktop } from './use-save.ts';

type OnOffName = {
  [N in keyof DesktopSettings]: DesktopSettings[N] extends boolean ? N : never;
}[keyof DesktopSettings];

/** What the system cannot is not offered. */
export function ComputerSettings() {
  const texts = useTexts(settingsTexts);
  const can = useDashboard(({ settings }) => settings.can);
  const { language, theme } = useDashboard(({ settings }) => settings.desktop);
  const save = useSaveDesktop();
  const languages = [
    { value: 'system' as const, label: texts.asSystem },
    { value: 'en' as const, label: texts.english },
    { value: 'de' as const, label: texts.german },
  ];
  const themes = [
    { value: 'system' as const, text: texts.system },
    { value: 'light' as const, text: texts.light },
    { value: 'dark' as const, text: texts.dark },
  ];
  return (
    <>
      {can.loginItem && <OnOff name="startAtLogin" />}
      <OnOff name="startServer" />
      {can.tray && <OnOff name="keepInTray" />}
      <SettingRow label={texts.language.label} hint={texts.language.hint}>
        {(ids) => (
          <Select
            value={language}
            options={languages}
            onChange={(next) => {
              save({ language: next });
            }}
            {...ids}
          />
        )}
      </SettingRow>
      <SettingRow label={texts.theme.label} hint={texts.theme.hint}>
        {() => (
          <Segments
            label={texts.theme.label}
            value={theme}
            options={themes}
            onChange={(next) => {
              save({ theme: next });
            }}
          />
        )}
      </SettingRow>
      {can.updates && <OnOff name="updates" />}
    </>
  );
}

function OnOff({ name }: { name: OnOffName }) {
  const texts = useTexts(settingsTexts)[name];
  const checked = useDashboard(({ settings }) => settings.desktop[name]);
  const save = useSaveDesktop();
  return (
    <SettingRow label={texts.label} hint={texts.hint}>
      {(ids) => (
        <Switch
          checked={checked}
          onChange={(next) => {
            save({ [name]: next });
          }}
          {...ids}
        />
      )}
    </SettingRow>
  );
}
