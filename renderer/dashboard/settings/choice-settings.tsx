// Settings of the server of which one value is chosen.
import { useState } from 'react';
import type { Settings } from '../../../main/ipc/contract.ts';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { isolate } from '../../ui/isolate.ts';
import { settingsTexts } from './settings.texts.ts';
import { serverSettingTexts } from './server-settings.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import { SettingRow } from './setting-row.tsx';
import { COMMON_TYPES, LEVELS, type OnOffName, type SettingName } from './setting-values.ts';
import { TextSetting } from './text-setting.tsx';
import { saveServer, useRefusalText, type Refusal } from './use-save.ts';

interface Choice<T> {
  value: T;
  isFixed: boolean;
  hint: string;
  label: string;
  problem: string | undefined;
  choose: (value: T) => void;
}

/** Shows what was chosen at once, and goes back where it was refused. */
function useChoice<N extends SettingName>(name: N): Choice<Settings[N]> {
  const texts = useTexts(settingsTexts);
  const about = useTexts(serverSettingTexts)[name];
  const value = useDashboard(({ settings }) => settings.server[name]);
  const isFixed = useDashboard(({ settings }) => settings.fixed.includes(name));
  const inWords = useRefusalText(name);
  const [chosen, setChosen] = useState<Settings[N]>();
  const [refusal, setRefusal] = useState<Refusal>();
  const choose = async (next: Settings[N]): Promise<void> => {
    setChosen(next);
    setRefusal(undefined);
    const why = await saveServer(name, next);
    setChosen(undefined);
    setRefusal(why);
  };
  const problem = refusal && `${inWords(refusal)} ${texts.notSavedAtAll}`;
  return {
    value: chosen ?? value,
    isFixed,
    hint: isFixed ? texts.fixed : about.hint,
    label: about.label,
    problem,
    choose: (next) => {
      void choose(next);
    },
  };
}

export function OnOffSetting({ name }: { name: OnOffName }) {
  const { value, isFixed, hint, label, problem, choose } = useChoice(name);
  return (
    <SettingRow label={label} hint={hint} error={problem}>
      {(ids) => <Switch checked={value} onChange={choose} disabled={isFixed} {...ids} />}
    </SettingRow>
  );
}

export function LevelSetting() {
  const texts = useTexts(settingsTexts);
  const { value, isFixed, hint, label, problem, choose } = useChoice('logLevel');
  const options = LEVELS.map((level) => ({ value: level, label: texts.levels[level] }));
  return (
    <SettingRow label={label} hint={hint} error={problem}>
      {(ids) => (
        <Select
          value={value}
          options={options}
          onChange={choose}
          disabled={isFixed}
          invalid={problem !== undefined}
          {...ids}
        />
      )}
    </SettingRow>
  );
}

/** Every type of file but the refused ones, or only some: then these can be written below. */
export function TypesSetting() {
  const texts = useTexts(settingsTexts);
  const { value, isFixed, hint, label, problem, choose } = useChoice('uploadTypes');
  const isAll = value === 'all';
  return (
    <>
      <SettingRow label={label} hint={hint} error={problem}>
        {(ids) => (
          <Select
            value={isAll ? 'all' : 'some'}
            options={[
              { value: 'all', label: texts.allTypes },
              { value: 'some', label: texts.someTypes },
            ]}
            onChange={(next) => {
              choose(next === 'all' ? 'all' : COMMON_TYPES);
            }}
            disabled={isFixed}
            invalid={problem !== undefined}
            {...ids}
          />
        )}
      </SettingRow>
      {!isAll && <TextSetting name="uploadTypes" label={texts.theseTypes} hint={texts.theseTypesHint} />}
    </>
  );
}

/** Of no consequence while only some types are accepted. */
export function DeniedTypesSetting() {
  const isAll = useDashboard(({ settings }) => settings.server.uploadTypes === 'all');
  return isAll ? <TextSetting name="deniedTypes" /> : null;
}

/** All networks, one of this computer's addresses, or this computer alone. */
export function AddressSetting() {
  const texts = useTexts(settingsTexts);
  const { value, isFixed, hint, label, problem, choose } = useChoice('host');
  const addresses = useDashboard(({ network }) => network.addresses);
  const named = new Map([
    ['::', texts.allNetworks],
    ['0.0.0.0', texts.allNetworks4],
    ...addresses.map(({ address, label: known, adapter }): [string, string] => [
      address,
      `${address} · ${isolate(known ?? adapter)}`,
    ]),
    ['127.0.0.1', texts.onlyHere],
  ]);
  // of the two ways of saying "all", the second is shown where it is in use
  if (value !== '0.0.0.0') named.delete('0.0.0.0');
  if (!named.has(value)) named.set(value, value);
  const options = [...named].map(([address, words]) => ({ value: address, label: words }));
  return (
    <SettingRow label={label} hint={hint} error={problem}>
      {(ids) => (
        <Select
          value={value}
          options={options}
          onChange={choose}
          disabled={isFixed}
          invalid={problem !== undefined}
          {...ids}
        />
      )}
    </SettingRow>
  );
}
