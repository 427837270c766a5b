// The one window. It is made when it is first shown, hidden rather than closed, and made again where it is
// gone.
import type { BrowserWindow, BrowserWindowConstructorOptions, Display, WebContents } from 'electron';
import type { WindowEvent, WindowEvents } from '../ipc/contract.ts';
import type { Appearance } from './appearance.ts';
import type { Note } from '../lifecycle/notes.ts';
import { chooseBounds, type WindowPlace } from './window-bounds.ts';

/** The one window. */
export interface WindowHost {
  /** Brings it to the front, making it where there is none. */
  show(): void;
  hide(): void;
  setFullScreen(on: boolean): void;
  /** Nothing happens where there is no window. */
  send<E extends WindowEvent>(event: E, payload: WindowEvents[E]): void;
}

export interface MainWindowOptions {
  createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  displays: () => Pick<Display, 'workArea'>[];
  startPage: string;
  preload: string;
  isDevelopment: boolean;
  appearance: Appearance;
  /** From one run to the next; what was read may be anything */
  place: { read: () => unknown; write: (place: WindowPlace) => void };
  note: Note;
  /** Whether the window may really close now; else `onCloseWish` decides what happens */
  mayClose: () => boolean;
  onCloseWish: () => void;
  /** Somebody can see it now, or nobody can any more */
  onShown: (isShown: boolean) => void;
  /** Its page is gone: whether it may be loaded again */
  mayReload: () => boolean;
}

/** `--surface-page` of renderer/ui/tokens.css in sRGB, so that nothing flashes before it is painted */
const BACKGROUND = { light: '#fdfdfb', dark: '#161e1f' } as const;

export class MainWindow implements WindowHost {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;
  /** Whether the page listens: it has asked for its first picture */
  #isListening = false;
  /** What it is to show as soon as it does */
  #wish: WindowEvents['show'] | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    options.appearance.on(({ theme }) => {
      this.#window?.setBackgroundColor(BACKGROUND[theme]);
    });
  }

  get isVisible(): boolean {
    return this.#window?.isVisible() ?? false;
  }
  /** For dialogs that belong to it: only what can be seen can have one */
  get visible(): BrowserWindow | undefined {
    return this.isVisible ? this.#window : undefined;
  }

  show(): void {
    if (!this.#window) {
      // it shows itself when its first picture is painted
      this.#window = this.#create();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  setFullScreen(on: boolean): void {
    this.#window?.setFullScreen(on);
  }

  isOurs(contents: unknown): boolean {
    return this.#window !== undefined && contents === this.#window.webContents;
  }

  send<E extends WindowEvent>(event: E, payload: WindowEvents[E]): void {
    if (this.#window && this.#isListening) this.#window.webContents.send(`event:${event}`, payload);
    // everything else is in the first picture
    else if (event === 'show') this.#wish = payload as WindowEvents['show'];
  }

  /** To be called when the page has its first picture. */
  pageListens(): void {
    this.#isListening = true;
    const wish = this.#wish;
    this.#wish = undefined;
    if (wish !== undefined) this.send('show', wish);
  }

  #create(): BrowserWindow {
    const { createWindow, displays, preload, isDevelopment, appearance, place } = this.#options;
    const { bounds, isMaximized } = chooseBounds(
      place.read(),
      displays().map(({ workArea }) => workArea),
    );
    const window = createWindow({
      ...bounds,
      show: false,
      title: 'Lanline',
      backgroundColor: BACKGROUND[appearance.theme],
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: isDevelopment,
      },
    });
    window.once('ready-to-show', () => {
      if (isMaximized) window.maximize();
      window.show();
    });
    // the title is the app's, not the page's
    window.on('page-title-updated', (event) => {
      event.preventDefault();
    });
    this.#followVisibility(window);
    this.#followClosing(window);
    this.#followPage(window.webContents);
    this.#load(window);
    return window;
  }

  #load(window: BrowserWindow): void {
    this.#isListening = false;
    window.loadURL(this.#options.startPage).catch((error: unknown) => {
      this.#options.note('error', 'The window could not be loaded', { error });
    });
  }

  #followVisibility(window: BrowserWindow): void {
    const tell = (): void => {
      this.#options.onShown(!window.isDestroyed() && window.isVisible() && !window.isMinimized());
    };
    window.on('show', tell).on('hide', tell).on('minimize', tell).on('restore', tell);
  }

  #followClosing(window: BrowserWindow): void {
    window.on('close', (event) => {
      this.#options.place.write({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
      if (this.#options.mayClose()) return;
      event.preventDefault();
      this.#options.onCloseWish();
    });
    window.on('closed', () => {
      this.#window = undefined;
      this.#isListening = false;
      this.#options.onShown(false);
    });
  }

  #followPage(contents: WebContents): void {
    contents.on('render-process-gone', (_event, { reason }) => {
      // 'clean-exit' is how it ends when the window closes
      if (reason === 'clean-exit') return;
      this.#options.note('error', 'The window’s page is gone', { reason });
      if (!this.#window) return;
      if (this.#options.mayReload()) this.#load(this.#window);
      // an empty window would help nobody; whoever opens it again gets a new one
      else this.#window.destroy();
    });
  }
}
