// The parent's side of programs/attacked-server.ts.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { encodeHeader, encodeMessage, newHeader } from '../../../server/store/log/log-record.ts';

const HEAP_MB = 512;
const MB = 1024 ** 2;
/** More memory than before an attack, at any moment of it */
const MOST_MB = 150;

export interface AttackedServer {
  readonly url: string;
  readonly port: number;
  /** Bytes of memory: now, after it was cleaned up, and the most there ever was */
  memory(): Promise<{ rss: number; most: number }>;
  /** Whether the process is there */
  isAlive(): boolean;
}

export async function openAttacked(t: TestContext, prepare: (data: string) => void): Promise<AttackedServer> {
  const data = mkdtempSync(join(tmpdir(), 'lanline-attacked-'));
  prepare(data);
  const child = fork(join(import.meta.dirname, 'programs/attacked-server.ts'), [data], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      `--max-old-space-size=${String(HEAP_MB)}`,
    ],
  });
  const exited = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(data, { recursive: true, force: true });
  });
  const hear = async <T>(): Promise<T> => {
    const [message] = (await Promise.race([
      once(child, 'message'),
      exited.then(() => Promise.reject(new Error('the server is gone'))),
    ])) as [T];
    return message;
  };
  const { port } = await hear<{ port: number }>();
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    memory() {
      child.send('memory');
      return hear();
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
  };
}

/** A channel of messages that are as long as they may be. */
export function writeLongChannel(data: string, id: string, megabytes: number): void {
  mkdirSync(join(data, 'channels'), { recursive: true });
  const content = '🎉'.repeat(8_000);
  const count = Math.ceil((megabytes * MB) / Buffer.byteLength(content));
  const lines = [encodeHeader(newHeader(id, '2026-01-01T00:00:00.000Z'))];
  for (let seq = 1; seq <= count; seq += 1)
    lines.push(
      encodeMessage({
        id: `m${String(seq)}`,
        user_id: 'anna',
        username: 'Anna',
        content,
        type: 'text',
        file: null,
        timestamp: new Date(1_767_225_600_000 + seq * 1_000).toISOString(),
        channel_id: id,
        seq,
      }),
    );
  writeFileSync(join(data, 'channels', `${id}.jsonl`), lines.join(''));
}

/** A connection from another address of loopback, which is a stranger's to this server. */
export async function connectAsStranger(
  t: TestContext,
  { port }: AttackedServer,
  localAddress = '127.0.0.66',
): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  t.after(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

/** While and after `attack` on a room with a long channel, others talk on and the server's memory stays bounded. */
export async function assertBounded(
  t: TestContext,
  attack: (server: AttackedServer) => Promise<void>,
): Promise<void> {
  const server = await openAttacked(t, (data) => {
    writeLongChannel(data, 'big', 32);
  });
  const guest = await enter(server.url, person('Guest'));
  t.after(() => {
    guest.close();
  });
  await guest.askOk('join_channel', { channel_id: 'general' });
  const before = await server.memory();
  await attack(server);
  for (let said = 0; said < 25; said += 1) await guest.say('general', `during ${String(said)}`);
  const { most } = await server.memory();
  assert.ok(server.isAlive());
  assert.ok(most - before.rss < MOST_MB * MB, `${String(Math.round((most - before.rss) / MB))} MB more`);
}
