// Electron's WebContents over one page of headless Chromium.
import { EventEmitter } from 'node:events';
import { serialize } from 'node:v8';
import type Electron from 'electron';
import type { Session as CdpSession } from './cdp.ts';
import { Frames, type WebFrameMain } from './frames.ts';
import { receive } from './ipc-main.ts';
import { followTheme } from './native-theme.ts';
import { isKnown, originOf, toPage } from './own-schemes.ts';
import { DELIVER, openPage, type PageOptions } from './page-target.ts';
import { interceptRequests, type Navigation } from './requests.ts';
import { browser, preventable } from './runtime.ts';
import { applyPermissions, session, type Session } from './session.ts';
import { pack, unpack } from './wire.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

export interface WindowOfContents {
  close(): void;
  /** The page asked for a window that the app allows */
  openChild(url: string): void;
}

/** The page's DevTools session. */
export let pageOf: (contents: WebContents) => Promise<CdpSession>;
export let destroyContents: (contents: WebContents) => void;
let liveContents: () => WebContents[];
let contentsOfTarget: (targetId: string) => WebContents | undefined;

export class WebContents extends EventEmitter {
  static readonly #all = new Map<number, WebContents>();
  readonly id = WebContents.#all.size + 1;
  readonly session: Session = session.defaultSession;
  readonly #window: WindowOfContents;
  readonly #frames = new Frames();
  readonly #page: Promise<CdpSession>;
  #targetId = '';
  /** What the app itself loads is not offered to it */
  #ordered = '';
  #title = '';
  #destroyed = false;
  #crashed = false;
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  static {
    pageOf = async (contents) => contents.#page;
    destroyContents = (contents) => {
      contents.#destroyed = true;
      contents.emit('destroyed');
      void contents.#page
        .then(async () => browser().send('Target.closeTarget', { targetId: contents.#targetId }))
        .catch(() => undefined);
    };
    liveContents = () => [...WebContents.#all.values()].filter((contents) => !contents.#destroyed);
    contentsOfTarget = (targetId) => liveContents().find((contents) => contents.#targetId === targetId);
  }

  constructor(window: WindowOfContents, options: PageOptions) {
    super();
    this.#window = window;
    WebContents.#all.set(this.id, this);
    this.#page = this.#open(options);
  }

  async #open(options: PageOptions): Promise<CdpSession> {
    const { targetId, session: page } = await openPage(options, (payload, context) => {
      void this.#take(JSON.parse(payload), context);
    });
    this.#targetId = targetId;
    page.on('Page.domContentEventFired', () => {
      if (this.getURL() !== 'about:blank') this.emit('dom-ready', {});
    });
    page.on('Page.loadEventFired', () => {
      if (this.getURL() !== 'about:blank') this.emit('did-finish-load', {});
    });
    page.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    await this.#frames.follow(page, (frame) => {
      this.#navigated(frame);
    });
    await interceptRequests(page, (navigation) => this.#mayNavigate(navigation));
    await followTheme(page);
    return page;
  }

  #navigated(frame: WebFrameMain): void {
    const isMain = frame === this.mainFrame;
    if (isMain) this.#crashed = false;
    if (frame.url === 'about:blank') return;
    if (isMain) this.emit('did-navigate', {}, frame.url, 200, 'OK');
    this.emit('did-frame-navigate', {}, frame.url, 200, 'OK', isMain, frame.processId, frame.routingId);
  }

  #mayNavigate({ url, frameId, isRedirect }: Navigation): boolean {
    const frame = this.#frames.byId(frameId);
    const isMainFrame = frame === this.mainFrame;
    if (isMainFrame && url === this.#ordered) return true;
    const details = preventable({ url, isSameDocument: false, isMainFrame, frame, initiator: frame });
    if (isRedirect)
      this.emit('will-redirect', details, url, false, isMainFrame, frame.processId, frame.routingId);
    else {
      this.emit('will-frame-navigate', details);
      if (isMainFrame && !details.defaultPrevented)
        this.emit('will-navigate', details, url, false, isMainFrame, frame.processId, frame.routingId);
    }
    return !details.defaultPrevented;
  }

  async #take(said: any, context: number): Promise<void> {
    if (said.open !== undefined) {
      const details = {
        url: said.open,
        frameName: said.frameName,
        features: '',
        disposition: 'foreground-tab' as const,
        referrer: { url: this.getURL(), policy: 'default' as const },
      };
      if (this.#openHandler(details).action === 'allow') this.#window.openChild(said.open);
      return;
    }
    const frame = this.#frames.byContext(context);
    // a frame that is gone gets no answer
    if (!frame) return;
    const answer = await receive({ ...said, args: unpack(said.args) }, this, frame);
    if (answer) await this.#deliver(answer, context);
  }

  async #deliver(message: object, context: number): Promise<void> {
    if (this.#destroyed) return;
    const expression = `globalThis[Symbol.for(${JSON.stringify(DELIVER)})]?.(${JSON.stringify(pack(message))})`;
    const page = await this.#page;
    await page.send('Runtime.evaluate', { expression, contextId: context }).catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    serialize(args);
    if (this.#frames.mainContext !== undefined)
      void this.#deliver({ channel, args }, this.#frames.mainContext);
  }

  async loadURL(url: string): Promise<void> {
    if (!isKnown(url)) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`);
    this.#ordered = url;
    const page = await this.#page;
    if (/^https?:/.test(toPage(url)))
      await applyPermissions(
        this.session,
        this as unknown as Electron.WebContents,
        originOf(url),
        toPage(url),
      );
    const loaded = new Promise((resolve) => {
      this.once('did-finish-load', resolve);
    });
    const { errorText } = await page.send('Page.navigate', { url: toPage(url) });
    if (errorText !== undefined) {
      this.emit('did-fail-load', {}, -2, errorText, url, true, 1, this.mainFrame.routingId);
      throw new Error(`${String(errorText)} loading '${url}'`);
    }
    await loaded;
  }

  reload(): void {
    this.#ordered = this.getURL();
    // a crashed page has nothing to reload, and is loaded anew
    if (this.#crashed) void this.loadURL(this.getURL());
    else void this.#page.then(async (page) => page.send('Page.reload')).catch(() => undefined);
  }

  get mainFrame(): WebFrameMain {
    return this.#frames.main;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  getTitle(): string {
    return this.#title;
  }
  getType(): string {
    return 'window';
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  close(_options?: Electron.CloseOpts): void {
    this.#window.close();
  }

  forcefullyCrashRenderer(): void {
    // it answers nothing any more
    void this.#page.then(async (page) => page.send('Page.crash')).catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page;
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  openDevTools(): void {
    /* headless */
  }
  closeDevTools(): void {
    /* headless */
  }
  toggleDevTools(): void {
    /* headless */
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {
    return Promise.resolve();
  }
}

export const webContents = {
  getAllWebContents: (): WebContents[] => liveContents(),
  fromId: (id: number): WebContents | undefined => liveContents().find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => contentsOfTarget(targetId),
};
