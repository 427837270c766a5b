// The settings of the desktop alone, value by value: one bad value does not take the others with it.
import { desktopSettingsSchema, type DesktopSettings, type SettingProblems } from '../ipc/contract.ts';

type Name = keyof DesktopSettings;

const { shape } = desktopSettingsSchema;
const NAMES: readonly Name[] = desktopSettingsSchema.keyof().options;
const ON_OFF = 'true or false';

/** Completes "expected …" */
const EXPECTED: Record<Name, string> = {
  startAtLogin: ON_OFF,
  startServer: ON_OFF,
  keepInTray: ON_OFF,
  language: '"system", "en" or "de"',
  theme: '"system", "light" or "dark"',
  updates: ON_OFF,
  adapter: 'the name of an adapter of at most 256 characters, or null',
};

/** The values that can be used, defaults for the others, and what is wrong with those. */
export function readDesktopSettings(stored: Readonly<Record<string, unknown>>): {
  settings: DesktopSettings;
  problems: SettingProblems;
} {
  const problems = checkDesktopSettings(stored);
  const good = Object.entries(stored).filter(([name]) => !Object.hasOwn(problems, name));
  return { settings: desktopSettingsSchema.parse(Object.fromEntries(good)), problems };
}

/** What is wrong with each; empty where all are good. */
export function checkDesktopSettings(values: Readonly<Record<string, unknown>>): SettingProblems {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const name = NAMES.find((known) => known === key);
      if (name === undefined)
        return [[key, { expected: `one of ${NAMES.join(', ')}`, code: 'form' as const }]];
      return shape[name].safeParse(value).success
        ? []
        : [[key, { expected: EXPECTED[name], code: 'form' as const }]];
    }),
  );
}
