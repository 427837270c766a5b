// axe on every screen of the guests' page, in both themes and on a phone: nothing serious.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { enterRoom, field, message, say, unsent } from './talk.ts';
import { expect, test } from './room.ts';

async function check(page: Page, screen: string): Promise<void> {
  // what fades in is looked at when it is there
  await page.evaluate(async () =>
    Promise.all(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
        .map(async ({ finished }) => finished.catch(() => undefined)),
    ),
  );
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // otherwise each look opens a page to gather what frames of other origins say, and there are none
    .setLegacyMode()
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
    screen,
  ).toEqual([]);
}

// a window in one theme and a phone in the other each time: their parts are the same
for (const [colorScheme, looks, tag] of [
  ['light', 'usual', []],
  ['light', 'all', ['@full']],
  ['dark', 'all', ['@full']],
] as const)
  test(
    `a ${colorScheme} window, from joining to a lost connection, ${looks} screens`,
    { tag: [...tag] },
    async ({ visit, guest, room }) => {
      // nine screens; the one with all emoji alone has thousands of parts to look at
      test.setTimeout(300_000);
      await guest('Ben');
      const cem = await enter(room.url, person('Cem'));
      await cem.say(
        'general',
        '**Hello** `code` https://a.example\n\n> quoted\n\n```js\nconst a = 1;\n```\n\n- one\n- two',
      );
      const { page, context } = await visit({ colorScheme });
      await expect(page.getByText('2 people are here.')).toBeVisible();
      await check(page, 'join');
      await page.getByLabel('Your name').fill('Ben');
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await expect(page.getByRole('alert')).toContainText('already has this name');
      if (looks === 'all') await check(page, 'name taken');
      await enterRoom(page, 'Anna');
      await cem.say('general', '@Anna look');
      await page.locator('input[type=file]').setInputFiles([
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Hello') },
        { name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') },
      ]);
      await expect(page.getByText('Programs and scripts')).toBeVisible();
      await expect(page.getByRole('link', { name: /^Download/ })).toBeVisible();
      await check(page, 'room');
      await field(page).fill('@');
      await expect(page.getByRole('option').first()).toBeVisible();
      if (looks === 'all') await check(page, 'completion');
      await field(page).fill('');
      if (looks === 'all') {
        await page.getByRole('button', { name: 'Emoji', exact: true }).click();
        await expect(page.getByPlaceholder('Search emoji')).toBeVisible();
        await check(page, 'emoji');
        await page.keyboard.press('Escape');
      }
      const dialogs = looks === 'all' ? ['Jump to', 'All keys'] : [];
      for (const name of [...dialogs, 'Your name and settings']) {
        await page.getByRole('button', { name }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await check(page, name);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await context.setOffline(true);
      await expect(page.getByText('This device is not in a network')).toBeVisible();
      await say(page, 'later');
      await expect(unsent(page)).toHaveCount(1);
      await check(page, 'connection lost');
      cem.close();
    },
  );

for (const [colorScheme, phone] of [
  ['light', ['@full']],
  ['dark', []],
] as const)
  test(`a ${colorScheme} phone with its drawers`, { tag: [...phone] }, async ({ visit }) => {
    // axe looks four times
    const { page } = await visit({
      colorScheme,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await check(page, 'join');
    await enterRoom(page, 'Anna');
    await say(page, 'Hello');
    await expect(message(page, 'Hello')).toBeVisible();
    await check(page, 'room');
    for (const name of ['Channels', 'People, 1']) {
      await page.getByRole('button', { name }).tap();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
