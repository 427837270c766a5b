// The tray does what the window does, and shows what it shows.
import { addressOf, expect, test } from './app.ts';
import { ADDRESS } from './network.ts';
import { question, stateOf } from './sign.ts';

test('start and stop', async ({ desktop }) => {
  const { window, tray } = desktop;
  const url = await addressOf(desktop);
  await expect.poll(async () => tray.tooltip()).toMatch(/^Lanline · Running, nobody here yet/);
  expect((await tray.items())[0]).toMatchObject({ label: 'Running, nobody here yet', enabled: false });

  await tray.choose('Stop');
  await expect(stateOf(window)).toHaveText('Stopped');
  await expect.poll(async () => tray.tooltip()).toBe('Lanline · Stopped');
  expect(await tray.image()).toMatch(/stopped/);
  await expect(fetch(`${url}/api/health`)).rejects.toThrow();

  await tray.choose('Start');
  await expect(stateOf(window)).toHaveText('Running');
  await expect.poll(async () => tray.image()).toMatch(/running/);
});

test('it counts who is here, and Stop asks in the window', async ({ desktop, guest }) => {
  const { window, tray } = desktop;
  await guest('Anna');
  await expect.poll(async () => tray.tooltip()).toContain('1 person here');
  await guest('Ben');
  await expect.poll(async () => tray.tooltip()).toContain('2 people here');

  await desktop.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
  });
  await tray.choose('Stop');
  await expect.poll(async () => desktop.isVisible()).toBe(true);
  await expect(question(window)).toContainText('2');
  await expect(stateOf(window)).toHaveText('Running');
});

test('it opens the window, copies the address and shows the poster', async ({ desktop }) => {
  const { electron, tray } = desktop;
  await addressOf(desktop);
  const { state } = await desktop.snapshot();
  const url = `http://${ADDRESS}:${String(state.state === 'running' && state.port)}`;
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
  });
  await tray.choose('Open Lanline');
  await expect.poll(async () => desktop.isVisible()).toBe(true);

  await expect
    .poll(async () => (await tray.items()).some(({ label }) => label === 'Copy address'))
    .toBe(true);
  await tray.choose('Copy address');
  await expect.poll(async () => electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(url);

  await tray.choose('Open chat in browser');
  await expect
    .poll(async () => desktop.opened())
    .toEqual([['openExternal', expect.stringMatching(/^http:\/\/localhost:/)]]);

  await tray.choose('Show QR code');
  await expect(desktop.window.getByRole('img', { name: /QR/ })).toBeVisible();
});

test('a click on the icon opens the window', async ({ desktop }) => {
  test.skip(process.platform === 'darwin', 'there a click opens the menu');
  await desktop.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
  });
  await desktop.tray.click();
  await expect.poll(async () => desktop.isVisible()).toBe(true);
});

test('Quit ends the app', async ({ desktop }) => {
  await addressOf(desktop);
  await desktop.tray.choose('Quit Lanline').catch(() => {
    /* the app may be gone before it can answer */
  });
  expect(await desktop.ended).toBe(0);
});
