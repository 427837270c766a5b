// What a page in the window may not do, whatever got into it.
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { openSite } from '../../support/browser/site.ts';
import { payloads } from '../../../main/ipc/contract.ts';
import { stateOf } from './sign.ts';

test('it cannot navigate away, and opens no windows', async ({ desktop }) => {
  const { electron, window: page } = desktop;
  const site = await openSite({ '/': { type: 'text/html', body: 'elsewhere' } });
  const before = page.url();
  for (const url of [
    `${site.url}/`,
    'lanline://app/other.html',
    'lanline://elsewhere/',
    'file:///etc/hosts',
    'data:text/html,elsewhere',
  ]) {
    await page.evaluate((to) => {
      location.href = to;
    }, url);
    expect(await page.evaluate((to) => window.open(to) === null, url)).toBe(true);
  }
  await page.evaluate((to) => {
    const link = document.createElement('a');
    Object.assign(link, { href: to, target: '_blank', textContent: 'out' });
    document.body.append(link);
    link.click();
    link.remove();
  }, `${site.url}/`);
  await expect(stateOf(page)).toHaveText('Running');
  expect(page.url()).toBe(before);
  expect(electron.windows()).toHaveLength(1);
  expect(site.asked).toEqual([]);
  expect(await desktop.opened()).toEqual([]);
  await site.close();
  // Chromium itself says so of some of them
  desktop.errors.length = 0;
});

test("its bridge has the contract's functions, and nothing else is there", async ({
  desktop: { window: page },
}) => {
  expect(await page.evaluate(() => Object.keys(window.lanline).toSorted())).toEqual(
    [...Object.keys(payloads), 'on'].toSorted(),
  );
  expect(
    await page.evaluate(() => Object.values(window.lanline).every((member) => typeof member === 'function')),
  ).toBe(true);
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    ),
  ).toEqual([]);
  expect(
    await page.evaluate(() => {
      try {
        Object.assign(window.lanline, { stopServer: null });
      } catch {
        // frozen things throw in strict code
      }
      return typeof window.lanline.stopServer;
    }),
  ).toBe('function');
});

test('arguments that the contract does not know are refused', async ({ desktop }) => {
  const answers = await desktop.window.evaluate(async () => {
    const bridge = window.lanline as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    return Promise.all([
      bridge['openOutside']?.('file:///etc/passwd'),
      bridge['openFolder']?.('../..'),
      bridge['startOnPort']?.('22; rm'),
      bridge['setFullScreen']?.({}),
      bridge['kickPerson']?.(),
      bridge['stopServer']?.('now'),
    ]);
  });
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, fault: { code: 'refused' } });
  expect(await desktop.opened()).toEqual([]);
  await expect(stateOf(desktop.window)).toHaveText('Running');
});

test('what it may hear are names of events, and none that leads to another channel', async ({
  desktop: { window: page },
}) => {
  const said = await page.evaluate(() =>
    ['call:stopServer', 'show:', '../show', '', 'view show'].map((name) => {
      try {
        window.lanline.on(name as Parameters<typeof window.lanline.on>[0], () => undefined);
        return 'heard';
      } catch (error) {
        return String(error);
      }
    }),
  );
  for (const each of said) expect(each).toContain('Lanline tells nothing called');
});

test('calls from another window are refused, from its frames too', async ({ desktop, appDir }) => {
  const { electron } = desktop;
  const preload = join(appDir, 'main/ipc/preload.cjs');
  const opening = electron.waitForEvent('window');
  const answers = await electron.evaluate(async ({ BrowserWindow }, file) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: file,
        sandbox: true,
        contextIsolation: true,
        nodeIntegrationInSubFrames: true,
      },
    });
    await other.loadURL('lanline://app/');
    return other.webContents.executeJavaScript(`(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const bridges = [window.lanline, frame.contentWindow.lanline].filter((bridge) => bridge !== undefined);
      return Promise.all(bridges.map((bridge) => bridge.stopServer()));
    })()`) as Promise<unknown[]>;
  }, preload);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, fault: { code: 'refused' } });
  await expect(stateOf(desktop.window)).toHaveText('Running');
  await (await opening).close();
  desktop.errors.length = 0;
});

test('frames in the window get no bridge', async ({ desktop: { window: page } }) => {
  expect(
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const found = frame.contentWindow !== null && 'lanline' in frame.contentWindow;
      frame.remove();
      return found;
    }),
  ).toBe(false);
});

test('the policy of its page is there and in force', async ({ desktop }) => {
  const { window: page, errors } = desktop;
  const policy = await page.evaluate(
    async () =>
      (await fetch(location.href).catch(() => null))?.headers.get('content-security-policy') ?? null,
  );
  // default-src 'none' forbids the page to ask for itself
  expect(policy).toBeNull();
  const header = await desktop.electron.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('lanline://app/');
    return Object.fromEntries(answer.headers);
  });
  expect(header['content-security-policy']).toMatch(/^default-src 'none';/);
  expect(header['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(header).toMatchObject({ 'x-content-type-options': 'nosniff' });

  const site = await openSite();
  const ran = await page.evaluate(async (url) => {
    const tried: (() => void | Promise<void>)[] = [
      () => {
        const script = document.createElement('script');
        script.append('window.ran = true');
        document.head.append(script);
      },
      () => {
        // oxlint-disable-next-line no-eval -- that it is refused is what this is about
        (0, eval)('window.ran = true');
      },
      () => {
        document.body.innerHTML += '<img src=x onerror="window.ran = true">';
      },
      () => {
        const image = new Image();
        image.src = `${url}/pixel`;
        document.body.append(image);
      },
      async () => {
        await fetch(`${url}/fetched`);
      },
      () => {
        navigator.sendBeacon(`${url}/beacon`);
      },
      () => {
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.head.append(style);
      },
    ];
    for (const attempt of tried) {
      // DevTools, through which this came, are above the policy; what comes later is not
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      try {
        await attempt();
      } catch {
        // refused with an error is refused
      }
    }
    return ['ran' in window, getComputedStyle(document.body).display];
  }, site.url);
  expect(ran).toEqual([false, expect.not.stringMatching('none')]);
  await expect(stateOf(page)).toHaveText('Running');
  expect(site.asked).toEqual([]);
  await site.close();
  expect(errors.length).toBeGreaterThan(0);
  errors.length = 0;
});

test('it can download nothing', async ({ desktop }) => {
  expect(
    await desktop.electron.evaluate(({ session }) => {
      let isPrevented = false;
      session.defaultSession.emit(
        'will-download',
        {
          preventDefault: () => {
            isPrevented = true;
          },
        },
        {},
        {},
      );
      return isPrevented;
    }),
  ).toBe(true);
});

test('it gets no permissions', async ({ desktop: { window: page } }) => {
  const states = await page.evaluate(async () =>
    Promise.all(
      ['geolocation', 'camera', 'microphone', 'midi', 'clipboard-read'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  );
  expect(states).toEqual(states.map(() => 'denied'));
  expect(await page.evaluate(() => Notification.permission)).toBe('denied');
  expect(
    await page.evaluate(async () =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: unknown) => String(error),
      ),
    ),
  ).toMatch(/NotAllowed|NotFound/);
});
