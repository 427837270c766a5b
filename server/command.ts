// The headless command: settings in, one running server, an exit code out. Everything of the process comes as an argument.
import { bannerText } from './banner.ts';
import { isPortTaken, nextFreePort } from './free-port.ts';
import { createChatServer } from './index.ts';
import { EXIT } from './exit-codes.ts';
import { createLineFormat, escapeHidden } from './log-format.ts';
import type { NetworkInterfaces } from './network/addresses.ts';
import { describeOwner, findPortOwner } from './port-owner.ts';
import { readSettings, SettingsError, type Settings } from './settings.ts';
import { isPortTakenError, startFault } from './start-fault.ts';
import { describeImport } from './store/import/report.ts';
import { watchEnd, type EndOptions } from './watch-end.ts';

export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface CommandContext extends EndOptions {
  /** Flags, without the program's own name */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  stdout: TextStream;
  stderr: TextStream;
  /** As people started it: `npm run serve --` */
  invocation: string;
  version: string;
  build: string;
  networkInterfaces: () => NetworkInterfaces;
}

/** Lines of the log that are said better: by the import's report, the banner, and who came and went */
const SHOWN_OTHERWISE = new Set(['import-imported', 'import-problem', 'running', 'person-joined', 'person-left']);

/** How often another port is looked for when somebody takes the one that was free */
const PORT_TRIES = 5;

/** Runs the server until it is told to stop or fails. Resolves with the exit code when everything is freed. */
export async function runCommand(context: CommandContext): Promise<number> {
  const { argv, env, cwd, stdout, stderr, version } = context;
  const complain = (text: string) => { stderr.write(`${text}\n`); };

  let answer: ReturnType<typeof readSettings>;
  try {
    answer = readSettings({ argv, env, cwd, version, columns: stdout.columns });
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
    const chosen = await choosePort(answer.settings, given.has('port'), context);
    if ('problem' in chosen) {
      complain(chosen.problem);
      return EXIT.port;
    }
    try {
      return await runOnce({ ...answer.settings, port: chosen.port }, chosen.notice, context);
    } catch (error) {
      // between looking and listening somebody else was faster
      if (left > 0 && isPortTakenError(error)) continue;
      const fault = startFault(error, { ...answer.settings, port: chosen.port });
      complain(fault.message);
      return fault.code;
    }
  }
}

/** One server from its start to its end; resolves with the exit code, rejects where it cannot start. */
async function runOnce(settings: Settings, notice: string | undefined, context: CommandContext): Promise<number> {
  const { env, stdout, stderr, version, build } = context;
  const say = (text: string) => { stdout.write(`${text}\n`); };
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const format = createLineFormat({ colour });

  const server = createChatServer({ settings, build });
  server.events.on('log', (line) => { if (!SHOWN_OTHERWISE.has(line.msg)) stdout.write(format(line)); });
  server.events.on('person', ({ kind, name, online }) => {
    say(`  ${new Date().toLocaleTimeString('en-GB')}  ${escapeHidden(name)} ${kind === 'joined' ? 'came' : 'left'}, ${String(online)} here`);
  });
  const watch = watchEnd(server, context);
  try {
    const { host, port } = await server.start();
    if (!watch.isStopping()) {
      for (const line of server.imported ? describeImport(server.imported) : []) say(line);
      say(bannerText({ name: settings.name, version, host, port, interfaces: context.networkInterfaces(), data: settings.data, colour }));
      if (notice !== undefined) say(`  ${notice}\n`);
    }
    const { code, reason } = await watch.end;
    // below the ^C that the terminal shows
    if (reason === undefined) say(`${stdout.isTTY === true ? '\n' : ''}  The room is closed.`);
    else stderr.write(`The server failed: ${reason}\n`);
    return code;
  } finally {
    watch.forget();
  }
}

type Chosen = { port: number; notice: string | undefined } | { problem: string };

/** The default port taken: the next free one. Another one taken: a problem that says by whom, and a command that would work. */
async function choosePort({ host, port }: Settings, isGiven: boolean, { argv, invocation }: CommandContext): Promise<Chosen> {
  // whatever else is wrong with it, starting will tell
  if (port === 0 || !await isPortTaken(host, port)) return { port, notice: undefined };
  const [owner, next] = await Promise.all([findPortOwner(port), nextFreePort(host, port + 1)]);
  const taken = `Port ${String(port)} is taken by ${describeOwner(owner)}`;
  if (next === undefined) return { problem: `${taken}, and so are the hundred after it. Choose one with --port.` };
  if (!isGiven) return { port: next, notice: `${taken}, so this room is on port ${String(next)}. Guests must use that.` };
  return { problem: `${taken}. This would work: ${invocation} ${withPort(argv, next).map(quoted).join(' ')}` };
}

/** The same flags with another port. */
function withPort(argv: readonly string[], port: number): string[] {
  const others = argv.filter((word, index) => word !== '--port' && !word.startsWith('--port=') && argv[index - 1] !== '--port');
  return [...others, '--port', String(port)];
}

const quoted = (word: string) => /^[\w./:=,@%+-]+$/.test(word) ? word : `"${word.replaceAll(/["\\$`]/g, String.raw`\$&`)}"`;
