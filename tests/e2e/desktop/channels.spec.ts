// The channels: made, named, put in order, deleted; guests see each of it at once.
import type { Locator, Page } from '@playwright/test';
import type { Channel } from '../../../server/index.ts';
import type { Guest } from '../../support/helpers/test-client.ts';
import { addressOf, expect, test } from './app.ts';
import { button, question, tab } from './sign.ts';

const list = (window: Page): Locator => window.getByRole('list', { name: 'Channels' });
const item = (window: Page, name: string): Locator =>
  list(window)
    .getByRole('listitem')
    .filter({ hasText: `#${name}` });
const choose = async (window: Page, name: string, what: string): Promise<void> => {
  await item(window, name)
    .getByRole('button', { name: /^More for/ })
    .click();
  await window.getByRole('menuitem', { name: what, exact: true }).click();
};
/** The channel of that name, as soon as a guest is told of it. */
async function channelFor(guest: Guest, name: string): Promise<Channel> {
  const isIt = (channel: Channel): boolean => channel.name === name;
  const { channels } = await guest.next('channels_changed', (told: { channels: Channel[] }) =>
    told.channels.some(isIt),
  );
  return channels.find(isIt);
}

test('made, renamed, given a topic; a name that is taken is refused beside its field', async ({
  desktop,
  guest,
}) => {
  const { window } = desktop;
  const anna = await guest('Anna');
  await tab(window, /^Channels/).click();
  await button(window, 'New channel').click();
  await window.getByRole('textbox', { name: 'Name' }).fill('bridges');
  await window.getByRole('textbox', { name: 'Topic' }).fill('How they stand');
  await window.keyboard.press('Enter');
  await expect(item(window, 'bridges')).toContainText('How they stand');
  await channelFor(anna, 'bridges');

  await choose(window, 'bridges', 'Rename');
  await window.getByRole('textbox', { name: /^Name of/ }).fill('general');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('alert')).toContainText('already a channel with this name');
  await window.getByRole('textbox', { name: /^Name of/ }).fill('arches');
  await window.keyboard.press('Enter');
  await expect(item(window, 'arches')).toBeVisible();
  await expect(item(window, 'bridges')).toBeHidden();

  await choose(window, 'arches', 'Edit topic');
  await window.getByRole('textbox', { name: /^Topic of/ }).fill('Why they stand');
  await window.keyboard.press('Escape');
  await expect(item(window, 'arches')).toContainText('How they stand');
});

test('put in another order by menu and by keys, and so for everybody who comes', async ({
  desktop,
  guest,
}) => {
  const { window } = desktop;
  await addressOf(desktop);
  await tab(window, /^Channels/).click();
  await expect(list(window).getByRole('listitem')).not.toHaveCount(0);
  const names = async (): Promise<string[]> => (await desktop.snapshot()).channels.map(({ name }) => name);
  const before = await names();
  test.skip(before.length < 2, 'there is only one channel');
  const [first = '', second = ''] = before;

  await choose(window, first, 'Move down');
  await expect.poll(names).toEqual([second, first, ...before.slice(2)]);

  await item(window, first)
    .getByRole('button', { name: /^Move #/ })
    .focus();
  await window.keyboard.press('Space');
  await expect(window.getByText(/is at place 2 of/)).toBeAttached();
  await window.keyboard.press('ArrowUp');
  await expect(window.getByText(/is at place 1 of/)).toBeAttached();
  await window.keyboard.press('Space');
  await expect.poll(names).toEqual(before);

  const anna = await guest('Anna');
  const { channels } = await anna.askOk('join_user', { user: anna.user });
  expect(channels.map(({ name }) => name)).toEqual(before);
});

test('deleted only after asking, which says how much is in it', async ({ desktop, guest }) => {
  const { window } = desktop;
  const anna = await guest('Anna');
  await tab(window, /^Channels/).click();
  await button(window, 'New channel').click();
  await window.getByRole('textbox', { name: 'Name' }).fill('old things');
  await window.keyboard.press('Enter');
  const { id } = await channelFor(anna, 'old things');
  await anna.askOk('join_channel', { channel_id: id });
  for (const text of ['one', 'two']) await anna.say(id, text);
  await expect(item(window, 'old things')).toContainText('2 messages');

  await choose(window, 'old things', 'Delete');
  await expect(question(window)).toContainText('2 messages');
  await button(question(window), 'Keep').click();
  await expect(item(window, 'old things')).toBeVisible();
  await choose(window, 'old things', 'Delete');
  await button(question(window), 'Delete').click();
  await expect(item(window, 'old things')).toBeHidden();
  await anna.next('channels_changed', ({ channels }: { channels: Channel[] }) =>
    channels.every((channel) => channel.id !== id),
  );
});
