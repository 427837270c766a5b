// The drawers of a phone, by finger.
import type { Page } from '@playwright/test';
import { expect, test } from './room.ts';
import { enterRoom } from './talk.ts';

/** A finger that goes across the screen, from one x to the other. */
async function swipe(page: Page, from: number, to: number, y = 500): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = (x: number) => ({ touchPoints: [{ x, y }] });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from) });
  for (let step = 1; step <= 8; step += 1)
    await session.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      ...at(from + ((to - from) * step) / 8),
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

test('a drawer follows the finger: a swipe back closes it, a short one does not, and a tap beside it does', async ({
  visit,
}) => {
  const { page } = await visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await enterRoom(page, 'Anna');
  for (const [button, label, from, to, beside] of [
    [/^Channels/, 'Channels', 280, 40, 370],
    ['People, 1', 'People', 110, 350, 20],
  ] as const) {
    const drawer = page.getByRole('dialog', { name: label });
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: button }).tap();
      await expect(drawer).toBeInViewport({ ratio: 0.99 });
    };
    await open();
    await swipe(page, from, to);
    await expect(drawer).toHaveCount(0);
    await open();
    await swipe(page, from, from + Math.sign(to - from) * 12);
    await expect(drawer).toBeInViewport({ ratio: 0.99 });
    await page.touchscreen.tap(beside, 500);
    await expect(drawer).toHaveCount(0);
  }
});
