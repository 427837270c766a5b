// Starting with the computer. Only an installed app can be started so; the stand-in plays one, and on Linux
// the entry is a file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, isReal, test } from './app.ts';

test.use({ setup: { isPackaged: true } });
test.skip(
  isReal || process.platform !== 'linux',
  "needs an app that counts as installed: the installers' own tests look at it on the other systems",
);

test('the switch makes the system start the app, and the tray shows the same', async ({ desktop }) => {
  const { tray, surroundings } = desktop;
  const file = join(surroundings.folder, 'config/autostart/lanline.desktop');
  const isChecked = async () => (await tray.items()).find(({ label }) => label === 'Start at login')?.checked;
  expect(existsSync(file)).toBe(false);
  await expect.poll(isChecked).toBe(false);

  await tray.choose('Start at login');
  // it is there a moment before its text is
  await expect
    .poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
    .toMatch(/^Exec=".+" --hidden$/m);
  await expect.poll(isChecked).toBe(true);
  expect((await desktop.snapshot()).settings.desktop.startAtLogin).toBe(true);

  await tray.choose('Start at login');
  await expect.poll(() => existsSync(file)).toBe(false);
  await expect.poll(isChecked).toBe(false);
});
