// A room and the people in it: each with a browser profile of their own, on a plain-http address that is not
// localhost.
import { join } from 'node:path';
import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { ensureBuild } from '../../../scripts/builds.ts';
import { QUIET } from '../../support/browser/browser-flags.ts';
import { watch } from '../../support/browser/site.ts';
import { openElsewhere, type Elsewhere } from './elsewhere.ts';
import { HOST, ROOM_NAME_ONLY } from './host.ts';
import { serveRoom, type ServedRoom } from './server-process.ts';
import { enterRoom } from './talk.ts';

export interface Visitor {
  page: Page;
  context: BrowserContext;
}

export interface Visitors {
  /** Opens the page with a fresh profile, or with the one of `context`. */
  (
    options?: BrowserContextOptions & {
      in?: BrowserContext;
      before?: (context: BrowserContext) => Promise<unknown>;
    },
  ): Promise<Visitor>;
}

interface Fixtures {
  /** Further flags of the server */
  flags: readonly string[];
  room: ServedRoom;
  /** Where guests open the page */
  address: string;
  /** A browser profile whose every way to another place than this machine leads to `elsewhere` */
  profile: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  visit: Visitors;
  /** Visits and joins. */
  guest: (name: string, options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures, { appDir: string; elsewhere: Elsewhere }>({
  elsewhere: [
    async ({}, use) => {
      const elsewhere = await openElsewhere();
      await use(elsewhere);
      await elsewhere.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, args: [...QUIET, ROOM_NAME_ONLY] });
    },
    { scope: 'worker' },
  ],
  // APP_DIR: a certain build
  appDir: [
    async ({}, use) => {
      await use(process.env['APP_DIR'] ?? (await ensureBuild(join(import.meta.dirname, '../../..'))).folder);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  flags: [[], { option: true }],
  room: async ({ appDir, flags }, use) => {
    const room = await serveRoom(appDir, flags);
    await use(room);
    await room.close();
  },
  address: async ({ room }, use) => {
    await use(`http://${HOST}:${String(room.port)}`);
  },
  profile: async ({ browser, elsewhere }, use) => {
    const made: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        proxy: { server: elsewhere.url, bypass: `${HOST},127.0.0.1` },
        ...options,
      });
      made.push(context);
      return context;
    });
    for (const context of made) await context.close();
  },
  visit: async ({ profile, address, elsewhere }, use) => {
    const contexts = new Set<BrowserContext>();
    const seen: { signs: readonly string[]; errors: readonly string[] }[] = [];
    await use(async ({ in: existing, before, ...options } = {}) => {
      const context = existing ?? (await profile(options));
      if (!contexts.has(context)) await before?.(context);
      contexts.add(context);
      const page = await context.newPage();
      seen.push(watch(page, [address]));
      await page.goto(address);
      return { page, context };
    });
    for (const context of contexts) await context.close();
    expect(
      seen.flatMap(({ signs }) => signs),
      'dialogs, and requests to other places',
    ).toEqual([]);
    expect(elsewhere.heard(), 'connections to other places').toEqual([]);
    // a server that is killed is what a browser calls an error
    expect(
      seen
        .flatMap(({ errors }) => errors)
        .filter((error) => !/ERR_|WebSocket|Failed to load resource/.test(error)),
      'errors in the consoles',
    ).toEqual([]);
  },
  guest: async ({ visit }, use) => {
    await use(async (name, options) => {
      const { page } = await visit(options);
      await enterRoom(page, name);
      return page;
    });
  },
});

export { expect } from '@playwright/test';
