// Over which adapters a server is announced, and with which addresses on each.
import ipaddr from 'ipaddr.js';
import { mediumOf } from '../adapters.ts';
import { withoutZone, type NetworkInterfaces } from '../addresses.ts';
import { isLoopbackHost, listensOnAll } from '../reachable-addresses.ts';

/** A way out for multicast: one family on one adapter. */
export interface Path {
  adapter: string;
  family: 'IPv4' | 'IPv6';
  /** How the system calls the adapter when a group is joined: an address of it (IPv4), or its zone (IPv6) */
  on: string;
  /** The networks whose computers are on the same cable or Wi-Fi */
  networks: string[];
  /** What the name leads to for who asks here */
  addresses: string[];
}

/**
 * The paths of a server that listens on `host`; none for loopback, and none through a VPN, where nobody sits
 * in the same room.
 */
export function pathsOf(
  host: string,
  interfaces: NetworkInterfaces,
  platform: NodeJS.Platform = process.platform,
): Path[] {
  if (isLoopbackHost(host)) return [];
  return Object.entries(interfaces).flatMap(([adapter, all = []]) => {
    const own = all.filter(({ internal }) => !internal);
    const addresses = announced(host, own);
    const media = own.map(({ mac, address }) => mediumOf({ adapter, mac, address: withoutZone(address) }));
    // a container's end of a cable, and what devices of one maker use among themselves
    const isForPrograms = media.includes('virtual') && addresses.every(isLinkLocal);
    if (addresses.length === 0 || media.includes('vpn') || isForPrograms) return [];
    const path = (family: Path['family'], on: string | undefined): Path[] =>
      on === undefined
        ? []
        : [
            {
              adapter,
              family,
              on,
              addresses,
              networks: own.flatMap(({ cidr, family: its }) =>
                its === family && typeof cidr === 'string' ? [withoutZone(cidr)] : [],
              ),
            },
          ];
    const linkLocal = own.find(({ family, address }) => family === 'IPv6' && isLinkLocal(address));
    // Windows numbers its adapters
    const zone = platform === 'win32' ? linkLocal?.scopeid?.toString() : adapter;
    return [
      ...path('IPv4', own.find(({ family }) => family === 'IPv4')?.address),
      ...path('IPv6', linkLocal && zone),
    ];
  });
}

/** Whether a packet that came in on some path came from this one: each socket hears the packets of all. */
export function cameOver({ family, networks, on }: Path, from: string): boolean {
  const [address = '', zone] = from.split('%');
  if (zone !== undefined && zone !== on) return false;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (zone !== undefined) return family === 'IPv6';
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** Link-local ones only where there is nothing else: few programs can use them. */
function announced(host: string, own: readonly { address: string; family: string }[]): string[] {
  const usable = own
    .filter(({ family }) => host === '::' || family === 'IPv4' || !listensOnAll(host))
    .map(({ address }) => withoutZone(address));
  if (!listensOnAll(host)) return usable.filter((address) => address === host);
  const others = usable.filter((address) => !isLinkLocal(address));
  return others.length > 0 ? others : usable;
}

const isLinkLocal = (address: string): boolean => ipaddr.parse(withoutZone(address)).range() === 'linkLocal';
