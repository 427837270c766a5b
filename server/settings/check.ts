// Values that a program keeps or sends, as the desktop's settings file and its window do: each is judged by
// itself.
import { isAbsolute } from 'node:path';
import { aboutSetting, SETTING_NAMES, settingsSchema, type SettingName, type Settings } from './schema.ts';

/** By the name that was given: completes "expected …". */
export type SettingProblems = Readonly<Record<string, string>>;

/**
 * Of several values those that can be used, in their final form, and what is wrong with the others. Anything
 * may be given.
 */
export function sortSettings(values: Readonly<Record<string, unknown>>): {
  settings: Partial<Settings>;
  problems: SettingProblems;
} {
  const good: [SettingName, unknown][] = [];
  const bad: [string, string][] = [];
  for (const [key, value] of Object.entries(values)) {
    const name = SETTING_NAMES.find((known) => known === key);
    if (name === undefined) {
      bad.push([key, `one of ${SETTING_NAMES.join(', ')}`]);
      continue;
    }
    // undefined would be the default
    const { success, data } = settingsSchema.shape[name].safeParse(value ?? null);
    if (!success) bad.push([name, aboutSetting(name).expected]);
    // there is no folder from which it could be meant
    else if (name === 'data' && !isAbsolute(String(data))) bad.push([name, 'the full path of a folder']);
    else good.push([name, data]);
  }
  return { settings: Object.fromEntries(good), problems: Object.fromEntries(bad) };
}

/**
 * The values in their final form where each of them can be used, else what is wrong. Those that are not given
 * are not in the answer.
 */
export function checkSettings(
  values: Readonly<Record<string, unknown>>,
): { settings: Partial<Settings> } | { problems: SettingProblems } {
  const { settings, problems } = sortSettings(values);
  return Object.keys(problems).length === 0 ? { settings } : { problems };
}
