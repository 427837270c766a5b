// Faults that nobody foresaw: of the server, of the window's page, of the app itself.
import { expect, test } from './app.ts';
import { endDatabase, FAULTS } from './faults.ts';
import { messagesIn } from './room.ts';
import { button, stateOf } from './sign.ts';

test.describe('the server', () => {
  test.use({ setup: { modules: [FAULTS] } });

  test('that failed is shown with its reason, and starts again on request with everything in it', async ({
    desktop,
    guest,
  }) => {
    const { window, tray } = desktop;
    const anna = await guest('Anna');
    await anna.askOk('join_channel', { channel_id: 'general' });
    await anna.say('general', 'before the fault');

    await endDatabase(desktop);
    await expect(stateOf(window)).toHaveText('Failed');
    await expect.poll(async () => tray.image()).toMatch(/attention/);
    expect((await desktop.snapshot()).state).toMatchObject({ state: 'failed', fault: { code: 'internal' } });

    await button(window, 'Restart').click();
    await expect(stateOf(window)).toHaveText('Running');
    const ben = await guest('Ben');
    expect(await messagesIn(ben, 'general')).toContain('before the fault');
  });
});

test('a window whose page crashed is loaded again, and the room never closed', async ({ desktop, guest }) => {
  const anna = await guest('Anna');
  await desktop.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  // Playwright gives up a page that crashed, so the app itself is asked
  await expect
    .poll(async () =>
      desktop.electron
        .evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          return contents && !contents.isCrashed()
            ? ((await contents.executeJavaScript('document.querySelector("h1")?.textContent')) as string)
            : '';
        })
        .catch(() => ''),
    )
    .toBe('Running');
  expect(anna.socket.connected).toBe(true);
});
