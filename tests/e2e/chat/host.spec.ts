// What the host does to guests: sends somebody out, deletes a channel, closes the room and opens it again.
import type { Page } from '@playwright/test';
import type { RunningRoom } from '../../support/helpers/running-room.ts';
import { createRunningClock, test } from './hosted.ts';
import { expect, type Visitors } from './room.ts';
import { enterRoom, field, log, message, people, say, unsent } from './talk.ts';

const MINUTE = 60_000;
const clock = createRunningClock();

test.use({ hosting: { clock } });

/** The host sends out whoever has this name. */
async function sendOut({ server }: RunningRoom, name: string): Promise<void> {
  const { id = '' } = (await server.people.list()).find((each) => each.name === name) ?? {};
  expect(await server.people.kick(id)).toBe(true);
}

/** The page's clock is the test's from before its first script: what it began with it keeps. */
async function enterAsAnna(visit: Visitors): Promise<Page> {
  const { page } = await visit({ before: (context) => context.clock.install() });
  await enterRoom(page, 'Anna');
  return page;
}

/** At the host's and at a guest's. */
async function passMinute(page: Page): Promise<void> {
  clock.forward(MINUTE);
  await page.clock.fastForward(MINUTE);
}

test('who is sent out is told so and until when, what they write stays with them, and after a minute they may come back', async ({
  hosted,
  visit,
  guest,
}) => {
  const [anna, ben] = [await enterAsAnna(visit), await guest('Ben')];
  await sendOut(hosted, 'Anna');
  await expect(anna.getByText(/^The host has sent you out until/)).toBeVisible();
  await expect(people(ben).getByText('Anna')).toHaveCount(0);
  await say(anna, 'not said yet');
  await expect(unsent(anna)).toHaveCount(1);
  await say(ben, 'said');
  await expect(log(ben).getByRole('article')).toHaveCount(1);
  await expect(anna.getByRole('button', { name: 'Come back' })).toHaveCount(0);

  await passMinute(anna);
  await anna.getByRole('button', { name: 'Come back' }).click();
  await expect(message(ben, 'not said yet')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
  await expect(people(ben)).toContainText('Anna');
});

test('who is sent out and loads the page again is told so at the form, and gets in after the minute', async ({
  hosted,
  visit,
}) => {
  const anna = await enterAsAnna(visit);
  await sendOut(hosted, 'Anna');
  await expect(anna.getByText(/^The host has sent you out until/)).toBeVisible();
  let refusals = 0;
  anna.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"kicked"')) refusals += 1;
    });
  });
  await anna.reload();
  await expect(anna.getByRole('alert')).toContainText('The host has sent you out. You can come back at');
  await anna.getByRole('button', { name: 'Join', exact: true }).click();
  // the words of the first answer stand there until the second one comes
  await expect.poll(() => refusals).toBe(2);
  await expect(anna.getByRole('alert')).toContainText('The host has sent you out. You can come back at');
  await passMinute(anna);
  await expect(anna.getByRole('alert')).toContainText('You can come back now');
  await anna.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(field(anna)).toBeVisible();
});

test('a deleted channel is left for another, with a word about it', async ({ hosted, guest }) => {
  const anna = await guest('Anna');
  await anna
    .getByRole('navigation', { name: 'Channels' })
    .getByRole('button', { name: /^random/ })
    .click();
  await expect(field(anna, 'random')).toBeVisible();
  await hosted.server.channels.delete('random');
  await expect(anna.getByText(/random.* was deleted/)).toBeVisible();
  await expect(field(anna)).toBeVisible();
});

test('a room that is closed says so, and opened again it has what was written meanwhile', async ({
  hosted,
  guest,
}) => {
  const anna = await guest('Anna');
  await hosted.restart(async () => {
    await expect(anna.getByText('The host has closed the room')).toBeVisible();
    await say(anna, 'written meanwhile');
  });
  await expect(anna.getByText('The host has closed the room')).toHaveCount(0);
  await expect(message(anna, 'written meanwhile')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
});
