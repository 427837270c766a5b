// The subcommands of `lanline`: a new one is a row here and a module of its own, loaded when it is asked for.
import { networkInterfaces } from 'node:os';
import { readBuild } from '../runtime/build.ts';
import { VERSION } from '../runtime/version.ts';
import type { LanlineContext } from './process-context.ts';

export interface Subcommand {
  /** One line for `lanline --help` */
  summary: string;
  /** Resolves with the exit status. `argv` is what follows the subcommand's name. */
  run: (context: LanlineContext) => Promise<number>;
}

export const SUBCOMMANDS: ReadonlyMap<string, Subcommand> = new Map([
  [
    'serve',
    {
      summary: 'Run the server without a window',
      run: async (context) => {
        const { runCommand } = await import('./serve.ts');
        return runCommand({ ...context, version: VERSION, ...readBuild(), networkInterfaces });
      },
    },
  ],
  [
    'check',
    {
      summary: 'Verify a data folder without opening its room',
      run: async (context) => {
        const { runCheck } = await import('./check.ts');
        return runCheck(context);
      },
    },
  ],
  [
    'chat',
    {
      summary: 'Chat in this terminal',
      run: async (context) => {
        const { runChat } = await import('../../terminal/chat.ts');
        return runChat({ ...context, invocation: context.invocation('chat') });
      },
    },
  ],
]);
