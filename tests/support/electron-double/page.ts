// Runs inside the page before any of its scripts: the sandboxed preload's surroundings. Only its source text
// is used, so it may name nothing from outside of the function. The preload runs in the page's own world,
// closed in a function: the page sees what the bridge gives it, and nothing else.
type Listener = (...args: unknown[]) => void;
export type Preload = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
) => void;

export interface Surroundings {
  preload: Preload | null;
  /** Name of the function through which the page reaches main */
  binding: string;
  /** Key of the symbol under which main finds the function that takes its messages */
  deliver: string;
  /** Whether frames in the page get the preload as well */
  inSubFrames: boolean;
  process: object;
  pack(value: unknown): unknown;
  unpack(packed: unknown): unknown;
}

export function surroundings({
  preload,
  binding,
  deliver,
  inSubFrames,
  process,
  pack,
  unpack,
}: Surroundings): void {
  const world = globalThis as any;
  const post = world[binding] as ((payload: string) => void) | undefined;
  delete world[binding];
  if (post === undefined) return;
  const say = (message: object) => {
    post(JSON.stringify(message));
  };

  // window.open and links into new windows go to setWindowOpenHandler; as in Electron the page gets no window
  // where that denies
  const open = (url: string | URL = 'about:blank', frameName = '') => {
    say({ open: new URL(url, document.baseURI).href, frameName });
    return null;
  };
  Object.defineProperty(world, 'open', { value: open, writable: true, configurable: true });
  const onLink = (event: MouseEvent) => {
    const link =
      event.defaultPrevented || !(event.target instanceof Element)
        ? null
        : event.target.closest<HTMLAnchorElement>('a[href]');
    const elsewhere =
      link !== null &&
      (event.button === 1 ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        (link.target !== '' && link.target !== '_self'));
    if (!elsewhere) return;
    event.preventDefault();
    open(link.href, link.target);
  };
  addEventListener('click', onLink);
  addEventListener('auxclick', onLink);

  if (preload === null || (window !== window.top && !inSubFrames)) return;
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  let calls = 0;
  const copy = (args: unknown[]) => pack(structuredClone(args));
  const ipcRenderer = {
    send(channel: string, ...args: unknown[]) {
      say({ channel, args: copy(args) });
    },
    invoke: async (channel: string, ...args: unknown[]) => {
      const packed = copy(args);
      return new Promise((resolve, reject) => {
        calls += 1;
        pending.set(calls, { resolve, reject });
        say({ id: calls, channel, args: packed });
      });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };
  Object.defineProperty(world, Symbol.for(deliver), {
    value: (packed: unknown) => {
      const message = unpack(packed) as {
        id?: number;
        channel?: string;
        args?: unknown[];
        result?: unknown;
        error?: string;
      };
      if (message.channel !== undefined) {
        for (const listener of listeners.get(message.channel) ?? [])
          listener({ sender: ipcRenderer }, ...(message.args ?? []));
        return;
      }
      const call = pending.get(message.id ?? 0);
      pending.delete(message.id ?? 0);
      if (message.error === undefined) call?.resolve(message.result);
      else call?.reject(new Error(message.error));
    },
  });

  // values cross the bridge as frozen copies, functions as proxies
  const cross = (value: any): any => {
    if (typeof value === 'function') return (...args: unknown[]) => cross(value(...args.map(cross)));
    if (value instanceof Promise) return value.then(cross);
    if (Array.isArray(value)) return Object.freeze(value.map(cross));
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.freeze(
        Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cross(member)])),
      );
    }
    return structuredClone(value);
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      Object.defineProperty(world, key, { value: cross(api), enumerable: true });
    },
  };
  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name} (a sandboxed preload may require only 'electron')`);
  };
  preload(require, module, module.exports, process);
}
