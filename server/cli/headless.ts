// The server without a window: what `npm run serve` starts. Here alone the process itself is touched.
import { networkInterfaces } from 'node:os';
import { readBuild } from '../runtime/build.ts';
import { runCommand } from './serve.ts';
import { VERSION } from '../runtime/version.ts';
import type { StopReason } from './watch-end.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const WATCH_MS = 500;

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

/** The command as people type it, for messages that name another. */
function invocation(): string {
  const script = process.env['npm_lifecycle_event'];
  if (script === 'start') return 'npm start --';
  return script === 'serve' ? 'npm run serve --' : `node ${process.argv[1] ?? ''}`;
}

// a terminal or a pipe that is gone must not end the chat
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runCommand({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  invocation: invocation(),
  version: VERSION,
  ...readBuild(),
  networkInterfaces,
  onStop,
  exitNow: (code) => {
    process.exit(code);
  },
});
