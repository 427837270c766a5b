// What a host clicks on, and how long it takes until the window shows it.
import type { Locator, Page } from '@playwright/test';
import { tab } from '../sign.ts';

/**
 * Milliseconds from the button going down to the first picture that shows what was clicked; `seen` is there
 * from then on.
 */
async function clickTime(page: Page, what: Locator, seen: string): Promise<number> {
  // rows are drawn once they were measured
  await what.waitFor({ state: 'visible' });
  // under the pointer nobody changes place
  await what.hover();
  const box = await what.boundingBox();
  if (!box) throw new Error(`There is nothing to click: ${String(what)}`);
  const handle = await page.evaluateHandle(
    (selector) => ({
      time: new Promise<number>((resolve, reject) => {
        addEventListener(
          'pointerdown',
          ({ timeStamp }) => {
            const late = setTimeout(() => {
              reject(new Error(`${selector} was not seen`));
            }, 10_000);
            const look = (): void => {
              if (!document.querySelector(selector)) {
                requestAnimationFrame(look);
                return;
              }
              clearTimeout(late);
              // a task after this frame was drawn
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener('message', () => {
                resolve(performance.now() - timeStamp);
              });
              port1.start();
              port2.postMessage(undefined);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
    }),
    seen,
  );
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return handle.evaluate(async ({ time }) => time);
}

const chosenTab = (place: number) => `[role="tab"]:nth-of-type(${String(place)})[aria-selected="true"]`;
const pressed = (place: number) => `[role="group"] > :nth-of-type(${String(place)})[aria-pressed="true"]`;

/** Each leaves the window as it was. */
export const CLICKS: Record<string, (page: Page) => Promise<number[]>> = {
  'a tab': async (page) => [
    await clickTime(page, tab(page, /^Channels/), chosenTab(2)),
    await clickTime(page, tab(page, /^People/), chosenTab(1)),
  ],
  'the log\u2019s filter': async (page) => {
    const filter = page.getByRole('group', { name: 'Which lines' }).getByRole('button');
    return [
      await clickTime(page, filter.nth(1), pressed(2)),
      await clickTime(page, filter.nth(0), pressed(1)),
    ];
  },
  'a row\u2019s menu': async (page) => {
    const time = await clickTime(
      page,
      page.getByRole('button', { name: /^More for/ }).nth(2),
      '[role="menu"]',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    return [time];
  },
};
