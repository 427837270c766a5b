// Browsers that let no websocket through: the page polls, from its first attempt on.
import type { BrowserContext } from '@playwright/test';
import { enterRoom, message, say } from './talk.ts';
import { expect, test } from './room.ts';

/** As Safari before 15.4 takes `connect-src 'self'`: requests to the own host, but no websockets. */
async function forbidWebsockets(context: BrowserContext, url: string): Promise<void> {
  await context.route(`${url}/`, async (route) => {
    const response = await route.fetch();
    const {
      'content-security-policy': policy = '',
      'content-encoding': _unpacked,
      ...headers
    } = response.headers();
    await route.fulfill({
      response,
      headers: {
        ...headers,
        'content-security-policy': policy.replace(/connect-src [^;]*/, `connect-src ${url}`),
      },
    });
  });
}

/** As browsers do that are asked for what the policy forbids. */
async function throwForWebsockets(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.set(globalThis, 'WebSocket', function refuse() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
  });
}

for (const [what, forbid, tag] of [
  ['a policy that forbids them', forbidWebsockets, []],
  ['a browser that throws', throwForWebsockets, ['@full']],
] as const) {
  test(
    `no websockets, by ${what}: in, talking, and back after a restart`,
    { tag: [...tag] },
    async ({ browser, room, guest }) => {
      const context = await browser.newContext();
      await forbid(context, room.url);
      const page = await context.newPage();
      const opened: string[] = [];
      const handshakes: string[] = [];
      page.on('websocket', (socket) => {
        socket.on('framereceived', () => {
          opened.push(socket.url());
        });
      });
      page.on('request', (request) => {
        if (/transport=polling(?!.*sid=)/.test(request.url())) handshakes.push(request.url());
      });
      // by its number: an answer that Playwright gives is of no known network, and may not load from a named
      // one
      await page.goto(room.url);
      await enterRoom(page, 'Anna');
      expect(handshakes).toHaveLength(1);
      const ben = await guest('Ben');
      await say(page, 'from one who polls');
      await expect(message(ben, 'from one who polls')).toBeVisible();
      await room.kill();
      await say(page, 'meanwhile');
      await room.start();
      await expect(message(ben, 'meanwhile')).toBeVisible();
      expect(opened).toEqual([]);
      await context.close();
    },
  );
}
