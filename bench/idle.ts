// What a server costs that nobody uses yet, and then with a room full of people who say nothing.
import { readFileSync } from 'node:fs';
import type { Socket } from 'socket.io-client';
import { joinAs, median, startServer, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const ROUNDS = 5;
const PEOPLE = 200;
const MB = 1_000_000;

export async function idle(): Promise<Row[]> {
  const starts: number[] = [];
  const empty: number[] = [];
  const full: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await withFolder(async (data) => {
      const server = await startServer(data);
      starts.push(server.startMs);
      empty.push(memoryOf(server.pid));
      const people: Socket[] = [];
      for (let each = 0; each < PEOPLE; each += 1)
        people.push(await joinAs(server.url, `person-${String(each)}`));
      full.push(memoryOf(server.pid));
      for (const socket of people) socket.close();
      await server.stop();
    });
  }
  return [
    row('an empty room, from the process’ beginning until it listens', starts, 2_000, 'ms'),
    row(
      'the same: memory in use',
      empty.map((bytes) => bytes / MB),
      220,
      'MB',
    ),
    row(
      `the same, with ${String(PEOPLE)} people`,
      full.map((bytes) => bytes / MB),
      260,
      'MB',
    ),
  ];
}

/** Resident memory in bytes; NaN where there is no /proc, and then the row is missed. */
function memoryOf(pid: number): number {
  try {
    return (
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1_024
    );
  } catch {
    return Number.NaN;
  }
}

function row(what: string, values: readonly number[], reach: number, unit: string): Row {
  const middle = median(values);
  return {
    what,
    result: `${middle.toFixed(0)} ${unit} (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`,
    reach: `under ${String(reach)} ${unit}`,
    isReached: middle < reach,
  };
}
