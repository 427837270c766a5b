// A real LAN on one machine: network namespaces (Linux, root, `ip` of iproute2) joined by bridges. What is
// made here carries the process id and is removed by `close`, the programs in it included.
import { execFile, execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * One end of a cable: which network it is plugged into, and the address with its prefix length, as in
 * `10.77.0.1/24`.
 */
export interface Plug {
  network: string;
  address?: string;
}

export interface LanMachine {
  /** What a command begins with to run there, as in `[...command, 'node', 'x.js']` */
  readonly command: readonly [string, ...string[]];
  /** Changes the machine's network, as in `ip('addr', 'add', '10.77.0.9/24', 'dev', 'eth0')`. */
  ip(...words: string[]): Promise<string>;
  /** Runs a program there; resolves with what it printed, rejects where it failed or took too long. */
  run(program: string, ...words: string[]): Promise<string>;
  /** Starts a program there, which ends with the LAN at the latest. */
  spawn(program: string, ...words: string[]): ChildProcessWithoutNullStreams;
  /** Pulls the cable out of an adapter, or plugs it in again. */
  plug(adapter: string, isIn: boolean): Promise<void>;
}

export interface Lan {
  /**
   * Makes a machine with adapters, such as `{ eth0: { network: 'home', address: '10.77.0.1/24' } }`. Networks
   * appear with their first plug.
   */
  machine(name: string, adapters: Record<string, Plug>): Promise<LanMachine>;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;
let lans = 0;

const ip = async (...words: string[]): Promise<string> =>
  (await execute('ip', words, { timeout: PATIENCE_MS })).stdout;
const ipNow = (...words: string[]): string =>
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });

/** Why there can be no LAN here; false where there can. */
export function noLan(): string | false {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  const name = `lanline-${String(process.pid)}-try`;
  try {
    ipNow('netns', 'add', name);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? 'there is no `ip` (package iproute2)'
      : `no network namespace can be made: ${String(error)}`;
  }
  try {
    ipNow('-n', name, 'link', 'add', 'br0', 'type', 'bridge');
    ipNow('-n', name, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1');
    return false;
  } catch (error) {
    return `no bridge can be made: ${String(error)}`;
  } finally {
    ipNow('netns', 'del', name);
  }
}

export function createLan(): Lan {
  lans += 1;
  const prefix = `lanline-${String(process.pid)}-${String(lans)}`;
  const switches = `${prefix}-switches`;
  const spaces: string[] = [];
  const bridges = new Set<string>();
  const children = new Set<ChildProcessWithoutNullStreams>();
  let cables = 0;

  const space = async (name: string): Promise<void> => {
    await ip('netns', 'add', name);
    spaces.push(name);
    await ip('-n', name, 'link', 'set', 'lo', 'up');
  };
  const network = async (name: string): Promise<void> => {
    if (spaces.length === 0) await space(switches);
    if (bridges.has(name)) return;
    bridges.add(name);
    await ip('-n', switches, 'link', 'add', name, 'type', 'bridge');
    await ip('-n', switches, 'link', 'set', name, 'up');
  };
  /** A cable from an adapter to a switch; the answer names its end there. */
  const connect = async (
    machine: string,
    adapter: string,
    { network: to, address }: Plug,
  ): Promise<string> => {
    await network(to);
    cables += 1;
    const port = `port${String(cables)}`;
    await ip('-n', switches, 'link', 'add', port, 'type', 'veth', 'peer', 'name', adapter, 'netns', machine);
    await ip('-n', switches, 'link', 'set', port, 'master', to, 'up');
    await ip('-n', machine, 'link', 'set', adapter, 'up');
    if (address !== undefined) await ip('-n', machine, 'addr', 'add', address, 'dev', adapter);
    return port;
  };

  return {
    async machine(name, adapters) {
      const own = `${prefix}-${name}`;
      const command = ['ip', 'netns', 'exec', own] as const;
      // the switches' first, so that each machine can be plugged in
      if (spaces.length === 0) await space(switches);
      await space(own);
      const ports = new Map<string, string>();
      for (const [adapter, plug] of Object.entries(adapters))
        ports.set(adapter, await connect(own, adapter, plug));
      return {
        command,
        ip: (...words) => ip('-n', own, ...words),
        run: async (program, ...words) =>
          (await execute(command[0], [...command.slice(1), program, ...words], { timeout: PATIENCE_MS }))
            .stdout,
        spawn(program, ...words) {
          const child = spawn(command[0], [...command.slice(1), program, ...words]);
          children.add(child);
          child.once('exit', () => children.delete(child));
          return child;
        },
        async plug(adapter, isIn) {
          await ip('-n', switches, 'link', 'set', ports.get(adapter) ?? adapter, isIn ? 'up' : 'down');
        },
      };
    },
    async close() {
      await Promise.all(
        [...children].map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
      for (const name of spaces.splice(0).toReversed()) await ip('netns', 'del', name);
    },
  };
}
