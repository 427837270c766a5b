// Who is here, and sending somebody out.
import { enter } from '../../support/helpers/test-client.ts';
import { addressOf, expect, test } from './app.ts';
import { GUEST, guestAddress } from './network.ts';
import { button, question, tab } from './sign.ts';

test('whoever comes is listed with where they are, and goes when they leave', async ({ desktop, guest }) => {
  const { window } = desktop;
  await expect(window.getByText('Nobody else here yet')).toBeVisible();
  const anna = await guest('Anna Lindner');
  await anna.askOk('join_channel', { channel_id: 'general' });
  const row = window.getByRole('row').filter({ hasText: 'Anna Lindner' });
  await expect(row).toContainText(GUEST);
  await expect(row).toContainText('#general');
  await expect(tab(window, /^People/)).toContainText('1');

  await anna.askOk('typing_start', { channel_id: 'general' });
  await expect(row).toContainText('typing');
  anna.close();
  await expect(row).toBeHidden();
  await expect(window.getByText('Nobody else here yet')).toBeVisible();
});

test('who is sent out goes at once, does not come back by itself, and may not come for a minute', async ({
  desktop,
  guest,
}) => {
  const { window } = desktop;
  const anna = await guest('Anna');
  const ben = await guest('Ben');
  const row = window.getByRole('row').filter({ hasText: 'Anna' });
  const gone = new Promise<string>((resolve) => {
    anna.socket.once('disconnect', resolve);
  });

  await row.hover();
  await row.getByRole('button', { name: /^More for/ }).click();
  await window.getByRole('menuitem', { name: 'Remove from the room' }).click();
  await button(question(window), 'Keep').click();
  expect(anna.socket.connected).toBe(true);

  await row.click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Remove from the room' }).click();
  await button(question(window), 'Remove').click();
  // the reason at which a client does not try again
  expect(await gone).toBe('io server disconnect');
  await expect(row).toBeHidden();
  expect(ben.socket.connected).toBe(true);

  const url = new URL(await addressOf(desktop));
  url.hostname = guestAddress ?? '';
  await expect(enter(url.origin, anna.user)).rejects.toThrow(/kicked/);
  const other = await guest('Anna again');
  expect(other.socket.connected).toBe(true);
});
