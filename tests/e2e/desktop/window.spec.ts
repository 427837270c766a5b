// The one window: closed, opened, found again where it was.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { stateOf } from './sign.ts';

/** Nobody closes what they do not see yet: it would show itself after that. */
async function closeWindow(desktop: Desktop): Promise<void> {
  await expect.poll(async () => desktop.isVisible()).toBe(true);
  await desktop.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
}

test('closing hides it and says so the first time; the room stays open', async ({ desktop }) => {
  const url = await addressOf(desktop);
  await expect.poll(async () => desktop.isVisible()).toBe(true);
  await closeWindow(desktop);
  await expect.poll(async () => desktop.isVisible()).toBe(false);
  await expect
    .poll(async () => desktop.notifications())
    .toEqual([{ title: 'Lanline keeps running', body: expect.any(String) }]);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);

  await desktop.tray.choose('Open Lanline');
  await expect.poll(async () => desktop.isVisible()).toBe(true);
  await expect(stateOf(desktop.window)).toHaveText('Running');
  await closeWindow(desktop);
  await expect.poll(async () => desktop.isVisible()).toBe(false);
  expect(await desktop.notifications()).toHaveLength(1);
});

test('that it keeps running is said once, not once a run', { tag: '@full' }, async ({ start }) => {
  const first = await start();
  await closeWindow(first);
  await expect.poll(async () => first.notifications()).toHaveLength(1);
  await first.quit();

  const second = await start({ surroundings: first.surroundings });
  await addressOf(second);
  await closeWindow(second);
  await expect.poll(async () => second.isVisible()).toBe(false);
  expect(await second.notifications()).toEqual([]);
});

test('a second launch shows the window of the first, and ends', async ({ desktop, appDir }) => {
  await closeWindow(desktop);
  await expect.poll(async () => desktop.isVisible()).toBe(false);
  const program = createRequire(import.meta.url)('electron') as string;
  const { userData, env } = desktop.surroundings;
  const second = spawn(program, ['--no-sandbox', appDir, `--user-data-dir=${userData}`], {
    env,
    stdio: 'ignore',
  });
  expect(
    await new Promise((resolve) => {
      second.once('exit', resolve);
    }),
  ).toBe(0);
  await expect.poll(async () => desktop.isVisible()).toBe(true);
});

test('its place and size are kept', async ({ start }) => {
  const first = await start();
  const place = { x: 100, y: 80, width: 1100, height: 720 };
  await first.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await expect
    .poll(async () => first.window.evaluate(() => [innerWidth > 1000, innerHeight > 600]))
    .toEqual([true, true]);
  await first.quit();

  const second = await start({ surroundings: first.surroundings });
  expect(
    await second.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    ),
  ).toEqual(place);
});

test('it is no smaller than what fits in', async ({ desktop }) => {
  expect(
    await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
    ),
  ).toEqual([720, 480]);
});

test.describe('where there is no tray', () => {
  test.use({ setup: { hasTray: false } });

  test('closing asks whether to quit, and No leaves everything as it is', async ({ desktop }) => {
    test.skip(process.platform !== 'linux', 'other systems always have a place for it');
    const url = await addressOf(desktop);
    expect(await desktop.tray.isShown()).toBe(false);
    await closeWindow(desktop);
    expect(await desktop.dialogs.question(0)).toMatchObject({
      message: 'Quit Lanline?',
      buttons: ['Keep running', 'Quit'],
    });
    await desktop.dialogs.press('Keep running');
    expect(await desktop.isVisible()).toBe(true);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);

    await closeWindow(desktop);
    await desktop.dialogs.question(1);
    await desktop.dialogs.press('Quit').catch(() => {
      /* the app may be gone before it can answer */
    });
    expect(await desktop.ended).toBe(0);
  });
});

test.describe('started with the computer', () => {
  test.use({ setup: { args: ['--hidden'], opensWindow: false } });

  test('no window opens, but the room is open and the tray is there', async ({ desktop }) => {
    await expect.poll(async () => desktop.tray.tooltip()).toContain('Running');
    expect(desktop.electron.windows()).toEqual([]);
    const opened = desktop.electron.waitForEvent('window');
    await desktop.tray.choose('Open Lanline');
    await expect(stateOf(await opened)).toHaveText('Running');
  });
});
