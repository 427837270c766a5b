// Opening the room and closing it, in the window.
import { request } from 'node:http';
import { addressOf, expect, test } from './app.ts';
import { button, question, stateOf } from './sign.ts';

/** Whether anybody answers there. */
const answers = async (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    request(`${url}/api/health`, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .once('error', () => {
        resolve(false);
      })
      .end();
  });

test('the room is open as soon as the app is; Stop closes it, Start opens it again', async ({ desktop }) => {
  const { window } = desktop;
  await expect(stateOf(window)).toHaveText('Running');
  const first = await addressOf(desktop);
  expect(await answers(first)).toBe(true);

  await button(window, 'Stop').click();
  await expect(stateOf(window)).toHaveText('Stopped');
  expect(await answers(first)).toBe(false);

  await button(window, 'Start').click();
  await expect(stateOf(window)).toHaveText('Running');
  expect(await answers(await addressOf(desktop))).toBe(true);
});

test.describe('where the host does not want it', () => {
  test.use({ setup: { settings: { desktop: { startServer: false } } } });

  test('the room stays closed until Start', async ({ desktop }) => {
    const { window } = desktop;
    await expect(stateOf(window)).toHaveText('Stopped');
    await button(window, 'Start').click();
    await expect(stateOf(window)).toHaveText('Running');
  });
});

test('with people here Stop asks first, and says what becomes of them', async ({ desktop, guest }) => {
  const { window } = desktop;
  const anna = await guest('Anna');
  await expect.poll(async () => (await desktop.snapshot()).people.length).toBe(1);

  await button(window, 'Stop').click();
  await expect(question(window)).toContainText('Stop with one person online?');
  await button(question(window), 'Keep running').click();
  await expect(question(window)).toBeHidden();
  await expect(stateOf(window)).toHaveText('Running');
  expect(anna.socket.connected).toBe(true);

  await button(window, 'Stop').click();
  await button(question(window), 'Stop').click();
  await expect(stateOf(window)).toHaveText('Stopped');
  expect(await anna.next('server_closing')).toMatchObject({ reason: expect.any(String) });
});

test('Escape answers the question with no', { tag: '@full' }, async ({ desktop, guest }) => {
  const { window } = desktop;
  await guest('Anna');
  await expect.poll(async () => (await desktop.snapshot()).people.length).toBe(1);
  await button(window, 'Stop').click();
  await expect(question(window)).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(question(window)).toBeHidden();
  await expect(stateOf(window)).toHaveText('Running');
});
