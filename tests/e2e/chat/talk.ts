// The page as guests find it: by what is written on it and what it is.
import { expect, type Locator, type Page } from '@playwright/test';

export const log = (page: Page, channel = 'general'): Locator =>
  page.getByRole('log', { name: `Messages in #${channel}` });
/** Where one writes */
export const field = (page: Page, channel = 'general'): Locator =>
  page.getByRole('textbox', { name: `Message #${channel}` });
export const people = (page: Page): Locator => page.getByRole('complementary', { name: 'People' });
export const channel = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: new RegExp(`^${name}`) });
/** A message, whether sent or on its way */
export const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('article').filter({ has: page.getByText(text, { exact: true }) });
/** What is on its way or could not go */
export const unsent = (page: Page): Locator =>
  page.getByRole('article').filter({ hasText: /Sending|Waits|Not sent/ });

export async function enterRoom(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(field(page)).toBeVisible();
}

/** Writes and sends; it may still be on its way. */
export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
  await expect(field(page)).toHaveValue('');
}

/** Everything that stands in the list, in order, of a list that is not longer than some screens. */
export async function everything(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  // so high that all of it is drawn
  await page.setViewportSize({ width: size?.width ?? 1280, height: 24_000 });
  await expect(page.getByText(/^This is the beginning of/)).toBeVisible();
  const texts = await log(page).locator('[data-row] article p').allTextContents();
  if (size) await page.setViewportSize(size);
  return texts;
}

/**
 * Goes up through the list by `step` until the beginning of the channel is seen; `look` is asked where each
 * step has led. Steps that lead nowhere end with the test's own time.
 */
export async function toBeginning(
  page: Page,
  { step, look }: { step: () => Promise<void>; look: () => Promise<void> },
): Promise<void> {
  const beginning = page.getByText(/^This is the beginning of/);
  for (;;) {
    // listened for before it is looked and before it moves, so that nothing is missed
    const moved = await log(page).evaluateHandle((list) => {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      // at the top nothing scrolls; what comes next is an older page, or the word that there is none
      const observer = new MutationObserver(() => {
        if (list.scrollTop <= 0) hasMoved();
      });
      const hasMoved = (): void => {
        list.removeEventListener('scrollend', hasMoved);
        observer.disconnect();
        resolve();
      };
      list.addEventListener('scrollend', hasMoved);
      observer.observe(list, { childList: true, characterData: true, subtree: true });
      return { ended };
    });
    if (await beginning.evaluateAll(isInView)) return;
    await step();
    await moved.evaluate(async ({ ended }) => ended);
    await moved.dispose();
    await look();
  }
}

/** Runs in the page. */
const isInView = (elements: Element[]): boolean =>
  elements.some((element) => {
    const list = element.closest('[role="log"]')?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return list !== undefined && bottom > list.top && top < list.bottom;
  });
