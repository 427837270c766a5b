// What is written while the server or the page goes away arrives, once and in order.
import { enterRoom, everything, field, log, message, people, say, unsent } from './talk.ts';
import { expect, test } from './room.ts';

test('kill -9 of the server while both write: all of it arrives, once, in the same order', async ({
  room,
  guest,
}) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  const expected: string[] = [];
  const both = async (about: string): Promise<void> => {
    for (const [name, page] of [
      ['Anna', anna],
      ['Ben', ben],
    ] as const) {
      expected.push(`${name} ${about}`);
      await say(page, `${name} ${about}`);
    }
  };
  await both('before');
  const killing = room.kill();
  await both('at the kill');
  await killing;
  await expect(anna.getByText('Connection lost')).toBeVisible();
  await both('while it is away');
  await expect(message(anna, 'Anna while it is away')).toContainText('Waits for the connection');
  await room.start();
  await both('at the start');
  for (const page of [anna, ben]) {
    await expect(log(page).getByRole('article')).toHaveCount(expected.length);
    await expect(unsent(page)).toHaveCount(0);
    await expect(page.getByText('Connection lost')).toHaveCount(0);
  }
  const seen = await everything(anna);
  expect(seen.toSorted()).toEqual(expected.toSorted());
  expect(await everything(ben)).toEqual(seen);
});

test('unsent messages and a draft survive a reload without the server, and go when it is back', async ({
  room,
  guest,
}) => {
  const anna = await guest('Anna');
  await say(anna, 'sent');
  // until it is shown, nothing is unsent either
  await expect(message(anna, 'sent')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
  await anna.context().setOffline(true);
  await say(anna, 'kept one');
  await say(anna, 'kept two');
  await field(anna).fill('a draft');
  await expect(unsent(anna)).toHaveCount(2);
  await room.kill();
  await anna.context().setOffline(false);
  await room.start();
  await anna.reload();
  await expect(field(anna)).toHaveValue('a draft');
  await expect(log(anna).getByRole('article')).toHaveCount(3);
  await expect(unsent(anna)).toHaveCount(0);
  expect(await everything(anna)).toEqual(['sent', 'kept one', 'kept two']);
});

test('a device without a network is told so, and what was written goes when it is back', async ({
  guest,
}) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  await anna.context().setOffline(true);
  await expect(anna.getByText('This device is not in a network')).toBeVisible();
  await say(anna, 'from the tunnel');
  await say(ben, 'meanwhile');
  await anna.context().setOffline(false);
  await expect(message(ben, 'from the tunnel')).toBeVisible();
  await expect(message(anna, 'meanwhile')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
});

test('two tabs are one person: both show everything, and a message comes once', async ({ visit, guest }) => {
  const { page: first, context } = await visit();
  await enterRoom(first, 'Anna');
  const { page: second } = await visit({ in: context });
  await expect(field(second)).toBeVisible();
  const ben = await guest('Ben');
  await say(first, 'from the first');
  await expect(message(second, 'from the first')).toBeVisible();
  await say(second, 'from the second');
  for (const page of [first, second, ben]) {
    await expect(log(page).getByRole('article')).toHaveCount(2);
    await expect(people(page).getByText('Anna', { exact: true })).toHaveCount(1);
  }
  await second.close();
  await say(first, 'still here');
  await expect(message(ben, 'still here')).toBeVisible();
});

test('where the browser keeps nothing, talking works and it is said', async ({ visit }) => {
  const { page } = await visit({
    before: (context) =>
      context.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      }),
  });
  await enterRoom(page, 'Anna');
  await expect(page.getByText('This browser keeps nothing')).toBeVisible();
  await say(page, 'goes all the same');
  await expect(message(page, 'goes all the same')).toBeVisible();
  await expect(unsent(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'OK' }).click();
  await expect(page.getByText('This browser keeps nothing')).toHaveCount(0);
});
