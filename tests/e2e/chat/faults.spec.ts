// Server and pages go away at random while everybody writes; in the end each page shows what the log has,
// each message once, in its order.
// LANLINE_THOROUGH=1: 20 rounds instead of 4. LANLINE_SEED: those of a run before.
import type { Page } from '@playwright/test';
import { createRandom } from '../../robustness/fault/random.ts';
import { everything, field, log, say, unsent } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--limits', 'off'] });

const ROUNDS = process.env['LANLINE_THOROUGH'] === '1' ? 20 : 4;
const NAMES = ['Anna', 'Ben', 'Cem'];
const PATIENCE_MS = 40_000;

/** What happens to a page, in two steps: how it goes away, and how it is back. */
type Fault = (page: Page) => Promise<{ writes: boolean; mend: () => Promise<unknown> }>;

const FAULTS = {
  none: () => Promise.resolve({ writes: true, mend: () => Promise.resolve() }),
  reload: (page: Page) => Promise.resolve({ writes: true, mend: () => page.reload() }),
  async offline(page: Page) {
    await page.context().setOffline(true);
    return { writes: true, mend: () => page.context().setOffline(false) };
  },
  async sleep(page: Page) {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    return { writes: false, mend: () => session.send('Page.setWebLifecycleState', { state: 'active' }) };
  },
} satisfies Record<string, Fault>;

test(
  'kills, reloads, lost networks and sleep lose nothing and double nothing',
  { tag: '@full' },
  async ({ room, guest }) => {
    test.setTimeout(60_000 + ROUNDS * 30_000);
    const seed = Number(process.env['LANLINE_SEED'] ?? Date.now() % 2 ** 31);
    console.log(`LANLINE_SEED=${String(seed)}`);
    const random = createRandom(seed);
    const pages: [name: string, page: Page][] = [];
    for (const name of NAMES) pages.push([name, await guest(name)]);
    const written: string[] = [];
    const write = async (name: string, page: Page): Promise<void> => {
      const text = `${name} ${String(written.length)}`;
      written.push(text);
      await say(page, text);
    };

    for (let round = 0; round < ROUNDS; round += 1) {
      const kills = random.next() < 0.5;
      const faults = pages.map(() => random.pick(Object.values(FAULTS)));
      const killing = kills ? room.kill() : Promise.resolve();
      const states = await Promise.all(
        pages.map(async ([name, page], index) => {
          await write(name, page);
          const state = await (faults[index] ?? FAULTS.none)(page);
          if (state.writes) await write(name, page);
          return state;
        }),
      );
      await killing;
      if (kills) await room.start();
      await Promise.all(states.map(({ mend }) => mend()));
      await Promise.all(pages.map(([, page]) => expect(field(page)).toBeVisible()));
    }

    for (const [, page] of pages) {
      await page.setViewportSize({ width: 1280, height: 24_000 });
      await expect(unsent(page)).toHaveCount(0, { timeout: PATIENCE_MS });
      await expect(log(page).getByRole('article')).toHaveCount(written.length, { timeout: PATIENCE_MS });
    }
    const response = await fetch(`${room.url}/api/channels/general/messages?limit=200`);
    const logged = ((await response.json()) as { content: string }[]).map(({ content }) => content);
    expect(logged.toSorted()).toEqual(written.toSorted());
    for (const [name, page] of pages) expect(await everything(page), name).toEqual(logged);
  },
);
