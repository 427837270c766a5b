// The headless command: settings in, one running server, an exit code out. Everything of the process comes as an argument.
import { bannerText } from './banner.ts';
import { isPortFree, nextFreePort } from './free-port.ts';
import { createChatServer, type ChatServer, type ServerState } from './index.ts';
import { EXIT } from './exit-codes.ts';
import { createLineFormat, type LogLine } from './log-format.ts';
import type { NetworkInterfaces } from './network/addresses.ts';
import { describeOwner, findPortOwner } from './port-owner.ts';
import { readSettings, SettingsError, type Settings } from './settings.ts';
import { startFault } from './start-fault.ts';
import { describeImport } from './store/import/report.ts';

/** A reason to stop. `parent`: whoever started us is gone; that counts only where nothing else has told to stop. */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'parent';

export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface CommandContext {
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
  /** Calls the listener for each reason to stop; the answer ends that. */
  onStop: (listener: (reason: StopReason) => void) => () => void;
  /** Ends the process at once: closing takes too long, or somebody insists. */
  exitNow: (code: number) => void;
  /** Milliseconds, for tests that cannot wait so long */
  times?: { close: number; insist: number };
}

const BY_SIGNAL: Record<StopReason, number> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, parent: 143 };

/**
 * How long closing may take, and after which time a second signal is a person who insists: one Ctrl-C can arrive twice, from the terminal
 * and through npm.
 */
const TIMES = { close: 5_000, insist: 1_000 };

/** Runs the server until it is told to stop or fails. Resolves with the exit code when everything is freed. */
export async function runCommand(context: CommandContext): Promise<number> {
  const { argv, env, cwd, stdout, stderr, version, build } = context;
  const say = (text: string) => { stdout.write(`${text}\n`); };
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

  const chosen = await choosePort(answer.settings, given.has('port'), context);
  if ('problem' in chosen) {
    complain(chosen.problem);
    return EXIT.port;
  }
  const settings = { ...answer.settings, port: chosen.port };

  const server = createChatServer({ settings, build });
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const format = createLineFormat({ colour });
  const showLine = (line: LogLine) => { stdout.write(format(line)); };
  server.events.on('log', showLine);

  const watch = watchEnd(server, context);
  try {
    const { host, port } = await server.start();
    if (!watch.isStopping()) {
      for (const line of server.imported ? describeImport(server.imported) : []) say(line);
      say(bannerText({ name: settings.name, version, host, port, interfaces: context.networkInterfaces(), data: settings.data, colour }));
      if (chosen.notice !== undefined) say(`  ${chosen.notice}\n`);
    }
    const { code, reason } = await watch.end;
    if (reason !== undefined) complain(`The server failed: ${reason}`);
    return code;
  } catch (error) {
    const fault = startFault(error, settings);
    complain(fault.message);
    return fault.code;
  } finally {
    watch.forget();
    server.events.off('log', showLine);
  }
}

type Chosen = { port: number; notice: string | undefined } | { problem: string };

/** The default port taken: the next free one. Another one taken: a problem that says by whom, and a command that would work. */
async function choosePort({ host, port }: Settings, isGiven: boolean, { argv, invocation }: CommandContext): Promise<Chosen> {
  // whatever else is wrong with it, starting will tell
  if (port === 0 || await isPortFree(host, port)) return { port, notice: undefined };
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

interface End {
  code: number;
  /** Why it failed */
  reason?: string;
}

/** Closes the server when told to; `end` resolves when it has ended, by that or by a fault of its own. */
function watchEnd(server: ChatServer, { onStop, exitNow, times = TIMES }: CommandContext): { end: Promise<End>; isStopping: () => boolean; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<End>();
  let toldAt: number | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let before = server.state.state;

  const close = async (then: End): Promise<void> => {
    try {
      await server.close();
      resolve(then);
    } catch (error) {
      resolve({ code: EXIT.failed, reason: String(error) });
    }
  };
  const unsubscribe = onStop((reason) => {
    if (toldAt === undefined) {
      toldAt = performance.now();
      deadline = setTimeout(() => { exitNow(BY_SIGNAL[reason]); }, times.close);
      void close({ code: EXIT.stopped });
    } else if (reason !== 'parent' && performance.now() - toldAt >= times.insist) exitNow(BY_SIGNAL[reason]);
  });
  const onState = (state: ServerState) => {
    if (state.state === 'failed' && before === 'running') void close({ code: EXIT.failed, reason: state.reason });
    before = state.state;
  };
  server.events.on('state', onState);

  return {
    end: promise,
    isStopping: () => toldAt !== undefined,
    forget() {
      clearTimeout(deadline);
      unsubscribe();
      server.events.off('state', onState);
    },
  };
}
