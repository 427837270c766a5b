// A long history: up to its beginning and back, without a jump.
import type { Page } from '@playwright/test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { enterRoom, log, message, say, toBeginning } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--limits', 'off'] });

const COUNT = 400;

/** The place on the screen of the uppermost message that is wholly in sight. */
const uppermost = (page: Page) =>
  log(page).evaluate((list) => {
    const top = list.getBoundingClientRect().top;
    for (const row of list.querySelectorAll('[data-row]')) {
      const { y } = row.getBoundingClientRect();
      if (y >= top) return { text: row.querySelector('article p')?.textContent ?? '', y };
    }
    return { text: '', y: 0 };
  });

test('scrolling up loads older pages in place up to the beginning, and one click leads back', async ({
  room,
  guest,
}) => {
  const ben = await enter(room.url, person('Ben'));
  for (let count = 1; count <= COUNT; count += 1) await ben.say('general', `message ${String(count)}`);
  const anna = await guest('Anna');
  await expect(message(anna, `message ${String(COUNT)}`)).toBeInViewport();
  await log(anna).hover();
  const seen = new Set<string>();
  const look = async (): Promise<void> => {
    for (const text of await log(anna).locator('[data-row] article p').allTextContents()) seen.add(text);
  };
  await look();
  // less than the list's height, so that no row is passed over
  await toBeginning(anna, { step: () => anna.mouse.wheel(0, -400), look });
  await expect(anna.getByText(/^This is the beginning of/)).toBeInViewport();
  await expect(message(anna, 'message 1')).toBeInViewport();
  await look();
  expect([...seen].toSorted()).toEqual(
    Array.from({ length: COUNT }, (_, index) => `message ${String(index + 1)}`).toSorted(),
  );

  // what is said meanwhile moves nothing up here
  const before = await uppermost(anna);
  await ben.say('general', 'meanwhile');
  await expect(anna.getByRole('button', { name: 'To the newest 1' })).toBeVisible();
  expect(await uppermost(anna)).toEqual(before);
  await anna.getByRole('button', { name: 'To the newest 1' }).click();
  await expect(message(anna, 'meanwhile')).toBeInViewport();

  // who writes far up is led to where it stands
  await log(anna).hover();
  await anna.mouse.wheel(0, -3_000);
  await expect(message(anna, 'meanwhile')).not.toBeInViewport();
  await say(anna, 'from far up');
  await expect(message(anna, 'from far up')).toBeInViewport();
  ben.close();
});

test(
  'an older page that a break kept away comes by itself when the connection is back',
  { tag: '@full' },
  async ({ room, visit }) => {
    const ben = await enter(room.url, person('Ben'));
    for (let count = 1; count <= 60; count += 1) await ben.say('general', `message ${String(count)}`);
    ben.close();
    const older = /\/messages\?before=/;
    const { page: anna, context } = await visit({
      before: (each) => each.route(older, (route) => route.abort()),
    });
    await enterRoom(anna, 'Anna');
    await expect(anna.getByText('Older messages could not be loaded.')).toBeAttached();
    await room.kill();
    await context.unroute(older);
    await expect(anna.getByText('Connection lost')).toBeVisible();
    await room.start();
    await expect(anna.getByText(/^This is the beginning of/)).toBeAttached();
    await expect(anna.getByText('Older messages could not be loaded.')).toHaveCount(0);
  },
);
