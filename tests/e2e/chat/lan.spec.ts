// As in life: a host and two guests with a computer each in one network, by plain http at the host's address,
// and a cable that comes out.
import { expect } from '@playwright/test';
import { test } from './lan-room.ts';
import { everything, field, log, message, people, say, unsent } from './talk.ts';

test("by the host's address, without encryption: talking, a file, and a cable pulled while both write", async ({
  lanGuest,
  leaving,
  address,
}) => {
  const { page: anna, plug } = await lanGuest('Anna');
  const { page: ben } = await lanGuest('Ben');
  for (const page of [anna, ben]) {
    expect(await page.evaluate(() => ({ origin: location.origin, isSecureContext }))).toEqual({
      origin: address,
      isSecureContext: false,
    });
    await expect(people(page).getByRole('listitem')).toHaveCount(2);
  }
  const written: string[] = [];
  const write = async (about: string): Promise<void> => {
    for (const [name, page] of [
      ['Anna', anna],
      ['Ben', ben],
    ] as const) {
      written.push(`${name} ${about}`);
      await say(page, `${name} ${about}`);
    }
  };
  await write('says hello');
  await expect(message(ben, 'Anna says hello')).toBeVisible();
  await expect(message(anna, 'Ben says hello')).toBeVisible();
  await field(anna).pressSequentially('Look');
  await expect(ben.getByText('Anna is typing')).toBeVisible();
  await anna
    .locator('input[type=file]')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Hello') });
  const downloading = ben.waitForEvent('download');
  await log(ben)
    .getByRole('link', { name: /^Download .*notes\.txt/ })
    .click();
  expect((await downloading).suggestedFilename()).toBe('notes.txt');

  await plug(false);
  await write('as the cable is pulled');
  await expect(anna.getByText('This device is not in a network')).toBeVisible();
  await write('while it is out');
  await plug(true);
  await write('as it is in again');
  for (const page of [anna, ben]) {
    await expect(unsent(page)).toHaveCount(0);
    await expect(log(page).getByRole('article')).toHaveCount(written.length + 1);
  }
  const logged = await anna.evaluate(async () => {
    const messages = (await (await fetch('/api/channels/general/messages')).json()) as {
      type: string;
      content: string;
    }[];
    return messages.filter(({ type }) => type === 'text').map(({ content }) => content);
  });
  expect(logged.toSorted()).toEqual(written.toSorted());
  expect(await everything(anna)).toEqual(logged);
  expect(await everything(ben)).toEqual(logged);
  expect(await leaving(), 'packets for places outside the network').toBe(0);
});
