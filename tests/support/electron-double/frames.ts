// The frames of a page, and which of them a script belongs to.
import type { Session } from './cdp.ts';
import { originOf, toApp } from './own-schemes.ts';

/** Electron's WebFrameMain, as far as it is used. */
export class WebFrameMain {
  static #count = 0;
  readonly frameTreeNodeId: number;
  readonly processId = 1;
  readonly parent: WebFrameMain | null;
  url = '';
  /** No longer part of a page */
  detached = false;

  constructor(parent: WebFrameMain | null) {
    WebFrameMain.#count += 1;
    this.frameTreeNodeId = WebFrameMain.#count;
    this.parent = parent;
  }

  get routingId(): number {
    return this.frameTreeNodeId;
  }
  get top(): WebFrameMain {
    return this.parent?.top ?? this;
  }
  get origin(): string {
    return originOf(this.url);
  }
  isDestroyed(): boolean {
    return this.detached;
  }
}

export class Frames {
  readonly main = new WebFrameMain(null);
  readonly #byId = new Map<string, WebFrameMain>();
  /** Frame ids by execution context */
  readonly #contexts = new Map<number, string>();
  #mainId = '';
  #mainContext: number | undefined;

  /** `onNavigated` hears of every document that a frame has got. */
  async follow(session: Session, onNavigated: (frame: WebFrameMain) => void): Promise<void> {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#byId.set(frameId, new WebFrameMain(this.#byId.get(parentFrameId) ?? this.main));
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'swap') return;
      const frame = this.#byId.get(frameId);
      if (frame) frame.detached = true;
      this.#byId.delete(frameId);
    });
    session.on('Page.frameNavigated', ({ frame: { id, url, urlFragment = '' } }) => {
      const frame = this.byId(id);
      frame.url = toApp(String(url) + String(urlFragment));
      onNavigated(frame);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.byId(frameId).url = toApp(url);
    });
    session.on('Runtime.executionContextCreated', ({ context: { id, auxData } }) => {
      if (auxData?.isDefault !== true) return;
      this.#contexts.set(id, auxData.frameId);
      if (auxData.frameId === this.#mainId) this.#mainContext = id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#contexts.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#contexts.clear();
      this.#mainContext = undefined;
    });
    await session.send('Page.enable');
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#mainId = frameTree.frame.id;
    this.#byId.set(this.#mainId, this.main);
    await session.send('Runtime.enable');
  }

  byId(id: string): WebFrameMain {
    return this.#byId.get(id) ?? this.main;
  }

  /** The frame whose script runs in this context. */
  byContext(context: number): WebFrameMain | undefined {
    const id = this.#contexts.get(context);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Where the main frame's scripts run; undefined before there are any. */
  get mainContext(): number | undefined {
    return this.#mainContext;
  }
}
