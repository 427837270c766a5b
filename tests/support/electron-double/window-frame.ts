// What a BrowserWindow has around its page: title, colour, menu, icon, taskbar. There is no screen, so most of
// it has nowhere to be seen.
import { EventEmitter } from 'node:events';
import type Electron from 'electron';

export class WindowFrame extends EventEmitter {
  title: string;
  #background: string;

  constructor({ title = 'Electron', backgroundColor = '#FFFFFF' }: Electron.BrowserWindowConstructorOptions) {
    super();
    this.title = title;
    this.#background = backgroundColor;
  }

  getTitle(): string {
    return this.title;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getBackgroundColor(): string {
    return this.#background;
  }
  setBackgroundColor(color: string): void {
    this.#background = color;
  }
  setMenu(_menu: unknown): void {
    /* no bar to show it in */
  }
  removeMenu(): void {
    /* nor this */
  }
  setMenuBarVisibility(_visible: boolean): void {
    /* nor this */
  }
  setAutoHideMenuBar(_hide: boolean): void {
    /* nor this */
  }
  setIcon(_icon: unknown): void {
    /* no frame to show it in */
  }
  setSkipTaskbar(_skip: boolean): void {
    /* no bar */
  }
  flashFrame(_flag: boolean): void {
    /* no bar */
  }
  moveTop(): void {
    /* one window is all there is to be above */
  }
}
