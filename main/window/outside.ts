// What of the world outside the app may be opened. The window names a thing; only here it becomes an address.
import { CallError } from '../ipc/call-error.ts';
import type { NetworkState, ServerState } from '../ipc/contract.ts';
import { joinUrl } from '../server/join-url.ts';

export const RELEASE_PAGE = 'https://github.com/lanline/lanline/releases/latest';

/** The systems' own settings; on Linux each has another, or none. */
const FIREWALL: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'windowsdefender://network/',
  darwin: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall',
};
const FIXED = new Set([RELEASE_PAGE, ...Object.values(FIREWALL)].map((url) => new URL(url).href));

export interface OutsideOptions {
  platform: NodeJS.Platform;
  host: { readonly state: ServerState; readonly network: NetworkState };
  /** Electron's shell.openExternal */
  openExternal: (url: string) => Promise<void>;
}

export interface Outside {
  /** @throws CallError where there is no such thing here */
  open(what: 'firewall' | 'release' | 'chat'): Promise<void>;
}

export function createOutside({ platform, host, openExternal }: OutsideOptions): Outside {
  const addressOf = (what: 'firewall' | 'release' | 'chat'): string | undefined => {
    if (what === 'firewall') return FIREWALL[platform];
    return what === 'release' ? RELEASE_PAGE : chatAddress(host.state, host.network);
  };
  return {
    async open(what) {
      const address = addressOf(what);
      if (address === undefined && what === 'chat')
        throw new CallError({ code: 'not_running', detail: 'The server is not running' });
      if (address === undefined || !mayOpen(address))
        throw new CallError({ code: 'refused', detail: `There is no ${what} to open here` });
      await openExternal(address);
    },
  };
}

/** Whether an address may be handed to the system, which starts whatever program it likes for it. */
export function mayOpen(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { href, protocol, hostname, username, password, pathname, search, hash } = new URL(address);
  if (FIXED.has(href)) return true;
  // our own server, by its address
  const isPlain = username === '' && password === '' && pathname === '/' && search === '' && hash === '';
  return protocol === 'http:' && isPlain && /^(?:localhost|[\d.]+|\[[\da-f:.]+\])$/.test(hostname);
}

/**
 * Where the host's own browser reaches the server: as localhost, since browsers trust that more, where it
 * listens there.
 */
function chatAddress(state: ServerState, network: NetworkState): string | undefined {
  if (state.state !== 'running') return undefined;
  const isEverywhere = ['::', '0.0.0.0', '127.0.0.1', '::1', 'localhost'].includes(state.host);
  return isEverywhere ? `http://localhost:${String(state.port)}` : joinUrl(network, null);
}
