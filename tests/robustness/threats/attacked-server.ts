// The parent's side of programs/attacked-server.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../../server/index.ts';
import { encodeHeader, encodeMessage, newHeader } from '../../../server/store/log/log-record.ts';

const HEAP_MB = 512;
const MB = 1024 ** 2;
/** More memory than before an attack, at any moment of it */
export const MOST_MB = 150;

/** What closes when a test or a run ends */
export interface Ending {
  after(end: () => Promise<void> | void): void;
}

export interface AttackedOptions {
  /** Fills the data folder. */
  prepare?: ((data: string) => void) | undefined;
  settings?: Partial<Settings> | undefined;
  /** Files and sockets that the process may have open; undefined: as many as this one */
  handles?: number | undefined;
}

export interface AttackedServer {
  readonly url: string;
  readonly port: number;
  /** Bytes of memory: now, after it was cleaned up, what of it is in use, and the most there ever was */
  memory(): Promise<{ rss: number; used: number; most: number }>;
  /** Whether the process is there */
  isAlive(): boolean;
}

export async function openAttacked(
  ending: Ending,
  { prepare, settings = {}, handles }: AttackedOptions = {},
): Promise<AttackedServer> {
  const data = mkdtempSync(join(tmpdir(), 'lanline-attacked-'));
  prepare?.(data);
  const words = [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    `--max-old-space-size=${String(HEAP_MB)}`,
    join(import.meta.dirname, 'programs/attacked-server.ts'),
    data,
    JSON.stringify(settings),
  ];
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  const child =
    handles === undefined
      ? spawn(process.execPath, words, { stdio: [...stdio] })
      : spawn('sh', ['-c', `ulimit -n ${String(handles)}; exec "$0" "$@"`, process.execPath, ...words], {
          stdio: [...stdio],
        });
  const exited = once(child, 'exit');
  ending.after(async () => {
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
