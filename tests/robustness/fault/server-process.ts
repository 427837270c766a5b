// The parent's side of programs/server.ts.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { kill, undoable } from './scratch.ts';
import { serverRoot } from './sources.ts';

export interface ToServer {
  data: string;
  port: number;
  freeSpaceFloor?: number;
}
export type FromServer =
  | { kind: 'loaded' }
  | { kind: 'running'; port: number }
  | { kind: 'refused'; name: string; message: string }
  | { kind: 'fault'; text: string };

export interface ServerProcess {
  readonly pid: number;
  /** Uncaught exceptions, unhandled rejections, failed states */
  readonly faults: readonly string[];
  /** Resolves when its modules are loaded. */
  readonly loaded: Promise<void>;
  start(options: ToServer): Promise<Extract<FromServer, { kind: 'running' | 'refused' }>>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
}

const PROGRAMS = join(import.meta.dirname, 'programs');
const START_MS = 30_000;

/** Forks one of the programs. Compiled code is kept between runs: a start costs half. */
export function forkProgram(
  name: string,
  args: readonly string[],
): ReturnType<typeof fork> & { pid: number } {
  const child = fork(join(PROGRAMS, name), args, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(serverRoot(), '../compile-cache') },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} could not be started`);
  const forget = undoable(() => {
    kill(pid);
  });
  child.once('exit', forget);
  return Object.assign(child, { pid });
}

export function launchServer(root = serverRoot()): ServerProcess {
  const child = forkProgram('server.ts', [root]);
  const faults: string[] = [];
  const loaded = Promise.withResolvers<void>();
  const started = Promise.withResolvers<Extract<FromServer, { kind: 'running' | 'refused' }>>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const error = new Error(
        `The server's process ${String(child.pid)} ended (${signal ?? `code ${String(code)}`})`,
      );
      loaded.reject(error);
      started.reject(error);
      resolve();
    });
  });
  child.on('message', (message: FromServer) => {
    if (message.kind === 'loaded') loaded.resolve();
    else if (message.kind === 'fault') faults.push(message.text);
    else started.resolve(message);
  });
  // whoever waits for them hears of it; a standby that is not needed has nobody
  for (const promise of [loaded.promise, started.promise]) promise.catch(() => undefined);

  return {
    pid: child.pid,
    faults,
    loaded: loaded.promise,
    ended,
    async start(options) {
      await loaded.promise;
      child.send(options);
      const timer = setTimeout(() => {
        started.reject(
          new Error(`The server's process ${String(child.pid)} did not start in ${String(START_MS)} ms`),
        );
      }, START_MS);
      return started.promise.finally(() => {
        clearTimeout(timer);
      });
    },
    async kill() {
      kill(child.pid);
      await ended;
    },
  };
}
