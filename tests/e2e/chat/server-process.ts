// The built server as people start it, in a process of its own that can be killed.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimPort } from '../../support/helpers/claimed-port.ts';

export interface ServedRoom {
  readonly port: number;
  readonly folder: string;
  /**
   * For clients of the tests: `http://127.0.0.1:<port>`; of a machine in a LAN, where the guests in it are to
   * go
   */
  readonly url: string;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Over the same folder and port; resolves when it answers. */
  start(): Promise<void>;
  /** Ends the server and removes its folder. */
  close(): Promise<void>;
}

/** Where a server runs when it is not this machine. */
export interface Host {
  address: string;
  spawn(program: string, ...words: string[]): ChildProcessWithoutNullStreams;
}

/**
 * Serves from the build in `appDir`, with further flags of the command line; on all of a host's addresses
 * where one is given.
 */
export async function serveRoom(
  appDir: string,
  flags: readonly string[] = [],
  host?: Host,
): Promise<ServedRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-guests-'));
  const { port, release } = await claimPort();
  let child: ChildProcessWithoutNullStreams | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  };
  const room: ServedRoom = {
    port,
    folder,
    url: `http://${host?.address ?? '127.0.0.1'}:${String(port)}`,
    kill: () => end('SIGKILL'),
    async start() {
      const args = [
        '--port',
        String(port),
        '--data',
        folder,
        ...(host ? [] : ['--host', '127.0.0.1']),
        '--local-name',
        'off',
        '--free-space-floor',
        '0',
        '--name',
        'Room 3b',
        '--log-level',
        'warn',
        ...flags,
      ];
      const command = [process.execPath, join(appDir, 'server/cli/lanline.js'), 'serve', ...args] as const;
      const started = host ? host.spawn(...command) : spawn(command[0], command.slice(1), { cwd: folder });
      child = started;
      let output = '';
      await new Promise<void>((resolve, reject) => {
        const hear = (words: string): void => {
          output += words;
          // the banner comes when it listens
          if (output.includes(`:${String(port)}`)) resolve();
        };
        started.stdout.setEncoding('utf8').on('data', hear);
        started.stderr.setEncoding('utf8').on('data', (words: string) => {
          output += words;
        });
        started.once('exit', (code) => {
          reject(new Error(`the server ended with code ${String(code)}: ${output}`));
        });
      });
    },
    async close() {
      await end('SIGTERM');
      await release();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await room.start();
  return room;
}
