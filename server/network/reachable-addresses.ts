import { rankAddresses, type NetworkInterfaces, type Ranking, type ShownAddress } from './addresses.ts';

export const listensOnAll = (host: string): boolean => host === '::' || host === '0.0.0.0';

export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

/**
 * The addresses that lead to what a server listens on, best first; of one that listens on a single address
 * that one, while this machine has it.
 */
export function reachableAddresses(
  host: string,
  interfaces: NetworkInterfaces,
  ranking: Ranking = {},
): ShownAddress[] {
  if (isLoopbackHost(host)) {
    const address = host === 'localhost' ? '127.0.0.1' : host;
    return [
      {
        address,
        adapter: '',
        medium: 'other',
        kind: 'loopback',
        family: address.includes(':') ? 'IPv6' : 'IPv4',
      },
    ];
  }
  const all = rankAddresses(interfaces, ranking);
  if (!listensOnAll(host)) return all.filter(({ address }) => address === host);
  // a link-local address of a container's cable leads to no guest, even where there is nothing else
  const usable = all.filter(
    ({ family, kind, medium }) =>
      (host === '::' || family === 'IPv4') &&
      (kind !== 'local' || (medium !== 'virtual' && medium !== 'vpn')),
  );
  // nobody types a link-local address where there is another
  const others = usable.filter(({ kind }) => kind !== 'local');
  return others.length > 0 ? others : usable;
}
