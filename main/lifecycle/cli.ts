// `lanline --cli <subcommand> …`: the command, in the program that otherwise opens the window. It takes no
// single-instance lock, so an app that is open is not disturbed, and it shows nothing on the screen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Event } from 'electron';
import { processContext, runLanline } from '../../server/index.ts';
import type { AppPaths } from './app-paths.ts';

export interface CliOptions {
  app: Pick<App, 'dock' | 'exit' | 'off' | 'on' | 'setPath'>;
  /** What follows `--cli` */
  command: readonly string[];
  paths: AppPaths;
}

/** The exit status after a fault that nobody caught, as Node's own. */
const FAILED = 1;

/** Runs the command, then ends the process with its exit status. Needs no `ready`. */
export async function runCli({ app, command, paths }: CliOptions): Promise<void> {
  app.dock?.hide();
  keepApart(app);
  // else Electron shows a box, and goes on
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(fault, (error: unknown) => {
      console.error(error);
      app.exit(FAILED);
    });

  const program = programName(paths);
  const context = processContext();
  const status = await runLanline({
    ...context,
    argv: command,
    invocation: (subcommand) => `${program} ${subcommand}`,
    dataFolder: paths.data,
    exitNow: (code) => {
      app.exit(code);
    },
    onStop(listener) {
      // Electron's own handlers of signals may take the place of ours, and they quit
      const onQuit = (event: Event): void => {
        event.preventDefault();
        listener('SIGTERM');
      };
      app.on('before-quit', onQuit);
      const unsubscribe = context.onStop(listener);
      return () => {
        app.off('before-quit', onQuit);
        unsubscribe();
      };
    },
  });
  await Promise.all([context.stdout, context.stderr].map(written));
  app.exit(status);
}

/** Chromium's own files go into a folder of this process alone: an app that is open holds the usual ones. */
function keepApart(app: Pick<App, 'setPath'>): void {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-cli-'));
  app.setPath('sessionData', folder);
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
}

/** As people type it, up to the subcommand. See cli-arguments.ts for the `--`. */
function programName({ checkout }: AppPaths): string {
  const program = checkout === undefined ? 'lanline --cli' : 'npm start -- --cli';
  return process.platform === 'win32' ? `${program} --` : program;
}

/** Resolves when everything is written, or nobody reads it: ending the process drops what still waits. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}
