// The command line.
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isBlank } from '../protocol/blank.ts';
import { LIMITS } from '../protocol/limits.ts';
import { profileFolder } from './profile.ts';
import { EndError } from './words.ts';

export interface Options {
  /** Origin of the server, such as `http://192.168.1.5:5000` */
  url: string;
  name: string;
  channel: string | undefined;
  /** Messages to show of what was said before; undefined where nobody said how many */
  history: number | undefined;
  json: boolean;
  /** Texts to send instead of what is typed or piped in */
  send: readonly string[];
  /** Stay after the input has ended */
  stay: boolean;
  /** Seconds to try to reach the server; undefined where nobody said how many */
  wait: number | undefined;
  /** Folder of the secrets, absolute */
  profile: string;
}

const DEFAULT_PORT = 5000;

const helpAfter = (usage: string): string => `
Lines are messages, those that begin with a slash are commands: /help lists
them. "//" at the beginning sends a line with one slash.

For scripts: --json prints one JSON object a line. When the input has ended and
everything is stored, it leaves. It exits with status 0 when all went well, 1
when the server could not be reached, did not let us in, or something was not
sent, 2 for bad arguments.

  ${usage} http://192.168.1.5:5000 --name Anna
  echo "The backup is done" | ${quiet(usage)} 192.168.1.5 --name Backup --json
  echo "/get report.pdf ." | ${quiet(usage)} 192.168.1.5 --name Backup --json`;

/** npm prints lines of its own unless told not to. */
const quiet = (usage: string): string => usage.replace(/^npm run /, 'npm run -s ');

/**
 * Reads the arguments after the subcommand; a text is to be printed instead of running (`--help`).
 * @throws EndError with exit code 2
 */
export function readOptions(
  argv: readonly string[],
  { cwd, invocation }: { cwd: string; invocation: string },
): Options | { text: string } {
  let text = '';
  const command = new Command(invocation)
    .usage('<address> [flags]')
    .description('Lanline in a terminal.')
    .argument(
      '<address>',
      `where the server is, such as http://192.168.1.5:${String(DEFAULT_PORT)} or 192.168.1.5`,
      addressOf,
    )
    .addOption(
      new Option('--name <name>', 'what you are called there')
        .argParser(filled)
        .default(ownName(), 'your name on this machine'),
    )
    .option('--channel <channel>', 'where to begin (default: the first channel)', filled)
    .option(
      '--history <number>',
      'how many messages to show of what was said before (default: 20; with --json none)',
      whole(LIMITS.joinPage),
    )
    .option('--json', 'print one JSON object a line')
    .option(
      '--send <text>',
      'send this and leave; may be given several times',
      (said: string, before: string[] | undefined) => [...(before ?? []), filled(said)],
    )
    .option('--stay', 'stay after the input has ended')
    .option(
      '--wait <seconds>',
      'how long to try to reach the server (default: at first not at all; when it is lost without end, or 60 where nobody types)',
      whole(1_000_000),
    )
    .option('--profile <folder>', 'folder of the secrets by which servers know you again', profileFolder())
    .helpOption('-h, --help', 'show this and end')
    .addHelpText('after', helpAfter(invocation))
    .exitOverride()
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: () => undefined,
    });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text };
    throw new EndError(
      `${plainly(error.message).replaceAll('\n', ' ').replace(/\.?$/, '.')} Run with --help to see what there is.`,
      2,
    );
  }
  const given = command.opts<Partial<Options> & Pick<Options, 'name' | 'profile'>>();
  const [url] = command.processedArgs as [string];
  return {
    channel: undefined,
    history: undefined,
    wait: undefined,
    json: false,
    stay: false,
    send: [],
    ...given,
    profile: resolve(cwd, given.profile),
    url,
  };
}

/** The parser's message in the words of the server's settings. */
function plainly(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/^option '(--[\w-]+)[^']*' argument '(.*)' is invalid\. Expected /s, '$1 is "$2"; expected ')
    .replace(
      /^command-argument value '(.*)' is invalid for argument '(\w+)'\. Expected /s,
      'The $2 is "$1"; expected ',
    )
    .replace(/^[a-z]/, (first) => first.toUpperCase());
}

function addressOf(text: string): string {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const parsed = URL.parse(hasScheme ? text : `http://${text}`);
  if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.pathname !== '/' ||
    parsed.username !== '' ||
    parsed.search !== ''
  ) {
    throw new InvalidArgumentError(`Expected an address such as http://192.168.1.5:${String(DEFAULT_PORT)}`);
  }
  // whoever types a bare address means the usual port
  if (!hasScheme && parsed.port === '' && !text.endsWith(':80')) parsed.port = String(DEFAULT_PORT);
  return parsed.origin;
}

function filled(text: string): string {
  if (isBlank(text)) throw new InvalidArgumentError('Expected a text');
  return text;
}

function whole(max: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) > max)
      throw new InvalidArgumentError(`Expected a whole number from 0 to ${String(max)}`);
    return Number(text);
  };
}

function ownName(): string {
  try {
    return userInfo().username.slice(0, LIMITS.name) || 'Guest';
  } catch {
    return 'Guest';
  }
}
