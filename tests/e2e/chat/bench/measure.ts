// For bench/page.ts, in a process of its own. Arguments: the room's port, and the texts that are the newest
// of `general` and `random`. Tells its parent what it measured.
import {
  becomeKnown,
  comeAgain,
  comeFirst,
  openBrowser,
  openChannels,
  scrollUp,
  type Guests,
} from './visits.ts';

const RUNS = 5;
const TURNS = 400;
const SCREENS = ['desktop', 'phone'] as const;
const EMPTY = { name: 'help', text: 'This is the beginning of' };

process.once('disconnect', () => {
  process.exit(1);
});
const [, , port = '', newest = '', newestOfLong = ''] = process.argv;
const LONG = { name: 'random', text: newestOfLong };
const { browser, host } = await openBrowser();
try {
  const guests: Guests = { browser, newest, url: `http://${host}:${port}/` };
  const kept = await becomeKnown(guests);
  const again = await each(SCREENS, (screen) => comeAgain(guests, kept, screen, true));
  const afterUpdate = await each(SCREENS, (screen) => comeAgain(guests, kept, screen, false));
  const first = await each(SCREENS, (screen) => comeFirst(guests, screen));
  const opened: Record<'long' | 'empty', number[]> = { long: [], empty: [] };
  for (let run = 0; run < 2 * RUNS; run += 1) {
    // in turns, since what is opened first may have it harder
    const [one = 0, other = 0] = await openChannels(
      guests,
      kept,
      run % 2 === 0 ? [LONG, EMPTY] : [EMPTY, LONG],
    );
    opened.long.push(run % 2 === 0 ? one : other);
    opened.empty.push(run % 2 === 0 ? other : one);
  }
  const scrolled = await times(() => scrollUp(guests, kept, TURNS));
  process.send?.({ again, afterUpdate, first, opened, scrolled });
} finally {
  await browser.close();
}
process.exit();

async function times<T>(measure: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let run = 0; run < RUNS; run += 1) all.push(await measure());
  return all;
}

async function each<K extends string, T>(
  kinds: readonly K[],
  measure: (kind: K) => Promise<T>,
): Promise<Record<string, T[]>> {
  const all: Record<string, T[]> = {};
  for (const kind of kinds) all[kind] = await times(() => measure(kind));
  return all;
}
