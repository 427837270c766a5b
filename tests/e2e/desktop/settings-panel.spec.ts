// The settings as the host meets them: each is kept at once, or refused beside its field with the reason.
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { button, question, stateOf, tab } from './sign.ts';

const stored = ({ surroundings: { userData } }: Desktop): any =>
  JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8'));

test('a port that cannot be is refused with the reason, and the old one stays', async ({ desktop }) => {
  const { window } = desktop;
  const url = await addressOf(desktop);
  await tab(window, /^Settings/).click();
  const port = window.getByRole('textbox', { name: 'Port', exact: true });
  await port.fill('70000');
  await port.press('Enter');
  await expect(window.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText('from 0 to 65535');
  await expect(port).toHaveValue('70000');
  await port.press('Escape');
  await expect(port).toHaveValue('0');
  await expect(window.getByRole('alert').filter({ hasText: 'Not saved' })).toBeHidden();

  const other = createServer().listen(0);
  await new Promise((resolve) => {
    other.once('listening', resolve);
  });
  await port.fill(String((other.address() as AddressInfo).port));
  await port.press('Enter');
  await expect(window.getByRole('alert').filter({ hasText: 'Not saved' })).toContainText(
    'Another program uses this port',
  );
  other.close();
  expect(stored(desktop).server.port).toBe(0);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
});

test('which files are accepted: all but programs, or only some', async ({ desktop }) => {
  const { window } = desktop;
  await addressOf(desktop);
  /** 0 while the server restarts, which it does with each change */
  const send = async (name: string) => {
    const form = new FormData();
    form.append('file', new Blob(['x']), name);
    const url = await addressOf(desktop);
    return fetch(`${url}/api/upload`, { method: 'POST', body: form }).then(
      ({ status }) => status,
      () => 0,
    );
  };
  await tab(window, /^Settings/).click();
  const refused = window.getByRole('textbox', { name: 'Refused file types' });
  await expect(refused).toHaveValue(/^exe, msi, bat/);
  await refused.fill('exe, zip');
  await refused.press('Enter');
  await expect.poll(() => stored(desktop).server.deniedTypes).toBe('exe, zip');
  await expect(stateOf(window)).toHaveText('Running');
  await expect.poll(async () => [await send('a.zip'), await send('a.bat')]).toEqual([400, 200]);

  const choice = window.getByRole('combobox', { name: 'Accepted files' });
  await choice.click();
  await window.getByRole('option', { name: 'Only the types I choose' }).click();
  const accepted = window.getByRole('textbox', { name: 'Accepted file types' });
  await expect(accepted).toHaveValue(/^txt, pdf, png/);
  await expect(refused).toHaveCount(0);
  await accepted.fill('csv');
  await accepted.press('Enter');
  await expect.poll(() => stored(desktop).server.uploadTypes).toBe('csv');
  await expect(stateOf(window)).toHaveText('Running');
  await expect.poll(async () => [await send('a.txt'), await send('a.csv')]).toEqual([400, 200]);
  await choice.click();
  await window.getByRole('option', { name: 'All with exceptions' }).click();
  await expect(refused).toHaveValue('exe, zip');
});

test("the room's name is kept on leaving the field", async ({ desktop }) => {
  const { window } = desktop;
  await addressOf(desktop);
  await tab(window, /^Settings/).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Chemie 9a');
  await window.keyboard.press('Tab');
  await expect(window.getByRole('complementary').getByText('Chemie 9a')).toBeVisible();
  expect(stored(desktop).server.name).toBe('Chemie 9a');
  await expect(stateOf(window)).toHaveText('Running');
});

test('language and appearance; a refusal follows the language', async ({ desktop }) => {
  const { window } = desktop;
  await tab(window, /^Settings/).click();
  await window.getByRole('textbox', { name: 'Port', exact: true }).fill('70000');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('alert').filter({ hasText: 'Not saved' })).toBeVisible();
  await button(window, 'Dark').click();
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await window.getByRole('combobox', { name: 'Language' }).click();
  await window.getByRole('option', { name: 'Deutsch' }).click();
  await expect(tab(window, /^Einstellungen/)).toBeVisible();
  await expect(window.getByRole('alert').filter({ hasText: 'Nicht gespeichert' })).toContainText(
    'ganze Zahl',
  );
  expect(stored(desktop).desktop).toMatchObject({ language: 'de', theme: 'dark' });
});

test('without the tray closing asks, and with it again it does not', async ({ desktop }) => {
  const { electron, window } = desktop;
  await tab(window, /^Settings/).click();
  const keep = window.getByRole('switch', { name: 'Keep running when the window closes' });
  // as the app has it: what comes by the inspector can come between its file and its memory
  const kept = async (): Promise<boolean> => (await desktop.snapshot()).settings.desktop.keepInTray;
  await keep.click();
  await expect.poll(kept).toBe(false);
  expect(stored(desktop).desktop.keepInTray).toBe(false);
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await desktop.dialogs.question(0);
  await desktop.dialogs.press('Keep running');
  expect(await desktop.isVisible()).toBe(true);
  await keep.click();
  await expect.poll(kept).toBe(true);
  await electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect
    .poll(async () => ({ isVisible: await desktop.isVisible(), asked: await desktop.dialogs.count() }))
    .toEqual({ isVisible: false, asked: 1 });
});

test('the data are moved after asking', async ({ desktop }) => {
  const {
    window,
    dialogs,
    surroundings: { folder, data },
  } = desktop;
  await addressOf(desktop);
  const to = join(folder, 'another disk');
  await tab(window, /^Settings/).click();
  await button(window, 'Choose …').click();
  await dialogs.question(0);
  await dialogs.chooseFolder(null);
  await expect(question(window)).toBeHidden();
  await button(window, 'Choose …').click();
  await dialogs.question(1);
  await dialogs.chooseFolder(to);
  await expect(question(window)).toContainText(to);
  await button(question(window), 'Leave it').click();
  expect(stored(desktop).server.data).toBe(data);

  await button(window, 'Choose …').click();
  await dialogs.question(2);
  await dialogs.chooseFolder(to);
  await button(question(window), 'Move').click();
  await expect(window.getByRole('status').filter({ hasText: 'Everything is in' })).toContainText(to);
  await expect(stateOf(window)).toHaveText('Running');
  expect(stored(desktop).server.data).toBe(to);
});

test.describe('given by the environment', () => {
  test.use({ setup: { env: { LANLINE_NAME: 'From outside' } } });

  test('a setting is shown, and says why it cannot be changed here', async ({ desktop }) => {
    const { window } = desktop;
    await tab(window, /^Settings/).click();
    const name = window.getByRole('textbox', { name: 'Name', exact: true });
    await expect(name).toHaveValue('From outside');
    await expect(name).toBeDisabled();
    await expect(window.getByText(/^Given when Lanline was started/).first()).toBeVisible();
  });
});
