// Servers and clients for measuring; everything talks to loopback and ends with the run.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';

export interface BenchServer {
  url: string;
  pid: number;
  /** Milliseconds from the process' beginning until it listens */
  startMs: number;
  stop(): Promise<void>;
}

const started = z.object({ port: z.number() });

export interface ServerOptions {
  limits?: boolean;
  /** The guests' page that it serves */
  page?: { build: string; pageFolder: string };
}

export async function startServer(
  data: string,
  { limits = false, page }: ServerOptions = {},
): Promise<BenchServer> {
  const begun = performance.now();
  const child = fork(
    join(import.meta.dirname, 'server-process.ts'),
    [data, limits ? 'on' : 'off', ...(page ? [page.build, page.pageFolder] : [])],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const exited = once(child, 'exit');
  const failed = exited.then(() => {
    throw new Error(`the server ended with ${String(child.exitCode)}`);
  });
  const { port } = started.parse(await Promise.race([nextMessage(child), failed]));
  return {
    url: `http://127.0.0.1:${String(port)}`,
    pid: child.pid ?? 0,
    startMs: performance.now() - begun,
    async stop() {
      child.send('stop');
      await exited;
    },
  };
}

/** What a process says next. */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const said = await once(child, 'message');
  return said[0];
}

/** A folder that is gone after `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A connected socket that has joined as a person. */
export async function joinAs(url: string, id: string, options: { isOld?: boolean } = {}): Promise<Socket> {
  // an old page polls over kept-alive connections, as browsers do; Node's own agent would make a new one for
  // each request
  const old = Object.assign({ transports: ['polling'], upgrade: false }, {
    agent: new Agent({ keepAlive: true, maxSockets: 6 }),
  } as object);
  const socket = io(url, {
    forceNew: true,
    reconnection: false,
    ...(options.isOld ? old : { transports: ['websocket'] }),
  });
  await once2(socket, 'connected');
  const user = { id, username: id, avatar: null, status: 'online', createdAt: '2026-01-01T00:00:00Z' };
  if (options.isOld) {
    const joined = once2(socket, 'online_users');
    socket.emit('join_user', { user });
    await joined;
  } else await socket.emitWithAck('join_user', { user, calm: true });
  return socket;
}

async function once2(socket: Socket, event: string): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once(event, () => {
      resolve();
    });
  });
}

/** Sends a message and answers how long its acknowledgement took, in ms. */
export async function timeSend(socket: Socket, channelId: string, content: string): Promise<number> {
  const begun = performance.now();
  await socket.emitWithAck('send_message', {
    channel_id: channelId,
    message: { content, client_id: crypto.randomUUID() },
  });
  return performance.now() - begun;
}

/** Joins a channel, newest page, and answers how long that took, in ms. */
export async function timeJoin(socket: Socket, channelId: string): Promise<number> {
  const begun = performance.now();
  await socket.emitWithAck('join_channel', { channel_id: channelId });
  return performance.now() - begun;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
