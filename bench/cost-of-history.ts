// Does the cost of a send and of a join grow with history? A channel of 100,000 messages against one with a
// single page, in alternating rounds of one run.
import { writeHistory } from './history.ts';
import { joinAs, median, startServer, timeJoin, timeSend, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const HISTORY = 100_000;
const ROUNDS = 40;
const PAGE = 50;
const REACH = 1.2;

export async function costOfHistory(): Promise<Row[]> {
  return [...(await measure(1)), ...(await measure(50))];
}

async function measure(busyChannels: number): Promise<Row[]> {
  return withFolder(async (data) => {
    const per = HISTORY / busyChannels;
    const full = Array.from({ length: busyChannels }, (_, index) => `full-${String(index)}`);
    const empty = Array.from({ length: busyChannels }, (_, index) => `empty-${String(index)}`);
    // with several channels each has a share of the sends; the first has the whole history
    for (const [index, id] of full.entries())
      writeHistory(data, id, index === 0 ? HISTORY : Math.min(per, 2_000));
    // one page, so that both answer a join with as much
    for (const id of empty) writeHistory(data, id, PAGE);
    const server = await startServer(data);
    const socket = await joinAs(server.url, 'measure');
    try {
      for (const id of [...full, ...empty]) await timeSend(socket, id, 'warm up'); // until the view is whole, such a send waits
      for (let index = 0; index < 200; index += 1) {
        await timeSend(socket, full[0] ?? '', 'warm up');
        await timeSend(socket, empty[0] ?? '', 'warm up');
      }
      const times = {
        sendFull: [] as number[],
        sendEmpty: [] as number[],
        joinFull: [] as number[],
        joinEmpty: [] as number[],
      };
      // each round sends as much into the one as into the other, so that both tails have the same length
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const kind of round % 2 === 0 ? (['Full', 'Empty'] as const) : (['Empty', 'Full'] as const)) {
          const channels = kind === 'Full' ? full : empty;
          const sends = Array.from({ length: 50 }, (_, index) => channels[index % channels.length] ?? '');
          for (const id of sends)
            times[`send${kind}`].push(
              await timeSend(socket, id, 'a message of usual length, as people write them'),
            );
          for (let index = 0; index < 10; index += 1)
            times[`join${kind}`].push(await timeJoin(socket, channels[index % channels.length] ?? ''));
        }
      }
      const row = (what: string, full_: number[], empty_: number[]): Row => {
        const ratio = median(full_) / median(empty_);
        return {
          what: `${what}, ${String(HISTORY)} messages against one page, ${String(busyChannels)} busy channel${busyChannels === 1 ? '' : 's'}`,
          result: `${median(full_).toFixed(2)} ms / ${median(empty_).toFixed(2)} ms = ${ratio.toFixed(2)}`,
          reach: `at most ${String(REACH)}`,
          isReached: ratio <= REACH,
        };
      };
      return [row('send', times.sendFull, times.sendEmpty), row('join', times.joinFull, times.joinEmpty)];
    } finally {
      socket.close();
      await server.stop();
    }
  });
}
