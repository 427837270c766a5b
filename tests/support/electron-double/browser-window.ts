// Electron's BrowserWindow. There is no screen: what is shown, where and how large is kept here, and the size
// is the page's.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Electron from 'electron';
import { resizePage } from './page-target.ts';
import { preventable, runtime } from './runtime.ts';
import { SCREEN } from './screen.ts';
import { destroyContents, pageOf, WebContents } from './web-contents.ts';
import { WindowFrame } from './window-frame.ts';

const windows = new Set<BrowserWindow>();
/** The one that is in front, as far as one is visible */
let focused: BrowserWindow | null = null;
const setFocused = (window: BrowserWindow): void => {
  focused = window;
};
let onAllClosed = (): void => undefined;
let onCreated = (_window: BrowserWindow): void => undefined;
/** What the app does when the last window has gone, and when one came. */
export function setWindowHooks(hooks: {
  allClosed: () => void;
  created: (window: BrowserWindow) => void;
}): void {
  onAllClosed = hooks.allClosed;
  onCreated = hooks.created;
}

export class BrowserWindow extends WindowFrame {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  readonly webContents: WebContents;
  #visible: boolean;
  #state: 'normal' | 'minimized' | 'maximized' = 'normal';
  #fullScreen = false;
  /** Of a window that is neither maximized nor full screen */
  #bounds: Electron.Rectangle;
  #minimum: [number, number];
  #shownOnce = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(options);
    if (!runtime.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const {
      width = 800,
      height = 600,
      x = Math.round((SCREEN.width - width) / 2),
      y = Math.round((SCREEN.height - height) / 2),
      webPreferences = {},
    } = options;
    this.#visible = options.show ?? true;
    this.#bounds = { x, y, width, height };
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.webContents = new WebContents(
      {
        close: () => {
          this.close();
        },
        openChild: (url) => {
          void new BrowserWindow({ width, height }).loadURL(url);
        },
      },
      {
        width,
        height,
        preload: webPreferences.preload,
        inSubFrames: webPreferences.nodeIntegrationInSubFrames ?? false,
      },
    );
    this.webContents.on('dom-ready', () => {
      if (this.#shownOnce) return;
      this.#shownOnce = true;
      this.emit('ready-to-show');
    });
    windows.add(this);
    if (this.#visible) setFocused(this);
    onCreated(this);
  }

  get id(): number {
    return this.webContents.id;
  }
  async loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  async loadFile(path: string): Promise<void> {
    return this.webContents.loadURL(pathToFileURL(resolve(runtime.appPath, path)).href);
  }
  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    if (!this.#visible) {
      this.#visible = true;
      this.emit('show');
    }
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.blur();
    this.emit('hide');
  }

  focus(): void {
    if (!this.#visible || focused === this) return;
    focused?.blur();
    setFocused(this);
    this.emit('focus');
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit('blur');
  }

  isVisible(): boolean {
    return this.#visible;
  }
  isFocused(): boolean {
    return focused === this;
  }
  isDestroyed(): boolean {
    return !windows.has(this);
  }

  minimize(): void {
    this.#state = 'minimized';
    this.blur();
    this.emit('minimize');
  }

  maximize(): void {
    this.#state = 'maximized';
    this.#resized();
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#state = 'normal';
    this.#resized();
    this.emit('unmaximize');
  }

  restore(): void {
    this.#state = 'normal';
    this.#visible = true;
    this.#resized();
    this.emit('restore');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }
  isMaximized(): boolean {
    return this.#state === 'maximized';
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }

  setFullScreen(on: boolean): void {
    if (on === this.#fullScreen) return;
    this.#fullScreen = on;
    this.#resized();
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen');
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getBounds(): Electron.Rectangle {
    return this.#fullScreen || this.isMaximized() ? { ...SCREEN } : this.getNormalBounds();
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  getSize(): number[] {
    return [this.getBounds().width, this.getBounds().height];
  }
  getMinimumSize(): number[] {
    return [...this.#minimum];
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    this.setBounds({
      x: Math.round((SCREEN.width - this.#bounds.width) / 2),
      y: Math.round((SCREEN.height - this.#bounds.height) / 2),
    });
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    const next = { ...before, ...bounds };
    this.#bounds = {
      ...next,
      width: Math.max(next.width, this.#minimum[0]),
      height: Math.max(next.height, this.#minimum[1]),
    };
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) {
      this.#resized();
      this.emit('resized');
    }
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) {
      this.emit('move');
      this.emit('moved');
    }
  }

  #resized(): void {
    const { width, height } = this.getBounds();
    void pageOf(this.webContents)
      .then(async (page) => resizePage(page, width, height))
      .catch(() => undefined);
    this.emit('resize');
  }

  close(): void {
    if (this.isDestroyed()) return;
    const event = preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (!windows.delete(this)) return;
    this.blur();
    destroyContents(this.webContents);
    this.emit('closed');
    if (windows.size === 0) onAllClosed();
  }
}
