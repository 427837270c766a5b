import { Command, CommanderError } from 'commander';
import {
  aboutSetting,
  flagOf,
  SETTING_NAMES,
  settingsSchema,
  variableOf,
  type SettingName,
} from './schema.ts';
import { SettingsError } from './settings-error.ts';

/** What a command line says: raw settings, or a text to print instead of running. */
export type Flags =
  | { text: string }
  | { text: undefined; raw: Partial<Record<SettingName, string>>; config: string | undefined };

const AFTER = `
Every setting can also be given as an environment variable, or in the JSON file,
where --max-upload is "maxUpload": { "maxUpload": "25mb" }. What counts, first
to last: flag, environment, file, default. An empty variable counts as not
given.

It exits with status 0 when stopped, 1 when the server failed, 2 for a bad
setting, 3 for a taken port, 4 for a data folder that is in use.`;

export interface FlagsOptions {
  /** For `--version` */
  version: string;
  /** The command as it is typed, for the help: `npm run serve --` */
  usage: string;
  /** Width of the help text, in characters */
  columns: number | undefined;
  /** For the help: the data folder when nobody names another, unless it is the usual one */
  dataFolder: string | undefined;
}

/**
 * Reads flags (without the program's own name).
 * @throws SettingsError for an unknown flag or a missing value
 */
export function readFlags(
  argv: readonly string[],
  { version, usage, columns, dataFolder }: FlagsOptions,
): Flags {
  let text = '';
  const command = new Command(usage)
    .usage('[flags]')
    .description('A chat room for everyone on your network.')
    .version(version, '-V, --version', 'Show the version and end')
    .helpOption('-h, --help', 'Show this and end')
    .option(
      '--config <file>',
      'JSON file with settings (default: settings.json in the data folder, if there is one; LANLINE_CONFIG)',
    )
    .addHelpText('after', AFTER)
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: () => undefined,
      getOutHelpWidth: () => columns ?? 120,
    });
  for (const name of SETTING_NAMES) {
    const { text: said, argument } = aboutSetting(name);
    command.option(
      `${flagOf(name)} <${argument}>`,
      `${said} (default: ${(name === 'data' && dataFolder) || shownDefault(name)}; ${variableOf(name)})`,
    );
  }
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text };
    const said = error.message
      .replace(/^error: /, '')
      .replaceAll('\n', ' ')
      .replace(/\.$/, '');
    throw new SettingsError([
      `${said.charAt(0).toUpperCase()}${said.slice(1)}. Run with --help to see every flag.`,
    ]);
  }
  const given = command.opts<Partial<Record<SettingName | 'config', string>>>();
  const { config, ...raw } = given;
  return { text: undefined, raw, config };
}

function shownDefault(name: SettingName): string {
  return aboutSetting(name).shown ?? String(settingsSchema.shape[name].parse(undefined));
}
