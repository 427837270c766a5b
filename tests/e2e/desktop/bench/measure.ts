// For bench/window.ts, in a process of its own: the real window while its log runs and people come and go.
// Arguments: the built app. Tells its parent what it measured.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { addressOf } from '../app.ts';
import { launch, type Desktop } from '../desktop.ts';
import { guestAddress } from '../network.ts';
import { button } from '../sign.ts';
import { makeSurroundings, removeSurroundings, root } from '../surroundings.ts';
import { CLICKS } from './clicks.ts';

const PEOPLE = 500;
const EVENTS_A_SECOND = 1_000;
const LASTS_MS = 30_000;
const QUIET_MS = 5_000;

process.once('disconnect', () => {
  process.exit(1);
});
const [, , appDir = ''] = process.argv;
// all guests share this machine's address
const limits = { limits: false, maxConnectionsPerAddress: 2_000, maxPeople: 2_000 };
const surroundings = await makeSurroundings({ settings: { server: { logLevel: 'debug', ...limits } } });
const desktop = await launch(appDir, { surroundings });
const { window: page } = desktop;
try {
  const url = new URL(await addressOf(desktop));
  // over loopback they would be the host
  url.hostname = guestAddress ?? url.hostname;
  const crowd = fork(join(root, 'bench/crowd-process.ts'), [
    url.origin,
    String(PEOPLE),
    String(EVENTS_A_SECOND),
  ]);
  const failed = once(crowd, 'exit').then(() => {
    throw new Error('the crowd went');
  });
  failed.catch(() => undefined);
  await Promise.race([once(crowd, 'message'), failed]);
  await button(page, 'Open log').or(button(page, 'Log')).click();

  const quiet = await clickFor(QUIET_MS);
  const before = { ...(await memoryOf(desktop)), line: await newestLine(desktop) };
  crowd.send('move');
  const begun = performance.now();
  const times = await clickFor(LASTS_MS);
  const seconds = (performance.now() - begun) / 1_000;
  const line = await newestLine(desktop);
  const people = (await desktop.snapshot()).people.length;
  process.send?.({
    quiet,
    times,
    people,
    linesPerSecond: (line - before.line) / seconds,
    before,
    after: await memoryOf(desktop),
  });
  crowd.disconnect();
} finally {
  await desktop.quit();
  removeSurroundings(surroundings);
}
process.exit();

async function clickFor(lastsMs: number): Promise<Record<string, number[]>> {
  const begun = performance.now();
  const times: Record<string, number[]> = {};
  while (performance.now() - begun < lastsMs) {
    for (const [what, click] of Object.entries(CLICKS)) (times[what] ??= []).push(...(await click(page)));
  }
  return times;
}

async function newestLine({ window: shown }: Desktop): Promise<number> {
  return shown.evaluate(async () => {
    const answer = await window.lanline.getSnapshot();
    return answer.ok ? (answer.value.log.at(-1)?.n ?? 0) : 0;
  });
}

/** Bytes, what can be thrown away thrown away. */
async function memoryOf({ electron, window: shown }: Desktop): Promise<{ heap: number; rss: number }> {
  const devtools = await shown.context().newCDPSession(shown);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  const rss = await electron.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    (process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void)();
    return process.memoryUsage.rss();
  });
  return { heap: usedSize, rss };
}
