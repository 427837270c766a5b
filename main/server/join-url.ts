import type { NetworkState } from '../ipc/contract.ts';

/**
 * The address that guests are told: that of the adapter the host chose, else the best one. Undefined where
 * there is no network: what only this machine reaches is none to join at.
 */
export function joinUrl({ addresses, localName }: NetworkState, adapter: string | null): string | undefined {
  const reachable = addresses.filter(({ kind }) => kind !== 'loopback');
  return (reachable.find((address) => address.adapter === adapter) ?? reachable[0] ?? localName)?.url;
}
