import {
  AddressSetting,
  DeniedTypesSetting,
  LevelSetting,
  OnOffSetting,
  TypesSetting,
} from './choice-settings.tsx';
import { FolderSetting } from './folder-setting.tsx';
import { KINDS, type OnOffName, type SettingName } from './setting-values.ts';
import { TextSetting } from './text-setting.tsx';

const isOnOff = (name: SettingName): name is OnOffName => KINDS[name] === 'onOff';

/** A setting of the server with the control that fits its form. `hint` takes the place of its own. */
export function ServerSetting({ name, hint }: { name: SettingName; hint?: string }) {
  if (isOnOff(name)) return <OnOffSetting name={name} />;
  const kind = KINDS[name];
  if (kind === 'address') return <AddressSetting />;
  if (kind === 'folder') return <FolderSetting />;
  if (kind === 'level') return <LevelSetting />;
  if (kind === 'types') return <TypesSetting />;
  if (name === 'deniedTypes') return <DeniedTypesSetting />;
  return <TextSetting name={name} {...(hint !== undefined && { hint })} />;
}
