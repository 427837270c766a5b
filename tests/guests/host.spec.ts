// What the host does to guests: sends somebody out, deletes a channel, closes the room and opens it again.
import { join } from 'node:path';
import { openRoom, type RunningRoom } from '../helpers/running-room.ts';
import { HOST } from './host.ts';
import { expect, test as base } from './room.ts';
import { field, log, message, people, say, unsent } from './talk.ts';

/** The host acts in the server's own process. */
const test = base.extend<{ hosted: RunningRoom }>({
  hosted: async ({ appDir }, use) => {
    const hosted = await openRoom({ pageFolder: join(appDir, 'renderer/chat') });
    await use(hosted);
    await hosted.close();
  },
  address: async ({ hosted }, use) => { await use(`http://${HOST}:${String(hosted.port)}`); },
});

test('who is sent out is told so and until when, and what they write stays with them', async ({ hosted, guest }) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  const { id = '' } = hosted.server.people.list().find(({ name }) => name === 'Anna') ?? {};
  expect(hosted.server.people.kick(id)).toBe(true);
  await expect(anna.getByText(/^The host has sent you out until/)).toBeVisible();
  await expect(people(ben).getByText('Anna')).toHaveCount(0);
  await say(anna, 'not said');
  await expect(unsent(anna)).toHaveCount(1);
  await say(ben, 'said');
  await expect(log(ben).getByRole('article')).toHaveCount(1);
});

test('a deleted channel is left for another, with a word about it', async ({ hosted, guest }) => {
  const anna = await guest('Anna');
  await anna.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: /^random/ }).click();
  await expect(field(anna, 'random')).toBeVisible();
  await hosted.server.channels.delete('random');
  await expect(anna.getByText(/random.* was deleted/)).toBeVisible();
  await expect(field(anna)).toBeVisible();
});

test('a room that is closed says so, and opened again it has what was written meanwhile', async ({ hosted, guest }) => {
  const anna = await guest('Anna');
  await hosted.restart(async () => {
    await expect(anna.getByText('The host has closed the room')).toBeVisible();
    await say(anna, 'written meanwhile');
  });
  await expect(anna.getByText('The host has closed the room')).toHaveCount(0);
  await expect(message(anna, 'written meanwhile')).toBeVisible();
  await expect(unsent(anna)).toHaveCount(0);
});
