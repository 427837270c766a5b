// Coming in and talking, as two people with a browser each.
import { enterRoom, field, log, message, people, say, unsent } from './talk.ts';
import { expect, test } from './room.ts';

test('two people come in by name on plain http, see each other typing, and talk', async ({
  visit,
  guest,
}) => {
  const { page: anna } = await visit();
  // what guests have not got: a secure context
  expect(await anna.evaluate(() => window.isSecureContext)).toBe(false);
  await expect(anna.getByRole('heading', { name: 'Room 3b' })).toBeVisible();
  await expect(anna.getByText('Nobody else is here yet.')).toBeVisible();
  await expect(anna.getByLabel('Your name')).not.toHaveValue('');
  await enterRoom(anna, 'Anna');
  const ben = await guest('Ben');
  await expect(people(anna)).toContainText('Ben');
  await expect(people(ben)).toContainText('Anna');

  await field(ben).pressSequentially('Hel');
  await expect(anna.locator('#writing, main').getByText('is typing').first()).toBeVisible();
  await field(ben).fill('');
  await expect(anna.getByText('is typing')).toHaveCount(0);

  await say(anna, 'Hello **Ben**');
  await expect(message(ben, 'Ben').locator('strong')).toHaveText('Ben');
  await say(ben, 'Hello Anna');
  await expect(message(anna, 'Hello Anna')).toBeVisible();
  for (const page of [anna, ben]) {
    await expect(log(page).getByRole('article')).toHaveCount(2);
    await expect(unsent(page)).toHaveCount(0);
  }
});

test('who is away, who has gone, and where something new was said', async ({ guest }) => {
  const anna = await guest('Anna');
  const ben = await guest('Ben');
  await ben.getByRole('button', { name: 'Your name and settings' }).click();
  await ben.getByRole('button', { name: 'away', exact: true }).click();
  await ben.keyboard.press('Escape');
  await expect(people(anna).getByRole('heading', { name: /^Away/ })).toBeVisible();
  await anna
    .getByRole('navigation', { name: 'Channels' })
    .getByRole('button', { name: /^random/ })
    .click();
  await expect(field(anna, 'random')).toBeFocused();
  await say(ben, 'anybody?');
  await expect(anna.getByRole('button', { name: /^general.*one unread message/ })).toBeVisible();
  await expect(anna).toHaveTitle(/1/);
  await ben.close();
  await expect(people(anna).getByText('Ben')).toHaveCount(0);
});

test('a name that somebody has is refused with free ones, and one of those leads in', async ({
  guest,
  visit,
}) => {
  await guest('Anna');
  const { page } = await visit();
  await expect(page.getByText('One person is here.')).toBeVisible();
  await page.getByLabel('Your name').fill('anna');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('Somebody here already has this name');
  const free = refusal.getByRole('button').first();
  const name = (await free.innerText()).trim();
  await free.click();
  await expect(field(page)).toBeVisible();
  await expect(people(page)).toContainText(name);
});
