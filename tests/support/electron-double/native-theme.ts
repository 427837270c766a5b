// Electron's `nativeTheme`: what is set here is what the pages' prefers-color-scheme says.
import { EventEmitter } from 'node:events';
import type { Session } from './cdp.ts';

type Source = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  #source: Source = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;

  get themeSource(): Source {
    return this.#source;
  }
  set themeSource(source: Source) {
    const before = this.shouldUseDarkColors;
    this.#source = source;
    for (const page of pages)
      void emulate(page).catch(() => {
        pages.delete(page);
      });
    if (before !== this.shouldUseDarkColors) this.emit('updated');
  }

  /** The system of the stand-in is light */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

const pages = new Set<Session>();
export const nativeTheme = new NativeTheme();

/** The page has the theme's colours from now on. */
export async function followTheme(page: Session): Promise<void> {
  pages.add(page);
  await emulate(page);
}

async function emulate(page: Session): Promise<void> {
  await page.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' }],
  });
}
