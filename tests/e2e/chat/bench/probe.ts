// What notes in the page itself how it fares: asking from outside would slow down what is measured.
import type { Page } from '@playwright/test';

interface Probe {
  /** Of each shift that no input caused; without a unit, as browsers count it */
  shifts: number[];
  /** Milliseconds of each task of the main thread that was longer than 50 */
  longTasks: number[];
  /** Milliseconds since the page was asked for, once a frame with this text in `main` was drawn */
  shown(text: string): Promise<number>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** From now on every page of the context has a probe, which waits for `text` from its beginning. */
export async function installProbe(page: Page, text: string): Promise<void> {
  await page.addInitScript(probe, text);
}

// oxlint-disable unicorn/consistent-function-scoping -- it runs in the page, so it can name nothing outside of itself
/** Makes `window.probe`. */
function probe(first: string): void {
  const shifts: number[] = [];
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) shifts.push(entry.value);
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });

  const shown = (text: string): Promise<number> =>
    new Promise((resolve) => {
      const isShown = (): boolean => {
        const main = document.querySelector('main');
        if (!main?.textContent.includes(text)) return false;
        const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) =>
          node.nodeValue?.includes(text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
        );
        while (walker.nextNode()) {
          const place = walker.currentNode.parentElement;
          const { top = 0, bottom = 0 } = place?.getBoundingClientRect() ?? {};
          // the list draws rows unseen to measure them
          if (
            place?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
            bottom > top &&
            top < innerHeight &&
            bottom > 0
          )
            return true;
        }
        return false;
      };
      const look = (): void => {
        if (!isShown()) {
          requestAnimationFrame(look);
          return;
        }
        // a task after this frame was drawn
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          resolve(performance.now());
        });
        port1.start();
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    });
  const atFirst = shown(first);
  window.probe = { shifts, longTasks, shown: (text) => (text === first ? atFirst : shown(text)) };
}
// oxlint-enable unicorn/consistent-function-scoping

/** Milliseconds from the page's request until `text` was drawn; rejects after half a minute. */
export function shownAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      Promise.race([
        window.probe.shown(wanted),
        new Promise<never>((_resolve, reject) => {
          setTimeout(() => {
            reject(new Error(`${wanted} was not shown`));
          }, 30_000);
        }),
      ]),
    text,
  );
}

/** Milliseconds from a pointer going down on `at` until `text` was drawn. */
export async function clickUntil(page: Page, at: { x: number; y: number }, text: string): Promise<number> {
  const pressed = await page.evaluateHandle(
    (wanted) => ({
      time: new Promise<number>((resolve, reject) => {
        addEventListener(
          'pointerdown',
          ({ timeStamp }) => {
            resolve(window.probe.shown(wanted).then((now) => now - timeStamp));
            setTimeout(() => {
              reject(new Error(`${wanted} was not shown`));
            }, 30_000);
          },
          { once: true, capture: true },
        );
      }),
    }),
    text,
  );
  await page.mouse.click(at.x, at.y);
  return pressed.evaluate(({ time }) => time);
}

export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(() => window.probe.shifts.reduce((sum, value) => sum + value, 0));

/** The longest task since the last call; 0 where none was longer than 50 ms. */
export const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...window.probe.longTasks.splice(0)));

/** Paths of the scripts that the page has fetched so far. */
export const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  );
