// `lanline serve`: settings in, one running server, an exit code out. Everything of the process comes as
// an argument.
import type { Channel } from '../../protocol/channel.ts';
import { bannerText } from './banner.ts';
import type { Build } from '../runtime/build.ts';
import { choosePort } from '../network/port/choose-port.ts';
import { createChatServer } from '../runtime/supervisor.ts';
import type { Fault, NetworkState, PortTaken } from '../runtime/server-events.ts';
import { EXIT } from './exit-codes.ts';
import { escapeHidden } from '../logging/escape-hidden.ts';
import { createLineFormat } from '../logging/log-format.ts';
import type { NetworkInterfaces } from '../network/addresses.ts';
import { createNetworkNews } from './network-news.ts';
import { reachableAddresses } from '../network/reachable-addresses.ts';
import { describeOwner } from '../network/port/port-owner.ts';
import { readSettings, SettingsError, type Settings } from '../settings/read-settings.ts';
import { describeFault, isPortTakenError, startFault } from '../runtime/start-fault.ts';
import {
  addFinding,
  describeFinding,
  isFinding,
  type FolderFinding,
} from '../store/folder/folder-findings.ts';
import { describeImport } from '../store/import/report.ts';
import { watchEnd, type EndOptions } from './watch-end.ts';

export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface CommandContext extends EndOptions, Build {
  /** Flags alone */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  stdout: TextStream;
  stderr: TextStream;
  /** How a subcommand is typed where this one was: `npm run serve --` */
  invocation: (subcommand: string) => string;
  /** The data folder when no setting names another; else `data` in `cwd` */
  dataFolder?: string;
  version: string;
  networkInterfaces: () => NetworkInterfaces;
}

/**
 * Lines of the log that are said better: by the import's report, the banner, and who came and went; and one
 * that would be all there is to see
 */
const SHOWN_OTHERWISE = new Set([
  'import-imported',
  'import-problem',
  'running',
  'person-joined',
  'person-left',
  'message',
]);

/** How often another port is looked for when somebody takes the one that was free */
const PORT_TRIES = 5;

/**
 * Runs the server until it is told to stop or fails. Resolves with the exit code when everything is freed.
 */
export async function runCommand(context: CommandContext): Promise<number> {
  const { argv, env, cwd, stdout, stderr, version, dataFolder } = context;
  const complain = (text: string) => {
    stderr.write(`${text}\n`);
  };

  let answer: ReturnType<typeof readSettings>;
  try {
    const usage = context.invocation('serve');
    answer = readSettings({
      argv,
      env,
      cwd,
      version,
      usage,
      columns: stdout.columns,
      ...(dataFolder !== undefined && { dataFolder }),
    });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    complain(error.message);
    return EXIT.settings;
  }
  if (!answer.run) {
    stdout.write(answer.text);
    return EXIT.stopped;
  }
  const { given, warnings } = answer;
  for (const warning of warnings) complain(warning);

  for (let left = PORT_TRIES; ; left -= 1) {
    const chosen = await choosePort(answer.settings, given.has('port'));
    if ('fault' in chosen) {
      complain(explain(chosen.fault, context));
      return CODES[chosen.fault.code];
    }
    const settings = { ...answer.settings, port: chosen.port };
    try {
      return await runOnce(settings, chosen.taken && insteadOf(chosen.taken, chosen.port), context);
    } catch (error) {
      // between looking and listening somebody else was faster
      if (left > 0 && isPortTakenError(error)) continue;
      const fault = await startFault(error, settings);
      complain(explain(fault, context));
      return CODES[fault.code];
    }
  }
}

const insteadOf = ({ port, owner }: PortTaken, chosen: number) =>
  `Port ${String(port)} is taken by ${describeOwner(owner)}, so this room is on port ${String(chosen)}. Guests must use that.`;

/** One server from its start to its end; resolves with the exit code, rejects where it cannot start. */
async function runOnce(
  settings: Settings,
  notice: string | undefined,
  context: CommandContext,
): Promise<number> {
  const { env, stdout, stderr, version, build, pageFolder } = context;
  const say = (text: string) => {
    stdout.write(`${text}\n`);
  };
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const format = createLineFormat({ colour });

  const server = createChatServer({
    settings,
    build,
    ...(pageFolder !== undefined && { pageFolder }),
    networkInterfaces: context.networkInterfaces,
  });
  /** What opening the folder found, until that is said */
  let found: readonly FolderFinding[] | undefined = [];
  server.events.on('finding', (finding) => {
    found &&= addFinding(found, finding);
  });
  server.events.on('log', (line) => {
    if (!SHOWN_OTHERWISE.has(line.msg) && !(found && isFinding(line.msg))) stdout.write(format(line));
  });
  server.events.on('person', ({ kind, name, online }) => {
    say(
      `  ${new Date().toLocaleTimeString('en-GB')}  ${escapeHidden(name)} ${kind === 'joined' ? 'came' : 'left'}, ${String(online)} here`,
    );
  });
  const watch = watchEnd(server, context);
  try {
    const { host, port } = await server.start();
    if (!watch.isStopping()) {
      for (const line of server.imported ? describeImport(server.imported) : []) say(line);
      const channels = await server.channels.list();
      for (const line of folderReport(
        found,
        channels,
        `${context.invocation('check')} --data ${quoted(settings.data)}`,
      ))
        say(line);
      found = undefined;
      // ordered by the default route, which is known by now; loopback if there is no network
      const shown = await server.network();
      const addresses =
        shown.addresses.length > 0 ? shown.addresses : reachableAddresses(host, context.networkInterfaces());
      say(
        bannerText({
          name: settings.name,
          version,
          host,
          port,
          addresses,
          data: settings.data,
          chat: context.invocation('chat'),
          colour,
        }),
      );
      if (notice !== undefined) say(`  ${notice}\n`);
      const newsOf = createNetworkNews(shown);
      const tell = (network: NetworkState) => {
        for (const line of server.state.state === 'running' ? newsOf(network) : []) say(`  ${line}`);
      };
      server.events.on('network', tell);
      tell(shown);
    }
    const { code, reason } = await watch.end();
    // below the ^C that the terminal shows
    if (reason === undefined) say(`${stdout.isTTY === true ? '\n' : ''}  The room is closed.`);
    else stderr.write(`The server failed: ${reason}\n`);
    return code;
  } finally {
    watch.forget();
  }
}

/** What opening the folder repaired or found missing; nothing if everything was whole. */
function folderReport(
  found: readonly FolderFinding[],
  channels: readonly Channel[],
  check: string,
): string[] {
  // the import's own report says more of that
  const told = found.filter(({ event }) => event !== 'import-problem');
  if (told.length === 0) return [];
  const nameOf = (id: string) => channels.find((channel) => channel.id === id)?.name ?? id;
  return [
    told.some(({ lost }) => lost)
      ? 'Some data in the data folder is missing or damaged:'
      : 'Data in the data folder was damaged and has been repaired:',
    ...told.map((finding) => escapeHidden(`  ${describeFinding(finding, nameOf)}.`)),
    `  The log has the details. To verify the whole folder, close the room and run: ${check}`,
  ];
}

/** What a fault ends the command with. */
const CODES: Record<Fault['code'], number> = {
  port_taken: EXIT.port,
  port_forbidden: EXIT.port,
  address_missing: EXIT.settings,
  folder_locked: EXIT.locked,
  folder_newer: EXIT.failed,
  folder_moved: EXIT.failed,
  folder_unusable: EXIT.failed,
  internal: EXIT.failed,
};

/** The fault, and what to type instead. */
function explain(fault: Fault, { argv, invocation }: CommandContext): string {
  const said = describeFault(fault);
  const again = (flag: string, value: string) =>
    `${invocation('serve')} ${withFlag(argv, flag, value).map(quoted).join(' ')}`;
  switch (fault.code) {
    case 'port_taken':
      return `${said} ${fault.free === undefined ? 'Choose one with --port.' : `This would work: ${again('--port', String(fault.free))}`}`;
    case 'port_forbidden':
      return `${said} Choose another with --port.`;
    case 'address_missing':
      return `${said} Choose another with --host.`;
    case 'folder_locked':
      return `${said} Stop it first, or choose another folder with --data.`;
    case 'folder_moved':
      return `${said} This would work: ${again('--data', fault.to)}`;
    case 'folder_unusable':
      return `${said} Choose another with --data.`;
    case 'internal':
      return `The server could not start: ${said}`;
    case 'folder_newer':
      break;
  }
  return said;
}

/** The same flags with another value of one. */
function withFlag(argv: readonly string[], flag: string, value: string): string[] {
  const others = argv.filter(
    (word, index) => word !== flag && !word.startsWith(`${flag}=`) && argv[index - 1] !== flag,
  );
  return [...others, flag, value];
}

const quoted = (word: string) =>
  /^[\w./:=,@%+-]+$/.test(word) ? word : `"${word.replaceAll(/["\\$`]/g, String.raw`\$&`)}"`;
