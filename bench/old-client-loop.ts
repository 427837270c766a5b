// What 50 old clients cost the others: each leaves and joins its channel again on every event it gets.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { writeHistory } from './history.ts';
import { joinAs, nextMessage, quantile, startServer, timeSend, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const OLD_CLIENTS = 50;
const SENDS = 150;
/** A lively room */
const SENDS_A_SECOND = 5;

export async function oldClientLoop(): Promise<Row[]> {
  return withFolder(async (data) => {
    writeHistory(data, 'general', 2_000);
    const server = await startServer(data);
    const sender = await joinAs(server.url, 'sender');
    try {
      await sender.emitWithAck('join_channel', { channel_id: 'general' });
      await sends(sender); // warm up
      const alone = quantile(await sends(sender), 0.95);
      const pages = await openOldPages(server.url);
      const among = quantile(await sends(sender), 0.95);
      const snapshots = await pages.close();
      const most = alone * 2 + 5;
      return [
        {
          what: `send to acknowledgement, p95, ${String(SENDS_A_SECOND)} a second, with ${String(OLD_CLIENTS)} old clients that leave and join on every event`,
          result: `${among.toFixed(2)} ms, without them ${alone.toFixed(2)} ms (${String(snapshots)} snapshots for ${String(SENDS)} messages)`,
          reach: `at most 2 x + 5 ms = ${most.toFixed(2)} ms`,
          isReached: among <= most,
        },
      ];
    } finally {
      sender.close();
      await server.stop();
    }
  });
}

async function sends(socket: Awaited<ReturnType<typeof joinAs>>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < SENDS; index += 1) {
    times.push(await timeSend(socket, 'general', `message ${String(index)}`));
    // the pace is what is measured at, nothing is waited for
    await new Promise((resolve) => {
      setTimeout(resolve, 1_000 / SENDS_A_SECOND);
    });
  }
  return times;
}

const closed = z.object({ snapshots: z.number() });

async function openOldPages(url: string): Promise<{ close: () => Promise<number> }> {
  const child = fork(join(import.meta.dirname, 'old-pages-process.ts'), [url, String(OLD_CLIENTS)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await nextMessage(child);
  return {
    async close() {
      child.send('close');
      const { snapshots } = closed.parse(await nextMessage(child));
      await exited;
      return snapshots;
    },
  };
}
