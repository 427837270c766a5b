// The settings of one run: flags before environment before JSON file before what the desktop keeps before
// defaults.
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { sortSettings, type SettingProblems } from './check.ts';
import { readFlags } from './flags.ts';
import {
  aboutSetting,
  flagOf,
  machineZone,
  SETTING_NAMES,
  settingsSchema,
  variableOf,
  type SettingName,
  type Settings,
} from './schema.ts';
import { SettingsError } from './settings-error.ts';
import { readSettingsFile } from './settings-file.ts';
import { isReplacedByDefault } from './upload-types.ts';

export { checkSettings, type SettingProblems } from './check.ts';
export { aboutSetting, flagOf, SETTING_NAMES, type SettingName, type Settings } from './schema.ts';
export { SettingsError } from './settings-error.ts';

/** What is used where nothing is given; `data` is relative. */
export const defaultSettings: Settings = settingsSchema.parse({});

export type SettingsAnswer =
  /** `--help` or `--version`: a text to print instead of running */
  | { run: false; text: string }
  | {
      run: true;
      /** `data` is absolute */
      settings: Settings;
      /** Those that were given at all, even if as the default */
      given: ReadonlySet<SettingName>;
      /** Of these, those that flags, environment or file say: what is kept changes nothing there */
      fixed: ReadonlySet<SettingName>;
      /** What is wrong with kept values; they are not used */
      problems: SettingProblems;
      /** One line each: what was given and not used */
      warnings: readonly string[];
    };

export interface SettingsInput {
  /** Flags, without the program's own name */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Relative paths of flags and environment start here */
  cwd: string;
  /** For `--version` */
  version?: string;
  /** The command as it is typed, for `--help` */
  usage?: string;
  /** Width of the help text, in characters */
  columns?: number | undefined;
  /** What the desktop keeps, as it was read: each may be of another version, or made by hand */
  stored?: Readonly<Record<string, unknown>>;
  /** The data folder where nobody says another one; else `./data` */
  dataFolder?: string;
}

interface Given {
  source: 'flag' | 'environment' | 'file' | 'stored';
  value: unknown;
  /** How messages call it: `--port`, `LANLINE_PORT`, `"port" in settings.json` */
  label: string;
}

const CONFIG = 'LANLINE_CONFIG';

/** Why a value of the right form is refused, to follow it; "" where its form is wrong. */
function reasonOf(issue: z.core.$ZodIssue): string {
  const reason: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  return typeof reason === 'string' ? `, ${reason}` : '';
}

/**
 * Reads the settings of a run. Touches nothing but the JSON file.
 * @throws SettingsError naming every bad value, where it was given and what would be right
 */
export function readSettings({
  argv,
  env,
  cwd,
  version = '',
  usage = 'lanline serve',
  columns,
  stored = {},
  dataFolder,
}: SettingsInput): SettingsAnswer {
  const flags = readFlags(argv, { version, usage, columns, dataFolder });
  if (flags.text !== undefined) return { run: false, text: flags.text };
  const fallback = dataFolder ?? defaultSettings.data;
  const variable = (name: string) => (env[name] === '' ? undefined : env[name]);

  const given = new Map<SettingName, Given>();
  for (const name of SETTING_NAMES) {
    const value = variable(variableOf(name));
    if (value !== undefined) given.set(name, { source: 'environment', value, label: variableOf(name) });
  }
  for (const name of SETTING_NAMES) {
    const value = flags.raw[name];
    if (value !== undefined) given.set(name, { source: 'flag', value, label: flagOf(name) });
  }

  const named = flags.config ?? variable(CONFIG);
  const kept = sortSettings(stored);
  const folder = resolve(
    cwd,
    flags.raw.data ?? variable(variableOf('data')) ?? kept.settings.data ?? fallback,
  );
  const file = named === undefined ? join(folder, 'settings.json') : resolve(cwd, named);
  const problems = addFile(
    given,
    file,
    named === undefined ? undefined : flags.config === undefined ? CONFIG : '--config',
  );
  const fixed = new Set(given.keys());
  for (const name of SETTING_NAMES) {
    const value = kept.settings[name];
    if (value !== undefined && !given.has(name))
      given.set(name, { source: 'stored', value, label: `the kept "${name}"` });
  }

  const { data: settings, error } = settingsSchema.safeParse(
    Object.fromEntries([...given].map(([name, { value }]) => [name, value])),
  );
  const bad = new Map(error?.issues.map((issue) => [issue.path[0], reasonOf(issue)]));
  for (const [name, { value, label }] of given) {
    const reason = bad.get(name);
    if (reason !== undefined)
      problems.push(
        `${label} is ${JSON.stringify(value)}${reason}; expected ${aboutSetting(name).expected}.`,
      );
  }
  if (!settings || problems.length > 0) throw new SettingsError(problems);

  // a path in the file is meant from where the file lies
  const from = given.get('data')?.source === 'file' ? dirname(file) : cwd;
  const data = resolve(from, given.has('data') ? settings.data : fallback);
  return {
    run: true,
    settings: { ...settings, data },
    given: new Set(given.keys()),
    fixed,
    problems: kept.problems,
    warnings: [
      ...unknownVariables(env),
      ...replacedTypes(given.get('uploadTypes'), stored),
      ...unknownZone(),
    ],
  };
}

/** Adds what the file says and nothing said before; answers the problems with its keys. */
function addFile(given: Map<SettingName, Given>, file: string, namedBy: string | undefined): string[] {
  const raw = readSettingsFile(file);
  if (!raw && namedBy !== undefined)
    return [`${namedBy} is "${file}", which does not exist; expected a JSON file with settings.`];
  const known = new Map<string, SettingName>(SETTING_NAMES.map((name) => [name, name]));
  return (raw ?? []).flatMap(([key, value]) => {
    const name = known.get(key);
    const label = `"${key}" in ${file}`;
    if (name === undefined) return [`${label} is no setting; expected ${SETTING_NAMES.join(', ')}.`];
    if (name === 'data' && namedBy === undefined)
      return [
        `${label} cannot be set there, since the file lies in the data folder; expected it as ${flagOf('data')}.`,
      ];
    if (!given.has(name)) given.set(name, { source: 'file', value, label });
    return [];
  });
}

function replacedTypes(types: Given | undefined, stored: Readonly<Record<string, unknown>>): string[] {
  // a stored value is in its final form already
  const value = types?.source === 'stored' ? stored['uploadTypes'] : types?.value;
  if (!types || !isReplacedByDefault(value)) return [];
  return [
    `${types.label} lists exactly the types that were the default of earlier versions; it is now read as "all": every type is accepted except those in deniedTypes. To accept only some types, add or remove one.`,
  ];
}

function unknownZone(): string[] {
  return machineZone() === undefined
    ? ["This machine's time zone is not known (see TZ); times without a zone are taken as UTC."]
    : [];
}

/** Not refused: the variable may be meant for another program of ours. */
function unknownVariables(env: SettingsInput['env']): string[] {
  const known = new Set([CONFIG, ...SETTING_NAMES.map(variableOf)]);
  return Object.keys(env)
    .filter((name) => name.startsWith('LANLINE_') && !known.has(name))
    .toSorted()
    .map((name) => `The environment variable ${name} is no setting and does nothing; --help lists them.`);
}
