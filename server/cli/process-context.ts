// What the command is given of the process that it runs in. Nothing else of server/cli touches it.
import type { ReadStream, WriteStream } from 'node:tty';
import type { EndOptions, StopReason } from './watch-end.ts';

export interface LanlineContext extends EndOptions {
  /** The subcommand and its flags */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  stdin: ReadStream;
  stdout: WriteStream;
  stderr: WriteStream;
  /** How a subcommand is typed where this one was, for messages that name one: `npm run serve --` */
  invocation: (subcommand: string) => string;
  /** Absolute path of the data folder when no setting names another; else `data` in `cwd` */
  dataFolder?: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const WATCH_MS = 500;

/** The context of this process, without what depends on how it was started. */
export function processContext(): Omit<LanlineContext, 'argv' | 'invocation'> {
  const { env, stdin, stdout, stderr } = process;
  return {
    env,
    cwd: process.cwd(),
    stdin,
    stdout,
    stderr,
    onStop,
    exitNow: (code) => {
      process.exit(code);
    },
  };
}

function onStop(listener: (reason: StopReason) => void): () => void {
  for (const signal of SIGNALS) process.on(signal, listener);
  // npm's shell does not pass SIGTERM on: when npm is gone, go too
  const parent = process.ppid;
  const watch =
    process.env['npm_lifecycle_event'] === undefined
      ? undefined
      : setInterval(() => {
          if (process.ppid !== parent) listener('parent');
        }, WATCH_MS).unref();
  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
