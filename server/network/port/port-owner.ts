// Which process holds a TCP port: so that "the port is taken" can say by whom. Each system has its own way,
// and none is certain to answer.
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { escapeHidden } from '../../logging/escape-hidden.ts';

export interface PortOwner {
  pid: number;
  /** As the system calls the program; empty where it does not say */
  name: string;
}

const run = promisify(execFile);
const WAIT_MS = 3_000;

/**
 * The process that listens on a port of this machine; undefined where that cannot be known (often: it belongs
 * to somebody else).
 */
export async function findPortOwner(port: number): Promise<PortOwner | undefined> {
  try {
    if (process.platform === 'linux') return await onLinux(port);
    if (process.platform === 'win32') return await onWindows(port);
    return await withLsof(port);
  } catch {
    return undefined;
  }
}

/** macOS' own use of this port. */
function isAirPlay({ name }: PortOwner): boolean {
  return name.startsWith('ControlCe');
}

/** Who it is, for a sentence: `node (process 4711)`, or `another program`. */
export function describeOwner(owner: PortOwner | undefined): string {
  if (!owner) return 'another program';
  const process = `process ${String(owner.pid)}`;
  if (owner.name === '') return process;
  if (isAirPlay(owner))
    return `macOS' AirPlay Receiver (${process}; System Settings, General, AirDrop & Handoff turns it off)`;
  return `${escapeHidden(owner.name)} (${process})`;
}

async function onLinux(port: number): Promise<PortOwner | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const sockets = new Set(
    tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`),
  );
  if (sockets.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsOneOf(pid, sockets))) continue;
    return { pid: Number(pid), name: await programOf(pid) };
  }
  return undefined;
}

async function holdsOneOf(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  // of other users' processes this may not be read, and any may end meanwhile
  const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(
    handles.map((handle) => readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')),
  );
  return targets.some((target) => sockets.has(target));
}

/** The program's file: `comm` may be a thread's name, as Node's `MainThread` is. */
async function programOf(pid: string): Promise<string> {
  const file = await readlink(`/proc/${pid}/exe`).catch(() => '');
  return file === ''
    ? (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
    : basename(file.replace(/ \(deleted\)$/, ''));
}

/** Inodes of the sockets that listen on the port, of a table as in /proc/net/tcp. */
export function listeningInodes(table: string, port: number): string[] {
  const LISTEN = '0A';
  return table
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [, local, , state, , , , , , inode] = row.trim().split(/\s+/);
      return state === LISTEN &&
        inode !== undefined &&
        Number.parseInt(local?.split(':')[1] ?? '', 16) === port
        ? [inode]
        : [];
    });
}

async function withLsof(port: number): Promise<PortOwner | undefined> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-Fpc'], {
    timeout: WAIT_MS,
  });
  return parseLsof(stdout);
}

/** Of `lsof -Fpc`: a line with a letter for each field. */
export function parseLsof(output: string): PortOwner | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : { pid: Number(pid), name: /^c(.*)$/m.exec(output)?.[1] ?? '' };
}

async function onWindows(port: number): Promise<PortOwner | undefined> {
  const { stdout: sockets } = await run('netstat', ['-ano'], {
    timeout: WAIT_MS,
    maxBuffer: 1e8,
    windowsHide: true,
  });
  const pid = parseNetstat(sockets, port);
  if (pid === undefined) return undefined;
  const { stdout: tasks } = await run('tasklist', ['/FI', `PID eq ${String(pid)}`, '/FO', 'CSV', '/NH'], {
    timeout: WAIT_MS,
    windowsHide: true,
  }).catch(() => ({ stdout: '' }));
  return { pid, name: parseTasklist(tasks) };
}

/**
 * The process that listens, of `netstat -ano`. Its word for "listening" depends on the language, so the
 * remote end tells: nobody, port 0.
 */
export function parseNetstat(output: string, port: number): number | undefined {
  for (const row of output.split('\n')) {
    const [protocol, local, remote, ...rest] = row.trim().split(/\s+/);
    if (protocol === 'TCP' && local?.endsWith(`:${String(port)}`) && remote?.endsWith(':0'))
      return Number(rest.at(-1));
  }
  return undefined;
}

/** The program's name, of `tasklist /FO CSV /NH`; empty where there is none. */
export function parseTasklist(output: string): string {
  return /^"([^"]+)","\d+"/m.exec(output)?.[1] ?? '';
}
