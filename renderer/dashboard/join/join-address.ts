// Which address the window shows, and how it is written. Pure.
import type { JoinAddress, NetworkState } from '../../../main/ipc/contract.ts';

export interface JoinAddresses {
  /**
   * The one that is shown large: of the adapter the host chose, else the best; undefined where no other
   * device could get in
   */
  shown: JoinAddress | undefined;
  others: JoinAddress[];
}

/** An address that only this machine reaches is none to join at. */
export function joinAddresses({ addresses }: NetworkState, adapter: string | null): JoinAddresses {
  const reachable = addresses.filter(({ kind }) => kind !== 'loopback');
  const shown = reachable.find((address) => address.adapter === adapter) ?? reachable[0];
  return { shown, others: reachable.filter((address) => address !== shown) };
}

/** A URL as people type it, port apart: `http://192.168.0.5:5000` is `192.168.0.5` and `:5000`. */
export function typed(url: string): { host: string; port: string } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === '' ? '' : `:${port}` };
}

/** Of an address that is set large: whether it needs a smaller size to stay on its lines. */
export function addressLength(url: string): 'huge' | 'long' | undefined {
  const { host, port } = typed(url);
  const { length } = host + port;
  return length > 21 ? 'huge' : length > 19 ? 'long' : undefined;
}

/** Whether any other device ever came in, over whatever address. */
export const wasReached = ({ addresses, localName }: NetworkState): boolean =>
  (localName?.devices ?? 0) > 0 || addresses.some(({ devices }) => devices > 0);
