// `lanline <subcommand> …`: finds the subcommand and runs it.
import { Command, CommanderError } from 'commander';
import { VERSION } from '../runtime/version.ts';
import { EXIT } from './exit-codes.ts';
import type { LanlineContext } from './process-context.ts';
import { SUBCOMMANDS } from './subcommands.ts';

/** Runs one subcommand to its end. Resolves with the exit status. */
export async function runLanline(context: LanlineContext): Promise<number> {
  const [first, ...others] = context.argv;
  const [asked] = others;
  // `help serve` is `serve --help`
  const isHelp = first === 'help' && asked !== undefined;
  const [name = '', argv] = isHelp ? [asked, ['--help']] : [first, others];
  const subcommand = SUBCOMMANDS.get(name);
  return subcommand ? subcommand.run({ ...context, argv }) : answer(isHelp ? [name] : context.argv, context);
}

/** What is said when no subcommand runs: the help, the version, or what is wrong. */
function answer(argv: readonly string[], { stdout, stderr, invocation }: LanlineContext): number {
  let text = '';
  const hear = (part: string): void => {
    text += part;
  };
  const command = new Command(invocation('<subcommand>'))
    .usage('[flags]')
    .description('A chat room for everyone on your network.')
    .version(VERSION, '-V, --version', 'Show the version')
    .helpOption('-h, --help', 'Show help')
    .commandsGroup('Subcommands:')
    .helpCommand('help [subcommand]', 'Show help for a subcommand')
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: hear,
      writeErr: hear,
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
    });
  for (const [name, { summary }] of SUBCOMMANDS) command.command(name).summary(summary);
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) {
      stdout.write(text);
      return EXIT.stopped;
    }
    stderr.write(error.code === 'commander.help' ? text : `${complaint(error.message)}\n`);
  }
  return EXIT.settings;
}

/** The parser's message as a sentence, with what there is. */
function complaint(message: string): string {
  const said = message
    .replace(/^error: unknown command/, 'Unknown subcommand')
    .replace(/^error: (.)/, (_match, initial: string) => initial.toUpperCase())
    .replace(/\n\((.*)\)$/, '. $1');
  const names = [...SUBCOMMANDS.keys()].join(', ');
  return `${said.replace(/[^.?]$/, '$&.')} There are ${names}. Run with --help to see what they do.`;
}
