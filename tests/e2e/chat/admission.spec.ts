// What keeps somebody out of a room that answers, and what they can do: it is full, it knows them as somebody
// else, it is another room.
import { mkdir, rename } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { test } from './hosted.ts';
import { expect } from './room.ts';
import { enterRoom, field, log, message, people, say, unsent } from './talk.ts';

const join = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
};

test.describe('a room for one', () => {
  test.use({ hosting: { settings: { maxPeople: 1 } } });

  test('lets the next one in by itself as soon as there is room', async ({ hosted, visit }) => {
    const ben = person('Ben');
    await enter(hosted.url, ben);
    const { page: anna } = await visit();
    await join(anna, 'Anna');
    await expect(anna.getByRole('alert')).toContainText('The room is full');
    await hosted.server.people.kick(ben.id);
    await expect(field(anna)).toBeVisible();
  });

  test('leaves whoever was in it where they are, until there is room again', async ({ hosted, guest }) => {
    const anna = await guest('Anna');
    await say(anna, 'first');
    const ben = person('Ben');
    await anna.context().setOffline(true);
    await hosted.restart();
    const client = await enter(hosted.url, ben);
    await client.say('general', 'there was a place');
    await say(anna, 'second');
    await anna.context().setOffline(false);
    await expect(anna.getByText('The room does not let you in yet')).toBeVisible();
    await expect(anna.getByText('The room is full')).toBeVisible();
    await expect(message(anna, 'first')).toBeVisible();
    await hosted.server.people.kick(ben.id);
    await expect(log(anna).getByRole('article')).toHaveCount(3);
    await expect(unsent(anna)).toHaveCount(0);
    await expect(message(anna, 'there was a place')).toBeVisible();
  });
});

/** Makes the kept secret another one, as where the browser's data are put back from a copy. */
const spoilSecret = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('lanline');
        opening.addEventListener('success', () => {
          const change = opening.result.transaction('guest', 'readwrite');
          change
            .objectStore('guest')
            .openCursor()
            .addEventListener('success', ({ target }) => {
              const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
              if (typeof cursor?.key === 'string' && cursor.key.endsWith('/identity'))
                cursor.update({ ...(cursor.value as object), token: 'x'.repeat(43) });
              cursor?.continue();
            });
          change.addEventListener('complete', () => {
            resolve();
          });
          change.addEventListener('error', () => {
            reject(change.error ?? new Error('not changed'));
          });
        });
      }),
  );

test('a device whose secret is another one is told so, and joins as somebody new', async ({ guest }) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  await say(anna, 'by the first Anna');
  await expect(message(ben, 'by the first Anna')).toBeVisible();
  await spoilSecret(anna);
  await anna.reload();
  const refusal = anna.getByRole('alert');
  await expect(refusal).toContainText(
    'The room knows this device as somebody whose secret is not here any more',
  );
  await anna.getByLabel('Your name').fill('Annika');
  await refusal.getByRole('button', { name: 'Join as somebody new' }).click();
  await expect(field(anna)).toBeVisible();
  await say(anna, 'by Annika');
  await expect(log(ben).getByRole('article', { name: /^\W*Annika/ })).toContainText('by Annika');
  // and that is who it stays
  await anna.reload();
  await expect(people(anna)).toContainText('Annika');
});

test('another room at the same address gets nothing of the former; where that is back, so is everything', async ({
  hosted,
  visit,
}) => {
  const first = `${hosted.folder}-first`;
  const second = `${hosted.folder}-second`;
  const { page: anna } = await visit();
  await enterRoom(anna, 'Anna');
  await anna.context().setOffline(true);
  await say(anna, 'for the first room');
  await field(anna).fill('a draft');
  await hosted.restart(async () => {
    await rename(hosted.folder, first);
    await mkdir(hosted.folder);
  });
  await anna.context().setOffline(false);
  await expect(anna.getByRole('alert')).toContainText('Another room is at this address now');
  await join(anna, 'Anna');
  await expect(field(anna)).toHaveValue('');
  await say(anna, 'for the second room');
  await expect(message(anna, 'for the second room')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
  await expect(log(anna).getByRole('article')).toHaveCount(1);

  // all of it is there before the page is drawn again
  await anna.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await field(anna).fill('for the second room alone');
  await hosted.restart(async () => {
    await rename(hosted.folder, second);
    await rename(first, hosted.folder);
  });
  await expect(message(anna, 'for the first room')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
  await expect(log(anna).getByRole('article')).toHaveCount(1);
  await expect(field(anna)).toHaveValue('a draft');
});
