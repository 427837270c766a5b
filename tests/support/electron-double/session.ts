// Electron's `session`: the handlers of permissions are asked as Chromium would ask them, and what they
// answer is what the page meets.
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { handlers } from './own-schemes.ts';
import { protocol } from './protocol.ts';
import { browser } from './runtime.ts';

type Permission = Parameters<Electron.Session['setPermissionCheckHandler']>[0] extends
  | ((...args: infer A) => unknown)
  | null
  ? A[1]
  : never;
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];

/** Electron's names, and DevTools' descriptors for the same */
const PERMISSIONS: readonly (readonly [Permission, object])[] = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['clipboard-read', { name: 'clipboard-read', allowWithoutSanitization: true }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['idle-detection', { name: 'idle-detection' }],
  ['window-management', { name: 'window-management' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['sensors', { name: 'sensors' }],
];

/**
 * Puts into force what the handlers say of a page: `url` is the page's own address, `origin` the one that the
 * app knows.
 */
export let applyPermissions: (
  session: Session,
  contents: Electron.WebContents,
  origin: string,
  url: string,
) => Promise<void>;

class Session extends EventEmitter {
  readonly protocol = protocol;
  #request: RequestHandler = null;
  #check: CheckHandler = null;

  static {
    applyPermissions = async (session, contents, origin, url) => {
      for (const [permission, descriptor] of PERMISSIONS) {
        const setting = session.#allows(permission, contents, origin, url) ? 'granted' : 'denied';
        // not every build of Chromium knows every name
        await browser()
          .send('Browser.setPermission', { permission: descriptor, setting, origin: new URL(url).origin })
          .catch(() => undefined);
      }
    };
  }

  /** As the app's own page would get it. */
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
    return handler ? handler(request) : fetch(request);
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(_handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    /* headless Chromium has no devices */
  }
  setDisplayMediaRequestHandler(
    _handler: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0],
  ): void {
    /* nor a screen to show */
  }
  setUSBProtectedClassesHandler(
    _handler: Parameters<Electron.Session['setUSBProtectedClassesHandler']>[0],
  ): void {
    /* no devices */
  }
  setBluetoothPairingHandler(_handler: Parameters<Electron.Session['setBluetoothPairingHandler']>[0]): void {
    /* no devices */
  }
  setSpellCheckerEnabled(_enable: boolean): void {
    /* it has none */
  }

  /**
   * Without handlers everything is allowed, as in Electron. A request that is not answered at once is
   * refused.
   */
  #allows(
    permission: Permission,
    contents: Electron.WebContents,
    origin: string,
    requestingUrl: string,
  ): boolean {
    if (this.#check?.(contents, permission, origin, { isMainFrame: true, requestingUrl }) === false)
      return false;
    if (!this.#request) return true;
    let allowed = false;
    this.#request(
      contents,
      permission,
      (granted) => {
        allowed = granted;
      },
      { isMainFrame: true, requestingUrl },
    );
    return allowed;
  }
}

export type { Session };
const defaultSession = new Session();
const partitions = new Map<string, Session>();

export const session = {
  defaultSession,
  fromPartition(partition: string): Session {
    const known = partitions.get(partition) ?? new Session();
    partitions.set(partition, known);
    return known;
  },
};
