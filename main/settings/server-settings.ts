// The server's settings as this app was started with, and as it keeps them.
import {
  checkSettings,
  flagOf,
  readSettings,
  SETTING_NAMES,
  type SettingName,
  type Settings,
} from '../../server/index.ts';
import type { SettingProblems } from '../ipc/contract.ts';

export interface ServerSettingsAnswer {
  settings: Settings;
  /** Those that were given at all */
  given: ReadonlySet<SettingName>;
  /** Given by flags, environment or the file in the data folder: what is kept changes nothing there */
  fixed: ReadonlySet<SettingName>;
  /** Of kept values; they are not used */
  problems: SettingProblems;
  /** One line each: what was given at the start and not used */
  warnings: readonly string[];
}

export interface ServerSettings {
  /** @throws SettingsError where flags, environment or the file in the data folder cannot be used */
  read(stored: Readonly<Record<string, unknown>>): ServerSettingsAnswer;
  /** What is wrong with each; empty where all are good. */
  check(values: Readonly<Record<string, unknown>>): SettingProblems;
}

export interface ServerSettingsOptions {
  /** The whole command line; what is not a setting is Electron's */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Relative paths of flags and environment start here */
  cwd: string;
  /** Where nobody says another one */
  dataFolder: string;
}

export function createServerSettings({ argv, ...surroundings }: ServerSettingsOptions): ServerSettings {
  const flags = settingFlags(argv);
  return {
    read(stored) {
      const answer = readSettings({ ...surroundings, argv: flags, stored });
      // only --help and --version print instead, which are no settings
      if (!answer.run) throw new Error('no settings were read');
      return { ...answer, problems: asProblems(answer.problems) };
    },
    check(values) {
      const answer = checkSettings(values);
      return 'problems' in answer ? asProblems(answer.problems) : {};
    },
  };
}

/** Of a command line for Electron, the flags that are settings of the server, each with its value. */
export function settingFlags(argv: readonly string[]): string[] {
  const flags = ['--config', ...SETTING_NAMES.map(flagOf)];
  return argv.flatMap((word, index) => {
    if (flags.some((flag) => word.startsWith(`${flag}=`))) return [word];
    const next = argv[index + 1];
    return flags.includes(word) ? [word, ...(next === undefined ? [] : [next])] : [];
  });
}

const asProblems = (expected: Readonly<Record<string, string>>): SettingProblems =>
  Object.fromEntries(
    Object.entries(expected).map(([name, text]) => [name, { expected: text, code: 'form' as const }]),
  );
