// Language and theme: the window, the tray and the menus change together, at once and for good.
import { addressOf, expect, test, type Desktop } from './app.ts';
import { stateOf } from './sign.ts';

const change = async ({ call }: Desktop, desktop: Record<string, unknown>): Promise<void> => {
  expect(await call('changeSettings', { desktop })).toMatchObject({ ok: true });
};
const menuLabels = async ({ electron }: Desktop): Promise<string[]> =>
  electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);

test('German and back, kept for the next time', { tag: '@full' }, async ({ start }) => {
  const first = await start();
  const { window, tray } = first;
  await addressOf(first);
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');

  await change(first, { language: 'de' });
  await expect(stateOf(window)).toHaveText('Läuft');
  await expect(window.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(async () => tray.tooltip()).toContain('Läuft');
  await expect
    .poll(async () => (await tray.items()).map(({ label }) => label))
    .toEqual(expect.arrayContaining(['Stoppen', 'Lanline beenden']));
  await expect.poll(async () => menuLabels(first)).toEqual(expect.arrayContaining(['Bearbeiten', 'Ansicht']));
  await first.quit();

  const second = await start({ surroundings: first.surroundings });
  await expect(stateOf(second.window)).toHaveText('Läuft');
  await change(second, { language: 'en' });
  await expect(stateOf(second.window)).toHaveText('Running');
});

test.describe('where the host did not choose', () => {
  test.use({
    setup: {
      settings: { desktop: { language: 'system', theme: 'system' } },
      env: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' },
    },
  });

  test("the system's language is used", async ({ desktop }) => {
    test.skip(process.platform !== 'linux', 'elsewhere it is not set by the environment');
    await expect(stateOf(desktop.window)).toHaveText(/Läuft|Startet/);
  });
});

test('dark and light', async ({ desktop }) => {
  const { electron, window } = desktop;
  const paper = async (): Promise<string> =>
    window.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
  const light = await paper();

  await change(desktop, { theme: 'dark' });
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(paper).not.toBe(light);
  // the system's own parts, such as scroll bars, follow
  await expect
    .poll(async () => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(true);
  expect(await electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');

  await change(desktop, { theme: 'light' });
  await expect.poll(paper).toBe(light);
});
