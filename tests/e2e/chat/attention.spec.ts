// What calls somebody back who looks elsewhere: title and icon everywhere, a tone where it is wanted,
// notifications where the page may.
import type { BrowserContext, Page } from '@playwright/test';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';
import { expect, test } from './room.ts';
import { channel, enterRoom, field, message } from './talk.ts';

declare global {
  interface Window {
    tones: number;
    notices: { title: string; body: string | undefined; click: () => void }[];
  }
}

/** Counts tones and keeps notifications: a browser without a screen plays and shows neither. */
const listen = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    window.tones = 0;
    window.notices = [];
    const start = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, 'start')
      ?.value as () => void;
    AudioScheduledSourceNode.prototype.start = function count(this: AudioScheduledSourceNode, ...at: []) {
      window.tones += 1;
      start.apply(this, at);
    };
    if (!isSecureContext) return;
    class Kept extends EventTarget {
      static readonly permission = 'granted';
      constructor(title: string, { body }: NotificationOptions = {}) {
        super();
        window.notices.push({
          title,
          body,
          click: () => {
            this.dispatchEvent(new Event('click'));
          },
        });
      }
      close(): void {
        this.dispatchEvent(new Event('close'));
      }
    }
    Reflect.set(window, 'Notification', Kept);
  });

async function settings(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name: 'Your name and settings' }).click();
  await act();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const lookAway = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.hasFocus = () => false;
    window.dispatchEvent(new Event('blur'));
  });

/** Anna wants tones, and is in #random while Ben writes her name in #general. */
async function mention(page: Page, ben: Guest): Promise<void> {
  await settings(page, () => page.getByRole('switch', { name: 'Sound' }).click());
  await channel(page, 'random').click();
  await expect(field(page, 'random')).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.tones)).toBe(2);
  await lookAway(page);
  await ben.say('general', 'nothing for her');
  await ben.say('general', '@Anna look **here**');
  await expect(channel(page, 'general')).toHaveAccessibleName(/2 unread messages.*one with your name/);
}

test('on plain http: title, icon and tone, and the reason why no notification', async ({ visit, room }) => {
  const { page: anna } = await visit({ before: listen });
  await enterRoom(anna, 'Anna');
  await settings(anna, async () => {
    await expect(anna.getByRole('dialog')).toContainText('Browsers allow these only on encrypted pages');
    await expect(anna.getByRole('switch', { name: 'Notifications' })).toBeDisabled();
  });
  const badge = anna.locator('link[rel=icon][data-badge]');
  await expect(badge).toHaveCount(0);
  const ben = await enter(room.url, person('Ben'));
  await mention(anna, ben);
  await expect(anna).toHaveTitle('(2) #random, Room 3b');
  await expect(badge).toHaveAttribute('href', /^data:image\/png/);
  // two notes when it was chosen, two for her name, none for the other message
  await expect.poll(() => anna.evaluate(() => window.tones)).toBe(4);
  await channel(anna, 'general').click();
  await expect(message(anna, 'nothing for her')).toBeVisible();
  await anna.evaluate(() => {
    document.hasFocus = () => true;
    window.dispatchEvent(new Event('focus'));
  });
  await expect(anna).toHaveTitle('#general, Room 3b');
  await expect(badge).toHaveCount(0);
  ben.close();
});

test.describe('where the page may', () => {
  // to a browser this machine itself is as good as encrypted
  test.use({
    address: async ({ room }, use) => {
      await use(`http://localhost:${String(room.port)}`);
    },
  });

  test('a notification tells who and where, and leads there', async ({ visit, room }) => {
    const { page: anna } = await visit({ before: listen });
    await enterRoom(anna, 'Anna');
    await settings(anna, () => anna.getByRole('switch', { name: 'Notifications' }).click());
    const ben = await enter(room.url, person('Ben'));
    await mention(anna, ben);
    await expect
      .poll(() => anna.evaluate(() => window.notices.map(({ title, body }) => [title, body])))
      .toEqual([['\u2068Ben\u2069 in #\u2068general\u2069', '@Anna look **here**']]);
    await anna.evaluate(() => {
      window.notices[0]?.click();
    });
    await expect(field(anna)).toBeVisible();
    ben.close();
  });
});
