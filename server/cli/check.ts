// `lanline check`: whether a data folder is whole, without starting its room.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { escapeHidden } from '../logging/escape-hidden.ts';
import { formatBytes } from '../settings/values.ts';
import { checkFolder, NoRoomError, type CheckReport } from '../store/check/check-folder.ts';
import { nodeFileSystem } from '../store/files/file-system.ts';
import { FolderLockedError, holdFolder } from '../store/folder/folder-lock.ts';
import { EXIT } from './exit-codes.ts';
import type { LanlineContext } from './process-context.ts';

type CheckContext = Pick<
  LanlineContext,
  'argv' | 'env' | 'cwd' | 'stdout' | 'stderr' | 'invocation' | 'dataFolder'
>;

const AFTER = `
It exits with status 0 if everything is whole, 1 with findings, 2 if there is no
room in the folder, 4 if its room is open.`;

/** Runs the check to its end. Resolves with the exit status. */
export async function runCheck(context: CheckContext): Promise<number> {
  const { stdout, stderr, cwd, env, dataFolder = 'data' } = context;
  const answer = readFolder(context);
  if ('text' in answer) {
    (answer.status === EXIT.stopped ? stdout : stderr).write(answer.text);
    return answer.status;
  }
  const given = env['LANLINE_DATA'];
  const folder = resolve(cwd, answer.folder ?? (given === undefined || given === '' ? dataFolder : given));
  try {
    // without it no room was ever open here, and the check leaves nothing behind
    const hold = existsSync(join(folder, 'lock.db')) ? holdFolder(folder) : undefined;
    try {
      const report = await checkFolder(nodeFileSystem, folder);
      stdout.write(describe(report, folder));
      return report.findings.length > 0 ? EXIT.failed : EXIT.stopped;
    } finally {
      hold?.release();
    }
  } catch (error) {
    if (error instanceof FolderLockedError) {
      stderr.write(`${error.message} Close its room, or check a copy of the folder.\n`);
      return EXIT.locked;
    }
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof NoRoomError ? EXIT.settings : EXIT.failed;
  }
}

/** What the flags say, or a text to print instead of checking. */
function readFolder({
  argv,
  invocation,
  stdout,
}: CheckContext): { folder: string | undefined } | { text: string; status: number } {
  let text = '';
  const hear = (part: string): void => {
    text += part;
  };
  const command = new Command(invocation('check'))
    .usage('[flags]')
    .description('Verifies a data folder: every log, record and upload, and the index. Nothing is changed.')
    .helpOption('-h, --help', 'Show help')
    .option('--data <folder>', 'The data folder (default: as for serve; LANLINE_DATA)')
    .addHelpText('after', AFTER)
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({ writeOut: hear, writeErr: () => undefined, getOutHelpWidth: () => stdout.columns });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text, status: EXIT.stopped };
    const said = error.message.replace(/^error: /, '').replace(/\.?$/, '.');
    return {
      text: `${said.charAt(0).toUpperCase()}${said.slice(1)} Run with --help to see every flag.\n`,
      status: EXIT.settings,
    };
  }
  return { folder: command.opts<{ data?: string }>().data };
}

const some = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

function describe({ findings, counts }: CheckReport, folder: string): string {
  const lines = findings.map(({ file, text }) => escapeHidden(`${file} ${text}.`));
  const all = [
    some(counts.channels, 'channel', 'channels'),
    some(counts.messages, 'message', 'messages'),
    some(counts.people, 'person', 'people'),
    `${some(counts.uploads, 'file', 'files')} of ${formatBytes(counts.bytes)}`,
  ].join(', ');
  const end =
    findings.length === 0
      ? 'Everything is whole.'
      : `${some(findings.length, 'finding', 'findings')}. Nothing was changed; what can be repaired is repaired when the room is opened.`;
  return `${[...lines, `${folder}: ${all}`, end].join('\n')}\n`;
}
