const CLI = '--cli';

/**
 * The words of a command line after `--cli`, for the command; undefined when it is not given. A `--` right
 * after it is left out: on Windows, Electron refuses to start with anything behind an address such as
 * `http://…` unless a `--` comes before.
 */
export function cliArguments(argv: readonly string[]): string[] | undefined {
  const at = argv.indexOf(CLI);
  if (at === -1) return undefined;
  return argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
}
