// The host's window while 1,000 lines a second are logged and 500 people come and go: how soon it answers a
// click, and what it costs in memory. The lines are the server's own, at `debug`: what clients ask for, who
// came and who went. What runs is the built app on the stand-in for Electron, or on Electron where that is
// installed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBuild } from '../scripts/builds.ts';
import { nextMessage, quantile } from './servers.ts';
import type { Row } from './table.ts';

const root = join(import.meta.dirname, '..');
const CLICK_MS = 200;
const LINES_A_SECOND = 1_000;
/** What the kept lines and 500 people may come to, above what there was when all had come */
const MORE_MB = 100;

const memory = z.object({ heap: z.number(), rss: z.number() });
const clicks = z.record(z.string(), z.array(z.number()));
const measured = z.object({
  quiet: clicks,
  times: clicks,
  people: z.number(),
  linesPerSecond: z.number(),
  before: memory,
  after: memory,
});

export async function window(): Promise<Row[]> {
  const { folder } = await ensureBuild(root);
  const child = fork(join(root, 'tests/e2e/desktop/bench/measure.ts'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error(`measuring the window ended with ${String(child.exitCode)}`);
  });
  failed.catch(() => undefined);
  const { quiet, times, people, linesPerSecond, before, after } = measured.parse(
    await Promise.race([nextMessage(child), failed]),
  );
  await ended;
  return [
    {
      what: `the window: lines logged, with ${String(people)} people coming and going`,
      result: `${linesPerSecond.toFixed(0)} a second`,
      reach: `${String(LINES_A_SECOND)} a second`,
      isReached: linesPerSecond >= LINES_A_SECOND * 0.95,
    },
    ...Object.entries(times).map(([what, each]) => ({
      what: `the same: click on ${what} until it is seen (${String(each.length)} times)`,
      result: `p50 ${ms(quantile(each, 0.5))}, p95 ${ms(quantile(each, 0.95))}, longest ${ms(Math.max(...each))}; while nothing moves p50 ${ms(quantile(quiet[what] ?? [], 0.5))}`,
      reach: `each under ${ms(CLICK_MS)}`,
      isReached: Math.max(...each) < CLICK_MS,
    })),
    memoryRow('the page\u2019s heap', before.heap, after.heap),
    memoryRow('the main process, resident', before.rss, after.rss),
  ];
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);

function memoryRow(what: string, before: number, after: number): Row {
  return {
    what: `the same, after 30 s: ${what}`,
    result: `${mb(before)} \u2192 ${mb(after)} MB`,
    reach: `at most ${String(MORE_MB)} MB more`,
    isReached: after - before < MORE_MB * 1e6,
  };
}
