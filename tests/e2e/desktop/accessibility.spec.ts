// axe in every state of the window, in both themes: nothing serious.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Desktop } from './app.ts';
import { setAdapters } from './network.ts';
import { button, question, stateOf, tab } from './sign.ts';

async function check(window: Page, state: string): Promise<void> {
  // what fades in is looked at when it is there
  await window.evaluate(async () =>
    Promise.all(document.getAnimations().map(async ({ finished }) => finished.catch(() => undefined))),
  );
  // legacy: the other way opens a page of its own, which Electron does not let it
  const { violations } = await new AxeBuilder({ page: window })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}; ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(' ')}`,
    ),
    state,
  ).toEqual([]);
}

const openMore = async (window: Page, name: RegExp): Promise<void> =>
  window.getByRole('button', { name }).first().click();

/** Each leads on from the one before. */
const STATES: readonly [string, (desktop: Desktop) => Promise<void>][] = [
  [
    'running with people',
    async ({ window }) => {
      await expect(window.getByRole('row').filter({ hasText: 'Anna' })).toBeVisible();
    },
  ],
  [
    "a person's menu",
    async ({ window }) => {
      await window.getByRole('row').filter({ hasText: 'Anna' }).click({ button: 'right' });
    },
  ],
  [
    'the question before sending out',
    async ({ window }) => {
      await window.getByRole('menuitem', { name: 'Remove from the room' }).click();
    },
  ],
  [
    'channels',
    async ({ window }) => {
      await button(question(window), 'Keep').click();
      await tab(window, /^Channels/).click();
    },
  ],
  [
    'a new channel',
    async ({ window }) => {
      await button(window, 'New channel').click();
    },
  ],
  [
    "a channel's menu",
    async ({ window }) => {
      await button(window, 'Cancel').click();
      await openMore(window, /^More for #/);
    },
  ],
  [
    'the question before deleting',
    async ({ window }) => {
      await window.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    },
  ],
  [
    'settings',
    async ({ window }) => {
      await button(question(window), 'Keep').click();
      await tab(window, /^Settings/).click();
    },
  ],
  [
    'the open log',
    async ({ window }) => {
      await button(window, 'Log').click();
    },
  ],
  [
    'the poster',
    async ({ window }) => {
      await button(window, 'Log').click();
      await button(window.getByRole('region', { name: 'How to join' }), 'Show poster').click();
    },
  ],
  [
    'no network',
    async (desktop) => {
      await desktop.window.keyboard.press('Escape');
      await setAdapters(desktop, {});
      await expect(desktop.window.getByText('This computer is in no network')).toBeVisible();
    },
  ],
  [
    'the question before stopping',
    async ({ window }) => {
      await button(window, 'Stop').click();
    },
  ],
  [
    'stopped',
    async ({ window }) => {
      await button(question(window), 'Stop').click();
      await expect(stateOf(window)).toHaveText('Stopped');
      await tab(window, /^People/).click();
    },
  ],
];

/** The states in which a host's window is most of the time: a look takes seconds. */
const USUAL: readonly string[] = ['running with people', 'settings', 'the poster'];

for (const [theme, looks, through] of [
  ['light', 'usual', []],
  ['light', 'all', ['@full']],
  ['dark', 'all', ['@full']],
] as const)
  test.describe(theme, { tag: [...through] }, () => {
    test.use({ setup: { settings: { desktop: { theme } } } });

    test(`from running to stopped, ${looks} states`, async ({ desktop, guest }) => {
      test.setTimeout(300_000);
      await expect(desktop.window.getByText('Nobody else here yet')).toBeVisible();
      if (looks === 'all') await check(desktop.window, 'running, nobody here');
      await guest('Anna');
      for (const [name, reach] of STATES) {
        await test.step(name, async () => {
          await reach(desktop);
          if (looks === 'all' || USUAL.includes(name)) await check(desktop.window, name);
        });
      }
    });
  });

for (const [theme, failed] of [
  ['light', ['@full']],
  ['dark', []],
] as const)
  test(`failed, ${theme}`, { tag: [...failed] }, async ({ start }) => {
    const desktop = await start({ settings: { server: { host: '203.0.113.7' }, desktop: { theme } } });
    await expect(stateOf(desktop.window)).toHaveText('Failed');
    await check(desktop.window, 'failed');
  });
