// One picture: the window brought into a theme, a size and a language by its own settings, and stored small.
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Language, Theme } from '../../../../main/ipc/contract.ts';
import type { Desktop } from '../desktop.ts';

export interface Look {
  theme: Theme;
  size: readonly [width: number, height: number];
  language: Language;
}

export interface Camera {
  /** Brings the window into this look, and its pointer out of the way. */
  pose(look: Look): Promise<void>;
  /** Takes `dashboard-<state>-<theme>-<size>-<language>.png` of the window as it is posed now. */
  take(state: string): Promise<void>;
}

/** Of a picture, to one of the window's */
const PIXELS = 2;
const MOST_BYTES = 150_000;

/** `wanted`: only names that hold one of these are taken; none: all. */
export function createCamera(
  { window: page, electron }: Desktop,
  folder: string,
  wanted: readonly string[],
): Camera {
  mkdirSync(folder, { recursive: true });
  let look: Look = { theme: 'light', size: [960, 640], language: 'en' };

  return {
    async pose(next) {
      look = next;
      const [width, height] = look.size;
      const isFullScreen = await electron.evaluate(
        ({ BrowserWindow }, size) => {
          const [shown] = BrowserWindow.getAllWindows();
          if (shown?.isFullScreen() === false) shown.setContentSize(size.width, size.height);
          return shown?.isFullScreen() ?? false;
        },
        { width, height },
      );
      await page.evaluate(
        async ({ theme, language }) => window.lanline.changeSettings({ desktop: { theme, language } }),
        look,
      );
      await page.waitForFunction(
        (now) =>
          document.documentElement.lang === now.language &&
          document.documentElement.dataset['theme'] === now.theme &&
          (now.isFullScreen || (innerWidth === now.size[0] && innerHeight === now.size[1])),
        { ...look, isFullScreen },
      );
      await page.mouse.move(1, 1);
    },
    async take(state) {
      const { theme, language } = look;
      const [width, height] = await page.evaluate(() => [innerWidth, innerHeight] as const);
      const size = `${String(width)}x${String(height)}`;
      const name = `dashboard-${state}-${theme}-${size}-${language}.png`;
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) return;
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: PIXELS,
        mobile: false,
      });
      await page.evaluate(async () => {
        await document.fonts.ready;
        // what moves for ever is stopped by Playwright
        const ending = document
          .getAnimations()
          .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
        await Promise.allSettled(ending.map(({ finished }) => finished));
        await new Promise((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(resolve);
          });
        });
      });
      const shot = await page.screenshot({ animations: 'disabled', scale: 'device' });
      await devtools.detach();
      // text and flat colours: a palette of 256 loses nothing that can be seen
      const small = await sharp(shot).png({ palette: true, quality: 95, effort: 8, dither: 0 }).toBuffer();
      await writeFile(join(folder, name), small);
      console.error(
        `${name}  ${String(Math.round(small.length / 1000))} kB${small.length > MOST_BYTES ? ', too large' : ''}`,
      );
    },
  };
}
