// A phone, a keyboard alone, another language, another theme.
import { enterRoom, field, log, message, say } from './talk.ts';
import { expect, test } from './room.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test('on a phone channels and people are drawers, and nothing is wider than the screen', async ({
  visit,
}) => {
  const { page } = await visit(PHONE);
  const widerBy = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await widerBy()).toBe(0);
  await enterRoom(page, 'Anna');
  await expect(page.getByRole('navigation', { name: 'Channels' })).toHaveCount(0);
  await say(page, 'W'.repeat(400));
  await expect(log(page).getByRole('article')).toHaveCount(1);
  expect(await widerBy()).toBe(0);

  await page.getByRole('button', { name: 'Channels' }).tap();
  const drawer = page.getByRole('dialog', { name: 'Channels' });
  await drawer.getByRole('button', { name: /^random/ }).tap();
  await expect(drawer).toHaveCount(0);
  await expect(field(page, 'random')).toBeVisible();
  // the keyboard would cover half of the page
  await expect(field(page, 'random')).not.toBeFocused();

  await page.getByRole('button', { name: 'People, 1' }).tap();
  await expect(page.getByRole('dialog', { name: 'People' })).toContainText('Anna');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('with the keyboard alone: in, write, to another channel, scroll, settings and back', async ({
  visit,
}) => {
  const { page } = await visit();
  const keys = page.keyboard;
  await expect(page.getByLabel('Your name')).toBeFocused();
  await keys.type('Anna');
  await keys.press('Enter');
  await expect(field(page)).toBeFocused();
  await keys.type('first line');
  await keys.press('Shift+Enter');
  await keys.type('second line');
  await keys.press('Enter');
  await expect(message(page, /first line\s+second line/)).toBeVisible();
  await keys.type('to #ran');
  await expect(page.getByRole('option', { name: /random/ })).toBeVisible();
  await keys.press('Tab');
  await expect(field(page)).toHaveValue('to #random ');
  await keys.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.type('random');
  await keys.press('Enter');
  await expect(field(page, 'random')).toBeFocused();
  await keys.press('Control+k');
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(field(page, 'random')).toBeFocused();
});

test('in German, as the browser says, and in English where that is chosen', async ({ visit }) => {
  const { page } = await visit({ locale: 'de-DE' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByLabel('Dein Name').fill('Änne');
  await page.getByRole('button', { name: 'Beitreten' }).click();
  const writing = page.getByRole('textbox', { name: 'Nachricht an #general' });
  await writing.fill('Grüße');
  await page.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByRole('log', { name: 'Nachrichten in #general' }).getByRole('article')).toContainText(
    'Grüße',
  );
  await expect(page.getByRole('complementary', { name: 'Personen' })).toContainText('Änne');
  // on paper, which is read on other days, stands the date
  const today = page.getByRole('separator', { name: 'Heute' });
  await expect(today).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('separator', { name: /^\w+, \d+\. .+ \d{4}$/ })).toBeVisible();
  await expect(today).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(today).toBeVisible();
  await page.getByRole('button', { name: 'Dein Name und Einstellungen' }).click();
  await page.getByRole('dialog').getByText('English', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeVisible();
  await page.reload();
  await expect(field(page)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `${colorScheme} as the system is`,
    { tag: colorScheme === 'light' ? '@full' : [] },
    async ({ visit }) => {
      const { page } = await visit({ colorScheme });
      const brightness = () =>
        page.evaluate(() => {
          const canvas = document.createElement('canvas').getContext('2d');
          if (!canvas) return -1;
          canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data[1] ?? -1;
        });
      await enterRoom(page, 'Anna');
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      if (colorScheme === 'dark') expect(await brightness()).toBeLessThan(80);
      else expect(await brightness()).toBeGreaterThan(200);
    },
  );
}
