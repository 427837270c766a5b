import type { NetworkState } from './ipc/contract.ts';

/** The address that guests are told: that of the adapter the host chose, else the best one; undefined where there is no network. */
export function joinUrl({ addresses, localName }: NetworkState, adapter: string | null): string | undefined {
  return (addresses.find((address) => address.adapter === adapter) ?? addresses[0] ?? localName)?.url;
}
