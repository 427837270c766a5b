// The guests' page as it is built, in a real browser on plain http: how soon a slow device sees the first
// message, how much moves on the way, and what a long history costs when its channel is opened and scrolled.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBuild } from '../scripts/builds.ts';
import { sizeOf, sum } from '../tests/unit/renderer/chat/page-sizes.ts';
import { writeHistory } from './history.ts';
import { joinAs, median, nextMessage, startServer, timeSend, withFolder } from './servers.ts';
import type { Row } from './table.ts';

const root = join(import.meta.dirname, '..');
const HISTORY = 100_000;
const NEWEST = { general: 'the newest one in general', random: 'the newest one in random' };

const FIRST_MESSAGE_MS = 1_000;
const SHIFT = 0.05;
const RATIO = 1.3;
const TASK_MS = 50;
const SCRIPT_BYTES = 200_000;

const visits = z.record(
  z.string(),
  z.array(z.object({ shown: z.number(), shift: z.number(), scripts: z.array(z.string()) })),
);
const measured = z.object({
  again: visits,
  afterUpdate: visits,
  first: z.record(z.string(), z.array(z.object({ form: z.number(), shown: z.number(), shift: z.number() }))),
  opened: z.object({ long: z.array(z.number()), empty: z.array(z.number()) }),
  scrolled: z.array(z.object({ longest: z.number(), pages: z.number() })),
});

export async function page(): Promise<Row[]> {
  const { id: build, folder } = await ensureBuild(root);
  const pageFolder = join(folder, 'renderer/chat');
  const { again, afterUpdate, first, opened, scrolled } = await withFolder(async (data) => {
    for (const id of ['general', 'random']) writeHistory(data, id, HISTORY);
    const server = await startServer(data, { page: { build, pageFolder } });
    try {
      // until the view is whole, such a send waits
      const socket = await joinAs(server.url, 'measure');
      for (const [id, text] of Object.entries(NEWEST)) await timeSend(socket, id, text);
      socket.close();
      return await measure(server.url);
    } finally {
      await server.stop();
    }
  });
  return [
    ...Object.entries({
      'opened again': again,
      'opened again with nothing in the cache': afterUpdate,
    }).flatMap(([how, screens]) =>
      Object.entries(screens).flatMap(([screen, runs]) => [
        limit(
          `the page, ${screen}, processor slowed four times: ${how}, until the first message`,
          runs.map(({ shown }) => shown),
          FIRST_MESSAGE_MS,
          ms,
        ),
        limit(
          'the same: layout shift',
          runs.map(({ shift }) => shift),
          SHIFT,
          plain,
        ),
      ]),
    ),
    ...Object.entries(first).flatMap(([screen, runs]) => [
      limit(
        `the page, ${screen}, slowed: opened for the first time, until the form`,
        runs.map(({ form }) => form),
        FIRST_MESSAGE_MS,
        ms,
      ),
      limit(
        'the same: from its button until the first message',
        runs.map(({ shown }) => shown),
        FIRST_MESSAGE_MS,
        ms,
      ),
      limit(
        'the same: layout shift',
        runs.map(({ shift }) => shift),
        SHIFT,
        plain,
      ),
    ]),
    limit(
      'the page: scripts fetched until the first message, brotli',
      Object.values(afterUpdate)
        .flat()
        .map(({ scripts }) =>
          sum(
            scripts.map((path) => sizeOf(pageFolder, path)),
            'brotli',
          ),
        ),
      SCRIPT_BYTES,
      kB,
    ),
    ratio(opened),
    {
      ...limit(
        'the page: longest task while scrolling up through it',
        scrolled.map(({ longest }) => longest),
        TASK_MS,
        ms,
      ),
      result: `${scrolled.map(({ longest }) => (longest === 0 ? `under ${ms(TASK_MS)}` : ms(longest))).join(', ')} (${String(median(scrolled.map(({ pages }) => pages)))} pages)`,
    },
  ];
}

async function measure(url: string): Promise<z.infer<typeof measured>> {
  const child = fork(
    join(root, 'tests/e2e/chat/bench/measure.ts'),
    [new URL(url).port, NEWEST.general, NEWEST.random],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error(`measuring the page ended with ${String(child.exitCode)}`);
  });
  failed.catch(() => undefined);
  const told = measured.parse(await Promise.race([nextMessage(child), failed]));
  await ended;
  return told;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const kB = (value: number): string => `${(value / 1_000).toFixed(1)} kB`;
const plain = (value: number): string => value.toFixed(3);

function limit(
  what: string,
  values: readonly number[],
  reach: number,
  format: (value: number) => string,
): Row {
  return {
    what,
    result: `${format(median(values))} (${values.map(format).join(', ')})`,
    reach: `at most ${format(reach)}`,
    isReached: median(values) <= reach,
  };
}

function ratio({ long, empty }: { long: number[]; empty: number[] }): Row {
  const found = median(long) / median(empty);
  return {
    what: `the page: a channel of ${String(HISTORY)} messages opened, against an empty one`,
    result: `${ms(median(long))} / ${ms(median(empty))} = ${found.toFixed(2)}`,
    reach: `at most ${String(RATIO)}`,
    isReached: found <= RATIO,
  };
}
