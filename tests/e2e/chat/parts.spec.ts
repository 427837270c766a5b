// Parts of the page that are fetched when first wanted, and cannot be had then.
import { enterRoom, field, message, say } from './talk.ts';
import { expect, test } from './room.ts';

test('without a connection a part says so, and comes when there is one', async ({ guest }) => {
  const page = await guest('Anna');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
  await expect(picker).toContainText('the room does not answer');
  await picker.getByRole('button', { name: 'Try again' }).click();
  await expect(picker).toContainText('the room does not answer');
  await page.context().setOffline(false);
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
});

test('a part that the server has no more: reloading is offered, and brings it, draft and message', async ({
  visit,
}) => {
  const { page, context } = await visit();
  await enterRoom(page, 'Anna');
  await context.route('**/assets/emoji-picker-*.js', async (route) => route.fulfill({ status: 404 }));
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
  await expect(picker).toContainText('has to be loaded anew');
  await expect(page.getByText('A part of this page could not be loaded')).toBeVisible();
  await page.keyboard.press('Escape');
  await say(page, 'before');
  await field(page).fill('a draft');
  await context.unroute('**/assets/emoji-picker-*.js');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('A part of this page could not be loaded')).toHaveCount(0);
  await expect(field(page)).toHaveValue('a draft');
  await expect(message(page, 'before')).toBeVisible();
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
});
