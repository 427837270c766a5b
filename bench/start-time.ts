// How long a server with 100,000 messages takes to start, with its view and without; and when the view is
// whole again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeHistory } from './history.ts';
import { joinAs, median, startServer, timeSend, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const HISTORY = 100_000;
const ROUNDS = 5;

export async function startTime(): Promise<Row[]> {
  return withFolder(async (data) => {
    writeHistory(data, 'general', HISTORY);
    const rebuilt: number[] = [];
    const inPlace: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['index.db', 'index.db-wal', 'index.db-shm'])
        rmSync(join(data, name), { force: true });
      rebuilt.push(await startAndSend(data));
      inPlace.push(await startAndSend(data));
    }
    return [
      row('start with 100,000 messages until a send with client_id is answered, view in place', inPlace, 2),
      row('the same, view rebuilt', rebuilt, 15),
    ];
  });
}

function row(what: string, times: readonly number[], reach: number): Row {
  return {
    what,
    result: `${(median(times) / 1_000).toFixed(2)} s`,
    reach: `under ${String(reach)} s`,
    isReached: median(times) < reach * 1_000,
  };
}

/**
 * From the process' beginning to the first acknowledged message: such a send waits until the view is whole.
 */
async function startAndSend(data: string): Promise<number> {
  const begun = performance.now();
  const server = await startServer(data);
  const socket = await joinAs(server.url, 'measure');
  await timeSend(socket, 'general', 'the first one after a start');
  const took = performance.now() - begun;
  socket.close();
  await server.stop();
  return took;
}
