// Everything at once and again and again, as nobody does who means well: afterwards the app does what it
// always does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { ADDRESS, setAdapters } from './network.ts';
import { button, stateOf } from './sign.ts';

test.slow();

/** What main noted as an error of its own */
const errorsOf = ({ surroundings: { userData } }: Desktop): string[] => {
  const file = join(userData, 'logs', 'app.log');
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"level":"error"'))
    : [];
};

test('starts and stops from window, tray and sleep at once', { tag: '@full' }, async ({ desktop, guest }) => {
  await addressOf(desktop);
  await guest('Anna');
  const before = desktop.output();
  const inWindow = desktop.window.evaluate(async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, async (_, n) =>
        n % 2 === 0 ? window.lanline.stopServer() : window.lanline.startServer(),
      ),
    );
    return answers.every(({ ok }) => ok);
  });
  const inTray = desktop.electron.evaluate(({ powerMonitor }) => {
    for (let n = 0; n < 25; n += 1) {
      for (const wanted of ['Start', 'Stop', 'Start again'])
        globalThis.spy.tray.menu?.items.find(({ label }) => label === wanted)?.click();
      powerMonitor.emit(n % 2 === 0 ? 'suspend' : 'resume');
    }
  });
  await inTray;
  expect(await inWindow).toBe(true);
  expect(await desktop.call('startServer')).toMatchObject({ ok: true });
  expect((await fetch(`${await addressOf(desktop)}/api/health`)).status).toBe(200);
  await expect(stateOf(desktop.window)).toHaveText('Running');
  expect((await guest('Ben')).socket.connected).toBe(true);
  expect(errorsOf(desktop)).toEqual([]);
  expect(desktop.output().slice(before.length)).not.toMatch(/Unhandled|MaxListeners/);
});

test(
  'languages, themes and networks that change faster than anybody looks',
  { tag: '@full' },
  async ({ desktop }) => {
    const { window: page, electron, tray } = desktop;
    const port = new URL(await addressOf(desktop)).port;
    const turns = page.evaluate(async () => {
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, n) =>
          window.lanline.changeSettings({
            desktop: { language: n % 2 === 0 ? 'de' : 'en', theme: n % 3 === 0 ? 'dark' : 'light' },
          }),
        ),
      );
      return answers.every(({ ok }) => ok);
    });
    for (let n = 0; n < 100; n += 1) {
      await electron.evaluate(
        ({ powerMonitor }, address) => {
          globalThis.network.adapters = address === '' ? {} : { wlan0: address };
          powerMonitor.emit('unlock-screen');
        },
        n % 2 === 0 ? '' : `10.0.0.${String(n)}`,
      );
    }
    expect(await turns).toBe(true);
    await setAdapters(desktop, { wlan0: ADDRESS });
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect.poll(async () => tray.tooltip()).toContain(`${ADDRESS}:${port}`);
    await expect(page.getByRole('region', { name: 'How to join' })).toContainText(ADDRESS);
    expect(errorsOf(desktop)).toEqual([]);
  },
);

test('a page that calls without end and with anything', { tag: '@full' }, async ({ desktop }) => {
  const { window: page } = desktop;
  await addressOf(desktop);
  const wrong = await page.evaluate(async () => {
    const bridge = window.lanline as unknown as Record<
      string,
      (...args: unknown[]) => Promise<{ ok: boolean }>
    >;
    const evil: unknown[] = [
      null,
      undefined,
      NaN,
      -1,
      '',
      '__proto__',
      'x'.repeat(20_000),
      [],
      {},
      JSON.parse('{"__proto__":{"port":1}}'),
      new Date(0),
      new Map(),
      Array.from({ length: 12_000 }, () => 'x'),
    ];
    const taken: string[] = [];
    // these would do what they say, or wait for somebody
    const meant = new Set([
      'on',
      'stopServer',
      'startServer',
      'chooseDataFolder',
      'getSnapshot',
      'getChannels',
      'cancelMove',
      'openChat',
      'checkForUpdates',
      'installUpdate',
      'copyText',
      'changeSettings',
    ]);
    for (const name of Object.keys(bridge).filter((each) => !meant.has(each))) {
      for (const value of evil) {
        for (const args of [[value], [value, value]])
          if ((await bridge[name]?.(...args))?.ok === true) taken.push(`${name}(${typeof value})`);
      }
    }
    for (const value of evil) {
      for (const part of ['server', 'desktop', 'other'])
        if ((await bridge['changeSettings']?.({ [part]: { name: value, language: value } }))?.ok === true)
          taken.push(`changeSettings ${part} ${typeof value}`);
    }
    return taken;
  });
  expect(wrong).toEqual([]);
  const calls = await page.evaluate(
    async () =>
      (
        await Promise.all(
          Array.from({ length: 1000 }, async (_, n) =>
            n % 2 === 0 ? window.lanline.kickPerson(String(n)) : window.lanline.getChannels(),
          ),
        )
      ).filter(({ ok }) => ok).length,
  );
  expect(calls).toBe(500);
  expect(({} as { port?: number }).port).toBeUndefined();
  expect(await desktop.electron.evaluate(() => ({} as { port?: number }).port)).toBeUndefined();
  await expect(stateOf(page)).toHaveText('Running');
});

test(
  'a window that is loaded again and again while the log runs',
  { tag: '@full' },
  async ({ desktop, guest }) => {
    const { window: page } = desktop;
    await addressOf(desktop);
    await expect(stateOf(page)).toHaveText('Running');
    const anna = await guest('Anna');
    let isOver = false;
    const flood = (async () => {
      while (!isOver) (await guest('Ben')).close();
    })();
    for (let n = 0; n < 5; n += 1) await page.reload();
    isOver = true;
    await flood;
    await expect(stateOf(page)).toHaveText('Running');
    await button(page, 'Log').click();
    await expect(page.getByRole('option').first()).toBeVisible();
    expect(anna.socket.connected).toBe(true);
    expect(errorsOf(desktop)).toEqual([]);
  },
);
