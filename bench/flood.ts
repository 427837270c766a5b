// What attackers cost the others: one that sends as fast as it can, and a thousand that hold connections by
// sending slowly.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { joinAs, quantile, startServer, timeSend, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const EVENTS = 200_000;
const CUT_MS = 1_000;
const SOCKETS = 1_000;
const CLOSED_MS = 15_000;
const P99_MS = 100;
const OTHERS = 10;
/** Of each; within what a person may */
const SENDS_A_SECOND = 4;

const told = z.object({ lasted: z.array(z.number()) });

export async function flood(): Promise<Row[]> {
  return withFolder(async (data) => {
    const server = await startServer(data, { limits: true });
    try {
      await attack(server.url, 'flood', EVENTS / 10); // warm up
      const quiet = await attack(server.url, 'none', 0);
      const flooding = await attack(server.url, 'flood', EVENTS);
      const slow = await attack(server.url, 'slow', SOCKETS);
      return [
        {
          what: `a flooding client (${EVENTS.toLocaleString('en')} events, again and again): others' send to acknowledgement, p99`,
          result: `${flooding.p99.toFixed(1)} ms of ${String(flooding.sends)}, without it ${quiet.p99.toFixed(1)} ms`,
          reach: `under ${String(P99_MS)} ms`,
          isReached: flooding.p99 < P99_MS,
        },
        {
          what: 'the same: until it is cut, longest',
          result: `${longest(flooding.lasted).toFixed(0)} ms of ${String(flooding.lasted.length)} times`,
          reach: `under ${String(CUT_MS)} ms`,
          isReached: flooding.lasted.length > 0 && longest(flooding.lasted) < CUT_MS,
        },
        {
          what: `${SOCKETS.toLocaleString('en')} slow sockets: others' send to acknowledgement, p99`,
          result: `${slow.p99.toFixed(1)} ms of ${String(slow.sends)}, without them ${quiet.p99.toFixed(1)} ms`,
          reach: `under ${String(P99_MS)} ms`,
          isReached: slow.p99 < P99_MS,
        },
        {
          what: 'the same: until all are closed',
          result: `${(longest(slow.lasted) / 1_000).toFixed(1)} s`,
          reach: `within ${String(CLOSED_MS / 1_000)} s`,
          isReached: slow.lasted.length === SOCKETS && longest(slow.lasted) <= CLOSED_MS,
        },
      ];
    } finally {
      await server.stop();
    }
  });
}

const longest = (lasted: readonly number[]): number => Math.max(...lasted);

/** Runs attackers while others talk; what the others' sends took. With `none` nobody attacks for a while. */
async function attack(
  url: string,
  mode: 'flood' | 'slow' | 'none',
  count: number,
): Promise<{ p99: number; sends: number; lasted: number[] }> {
  const sockets = await Promise.all(
    Array.from({ length: OTHERS }, (_, index) => joinAs(url, `other-${String(index)}`)),
  );
  for (const socket of sockets) await socket.emitWithAck('join_channel', { channel_id: 'general' });
  const child = fork(join(import.meta.dirname, 'flood-process.ts'), [mode, url, String(count)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let isOver = false;
  child.once('exit', () => {
    isOver = true;
  });
  const talking = sockets.map(async (socket, index) => {
    const times: number[] = [];
    for (let sent = 0; !isOver; sent += 1) {
      times.push(await timeSend(socket, 'general', `message ${String(index)}.${String(sent)}`));
      // the pace is what is measured at, nothing is waited for
      await new Promise((resolve) => {
        setTimeout(resolve, 1_000 / SENDS_A_SECOND);
      });
    }
    return times;
  });
  const message = new Promise<unknown>((resolve) => {
    child.once('message', resolve);
  });
  await once(child, 'exit');
  const times = (await Promise.all(talking)).flat();
  for (const socket of sockets) socket.close();
  return { p99: quantile(times, 0.99), sends: times.length, ...told.parse(await message) };
}
