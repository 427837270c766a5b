// The fixtures of the desktop's specs: the built app, started the same way on real Electron and on the
// stand-in for it. The stand-in's pages have https addresses (tests/support/electron-double/own-schemes.ts), so specs
// name pages by what is on them, not by their address.
import { expect, test as base } from '@playwright/test';
import { ensureBuild } from '../../../scripts/builds.ts';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';
import { launch, type Desktop, type LaunchOptions } from './desktop.ts';
import { guestAddress } from './network.ts';
import { lockOf, makeSurroundings, removeSurroundings, root, type Surroundings } from './surroundings.ts';

export { expect } from '@playwright/test';
export { isReal, root } from './surroundings.ts';
export type { Desktop, LaunchOptions } from './desktop.ts';

interface Fixtures {
  /** How `desktop` is started: `test.use({ setup: { … } })` */
  setup: LaunchOptions;
  /** Starts an app; it is quit and cleared away when the spec ends. */
  start: (options?: LaunchOptions) => Promise<Desktop>;
  desktop: Desktop;
  /** Somebody comes in who is not the host. */
  guest: (name: string, to?: Desktop) => Promise<Guest>;
}

export const test = base.extend<Fixtures, { appDir: string }>({
  // APP_DIR: what was unpacked from a packaged app
  appDir: [
    async ({}, use) => {
      await use(process.env['APP_DIR'] ?? (await ensureBuild(root)).folder);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  setup: [{}, { option: true }],
  start: async ({ appDir }, use, info) => {
    const started: Desktop[] = [];
    const used = new Set<Surroundings>();
    await use(async (options = {}) => {
      const surroundings = options.surroundings ?? (await makeSurroundings(options));
      used.add(surroundings);
      const desktop = await launch(appDir, { ...options, surroundings });
      started.push(desktop);
      return desktop;
    });
    const hung: string[] = [];
    for (const [index, desktop] of started.entries()) {
      if (info.status !== info.expectedStatus) {
        await info.attach(`app-${String(index)}`, { body: desktop.output(), contentType: 'text/plain' });
        for (const page of desktop.electron.windows())
          await page
            .screenshot({ path: info.outputPath(`window-${String(index)}.png`) })
            .catch(() => undefined);
      }
      if (!(await endsInTime(desktop))) hung.push(desktop.output());
    }
    for (const surroundings of used) removeSurroundings(surroundings);
    expect(hung, 'apps that had to be killed').toEqual([]);
    expect(
      started.flatMap(({ errors }) => errors),
      "errors in the windows' consoles",
    ).toEqual([]);
  },
  desktop: async ({ start, setup }, use) => {
    await use(await start(setup));
  },
  guest: async ({ desktop }, use) => {
    const guests: Guest[] = [];
    await use(async (name, to = desktop) => {
      base.skip(
        guestAddress === undefined,
        'this machine is in no network, so nobody but the host can come in',
      );
      const url = new URL(await addressOf(to));
      url.hostname = guestAddress ?? '';
      const come = await enter(url.origin, person(name));
      guests.push(come);
      return come;
    });
    for (const each of guests) each.close();
  },
});

/** Longer than main gives its server to stop */
const PATIENCE_MS = 25_000;

/** Quits it; one that does not go is killed. */
async function endsInTime(desktop: Desktop): Promise<boolean> {
  let isInTime = true;
  const late = setTimeout(() => {
    isInTime = false;
    process.kill(desktop.pid, 'SIGKILL');
  }, PATIENCE_MS);
  // what is killed cannot answer
  await desktop.quit().catch(() => undefined);
  clearTimeout(late);
  return isInTime;
}

/**
 * Where the host's own machine reaches the app's running server, once it answers there. The window is not
 * asked: that would take log lines from it.
 */
export async function addressOf({ surroundings, pid }: Desktop): Promise<string> {
  let url = '';
  await expect
    .poll(
      async () => {
        const lock = lockOf(surroundings);
        if (lock === undefined || lock.pid !== pid) return false;
        url = `http://127.0.0.1:${String(lock.port)}`;
        return fetch(`${url}/api/health`).then(
          ({ ok }) => ok,
          () => false,
        );
      },
      { message: 'a server that answers' },
    )
    .toBe(true);
  return url;
}
